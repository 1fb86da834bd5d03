"""Groups for each role, made by one command: what they may do, and what became of Wagtail's own."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Task, Workflow, WorkflowPage, WorkflowTask

from contacts.models import Membership
from corner.models import SecondReadingTask
from events.models import SignUp
from home.approval import make_workflow
from home.making_roles import make_roles
from home.roles import ROLES, roles_to_give
from home.stock_groups import take_over

pytestmark = pytest.mark.django_db


def rights_of(name):
    group = Group.objects.get(name=name)
    return {
        "rights": {f"{each.content_type.app_label}.{each.codename}" for each in group.permissions.all()},
        "pages": {(row.page.depth, row.permission.codename) for row in group.page_permissions.all()},
        "files": {row.permission.codename.partition("_")[0] for row in group.collection_permissions.all()},
    }


def test_after_migrating_every_role_is_there_and_none_of_wagtails():
    names = set(Group.objects.values_list("name", flat=True))
    assert {role.group for role in ROLES} <= names
    assert not names & {"Moderators", "Hosts"}


def test_contributors_add_pages_below_the_home_page_and_nothing_else(home):
    assert rights_of("Contributors") == {
        "rights": {"wagtailadmin.access_admin"},
        "pages": {(2, "add_page")},
        "files": {"add", "choose"},
    }
    assert GroupPagePermission.objects.get(group__name="Contributors").page_id == home.pk


def test_editors_publish_everywhere_and_reach_no_personal_data():
    own = rights_of("Editors")
    assert (1, "publish_page") in own["pages"]
    assert {"corner.change_topic", "contacts.add_venue", "events.add_agreement", "corner.add_consentrecord"} <= own[
        "rights"
    ]
    assert "corner.see_personal_data" not in own["rights"]
    assert own["files"] == {"add", "change", "delete", "choose"}


def test_hosts_and_access_needs_are_rights_to_personal_data_alone():
    assert rights_of("Event hosts") == {
        "rights": {"wagtailadmin.access_admin", "corner.see_personal_data"},
        "pages": set(),
        "files": set(),
    }
    assert rights_of("Access needs")["rights"] == {"events.view_accessneed"}


def everything():
    tables = (Group.permissions.through, GroupPagePermission, Workflow, WorkflowTask, WorkflowPage, GroupApprovalTask)
    return [sorted(model.objects.values_list(), key=str) for model in (Group, SecondReadingTask, *tables)]


def test_making_them_again_changes_nothing(home):
    make_roles()
    before = everything()
    call_command("make_roles", verbosity=0)
    assert everything() == before


def test_what_an_administrator_has_given_to_a_group_stays(home):
    more = Permission.objects.get(codename="read_message")
    Group.objects.get(name="Event hosts").permissions.add(more)
    make_roles()
    assert more in Group.objects.get(name="Event hosts").permissions.all()


def test_every_role_says_what_it_may_and_languages_come_along(polish_home):
    make_roles()
    offered = {role.group: str(role.may) for role in roles_to_give()}
    assert list(offered)[:4] == ["Contributors", "Editors", "Event hosts", "Access needs"]
    assert "publishes what is translated" in offered["Polish reviewers"]
    assert "Polish translators" in offered
    assert all(offered.values())


# --- Wagtail's own groups -----------------------------------------------------------------------------------


@pytest.fixture
def as_before(make_user, make_organisation):
    """The groups as Wagtail makes them, with people: a moderator, an editor, a member of an organisation."""
    Group.objects.all().delete()
    WorkflowPage.objects.all().delete()
    Workflow.objects.all().delete()
    root = Page.objects.get(depth=1)
    groups = {name: Group.objects.create(name=name) for name in ("Moderators", "Editors")}
    for name, actions in (("Moderators", ("add", "change", "publish")), ("Editors", ("add", "change"))):
        for action in actions:
            right = Permission.objects.get(codename=f"{action}_page", content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=groups[name], page=root, permission=right)
    people = {name: make_user(f"one of {name}", groups=[name]) for name in groups}
    Membership.objects.create(user=people["Moderators"], organisation=make_organisation())
    return people


def test_moderators_become_editors_and_editors_become_contributors(as_before):
    make_roles()
    assert set(as_before["Moderators"].groups.values_list("name", flat=True)) == {"Editors", "Event hosts"}
    assert set(as_before["Editors"].groups.values_list("name", flat=True)) == {"Contributors"}
    assert not Group.objects.filter(name="Moderators").exists()


def test_who_did_not_publish_before_does_not_publish_now_and_loses_what_was_others(as_before, make_information_page):
    page = make_information_page()
    make_roles()
    assert not page.permissions_for_user(as_before["Editors"]).can_publish()
    assert not page.permissions_for_user(as_before["Editors"]).can_edit()


def test_a_group_that_somebody_calls_moderators_later_is_left_alone(home, make_user):
    Group.objects.create(name="Moderators")
    moderator = make_user(groups=["Moderators"])
    take_over()
    assert [group.name for group in moderator.groups.all()] == ["Moderators"]
    assert Group.objects.filter(name="Editors").exists()


def test_wagtails_own_workflow_becomes_ours_with_what_is_on_its_way(home, make_information_page, make_user):
    WorkflowPage.objects.all().delete()
    Task.objects.all().delete()
    former = Workflow.objects.create(name="Moderators approval")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=former, task=task, sort_order=0)
    WorkflowPage.objects.create(page=Page.objects.get(depth=1), workflow=former)
    state = former.start(make_information_page(), make_user())
    make_workflow(Group.objects.get(name="Editors"))
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert state.workflow.name == "Approval"
    assert [str(each) for each in state.workflow.tasks] == ["First reading", "Second reading"]


def test_another_workflow_that_an_administrator_chose_stays(home):
    WorkflowPage.objects.update(workflow=Workflow.objects.create(name="Our own"))
    make_roles()
    assert WorkflowPage.objects.get().workflow.name == "Our own"


# --- A membership alone opens nothing -----------------------------------------------------------------------


def test_a_contributor_of_the_organisation_sees_nobody_who_signed_up(make_event, date_of, signed_up, make_user):
    page = make_event()
    signed_up(date_of(page))
    writer = make_user(groups=["Contributors"])
    host = make_user(groups=["Event hosts"])
    for user in (writer, host):
        Membership.objects.create(user=user, organisation=page.responsible_organisation)
    assert not SignUp.objects.for_user(writer).exists()
    assert SignUp.objects.for_user(host).count() == 1
