"""The first screen of the admin: what there is to do for whoever looks, and where to begin when there is nothing."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowTask

from contacts.models import Membership
from corner.models import Helpline
from events.models import Agreement
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def host(make_user, own):
    """Somebody who runs events and writes no pages."""
    user = make_user("hana", groups=["Event hosts"])
    Membership.objects.create(user=user, organisation=own)
    return user


@pytest.fixture
def see(client):
    """The first screen of somebody."""

    def look(user):
        client.force_login(user)
        return client.get(reverse("wagtailadmin_home")).content.decode()

    return look


def panels(html):
    """The names of the panels, in the order they stand on the screen."""
    return re.findall(r'<section class="w-panel[^"]*" id="([\w-]+)-section"', html)


@pytest.fixture
def sign_up_with_a_need(signed_up):
    def make(occasion):
        return signed_up(
            occasion,
            access_answers=(AccessAnswer("quiet", "A quiet corner", "SECRET-NEED"),),
            access_consent=AccessConsent("2026-11", "en-gb"),
        )

    return make


def may_see_needs(user):
    user.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="view_accessneed"))
    return user


# --- my next events ------------------------------------------------------------------------------------------


def test_a_host_sees_the_next_dates_with_places_waiting_and_needs(
    see, host, own, make_event, date_of, signed_up, sign_up_with_a_need
):
    tea = date_of(make_event("Tea in the park", responsible_organisation=own, capacity=2))
    make_event("Somebody else’s tea")
    signed_up(tea)
    sign_up_with_a_need(tea)
    signed_up(tea)
    html = see(may_see_needs(host))
    rows = re.findall(r"<tr>(.*?)</tr>", html.split('id="next-events-section"')[1].split("</section>")[0], re.DOTALL)[
        1:
    ]
    (row,) = [re.sub(r"<[^>]+>|\s+", " ", row) for row in rows]
    assert re.search(r"Tea in the park .* 2 of 2 +1 +1 *$", row)
    for name in ("events_occasion", "events_needs"):
        assert reverse(name, args=[tea.pk]) in html
    assert "1 need waits for an answer." in html
    assert "SECRET-NEED" not in html
    assert "Guest" not in html


def test_needs_are_counted_for_those_with_the_right_only(see, host, own, make_event, date_of, sign_up_with_a_need):
    sign_up_with_a_need(date_of(make_event(responsible_organisation=own)))
    html = see(host)
    assert "next-events" in panels(html)
    assert "Needs not answered" not in html
    assert "for an answer" not in html


def test_a_date_that_was_called_off_says_so(see, host, own, make_event, date_of):
    date = date_of(make_event("Tea", responsible_organisation=own))
    type(date).objects.update(status="postponed")
    assert "Postponed" in see(host)


def test_without_a_date_to_come_it_says_how_one_comes_here(see, host):
    assert "once the page of its event is published" in see(host)


# --- approval ------------------------------------------------------------------------------------------------


@pytest.fixture
def four_eyes(db):
    workflow = Workflow.objects.create(name="Four eyes")
    task = GroupApprovalTask.objects.create(name="Read it")
    task.groups.add(Group.objects.get(name="Editors"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow


@pytest.fixture
def send(four_eyes, make_information_page):
    """A draft that somebody sends for approval."""

    def make(user, title):
        page = make_information_page(title)
        page.intro = "Changed."
        page.save_revision(user=user)
        return page, four_eyes.start(page, user)

    return make


def test_what_somebody_sends_waits_for_whoever_approves_and_is_seen_by_the_sender(see, make_user, send):
    writer, reader = make_user("wanda", groups=["Contributors"]), make_user("rosa", groups=["Editors"])
    page, _state = send(writer, "Come by bus")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = see(reader)
    assert "to-approve" in panels(html)
    assert "own-pages" not in panels(html)
    assert f'<a href="{edit}">Come by bus</a>' in html
    assert "Sent by wanda" in html
    html = see(writer)
    assert "own-pages" in panels(html)
    assert "to-approve" not in panels(html)
    assert "Waits for approval" in html


def test_what_is_asked_back_says_why(see, make_user, send):
    writer = make_user("wanda", groups=["Editors"])
    _page, state = send(writer, "Come by bus")
    state.current_task_state.reject(user=make_user("rosa", groups=["Editors"]), comment="Which bus?")
    assert "Somebody asks you for changes: Which bus?" in see(writer)


def test_wagtails_own_lists_of_the_same_are_gone(see, make_user, send):
    writer = make_user("wanda", groups=["Editors"])
    send(writer, "Come by bus")
    html = see(writer)
    assert "Your pages and items in a workflow" not in html
    assert "w-summary" not in html, "the numbers of pages, pictures and documents"


# --- where to begin ------------------------------------------------------------------------------------------


def steps(html):
    return re.findall(r'<a href="([^"]+)">', html.split('class="home-steps"')[1].split("</ul>")[0])


def test_a_new_editor_reads_what_to_do_first(see, client, make_user, events_index):
    found = steps(see(make_user(groups=["Editors"])))
    assert found[0] == reverse("event_pages:choose_parent")
    assert reverse("events_signups") not in found
    assert client.get(found[0])["Location"] == reverse(
        "wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk]
    )


def test_a_new_host_is_shown_the_list_and_no_pages(see, host, events_index):
    found = steps(see(host))
    assert found[0] == reverse("events_signups")
    assert reverse("event_pages:choose_parent") not in found
    assert "Search all pages" not in see(host)


def test_a_new_translator_is_shown_the_board(see, make_user, events_index, polish_home):
    call_command("make_translator_groups", verbosity=0)
    found = steps(see(make_user(groups=["Polish translators"])))
    assert found == [reverse("translation_board"), reverse("wagtailadmin_account")]


def test_an_administrator_is_shown_who_works_where(see, administrator, events_index):
    Helpline.objects.update(next_review="2099-01-01")
    assert reverse("membership:index") in steps(see(administrator))


def test_every_first_step_leads_somewhere(see, client, administrator, events_index, contacts_page):
    Helpline.objects.update(next_review="2099-01-01")
    for address in steps(see(administrator)):
        answer = client.get(address)
        assert answer.status_code == 200 or answer["Location"] != reverse("wagtailadmin_home"), address


def test_whoever_has_work_is_not_told_where_to_begin(see, host, own, make_event):
    assert "Where to begin" in see(host)
    make_event(responsible_organisation=own)
    assert "Where to begin" not in see(host)


# --- all of it -----------------------------------------------------------------------------------------------


@pytest.fixture
def work_of_every_kind(own, staff_of, make_event, date_of, send, make_technique, sign_up_with_a_need):
    """So much of each kind that waits for one person."""
    user = may_see_needs(staff_of(own, name="everything"))
    Group.objects.get(name="Editors").permissions.add(
        Permission.objects.get(content_type__app_label="events", codename="change_agreement")
    )
    english = Locale.get_default()
    today = timezone.localdate()

    def add():
        sign_up_with_a_need(date_of(make_event(responsible_organisation=own)))
        make_event(responsible_organisation=own, starts_in_days=-3)
        Agreement.objects.create(what_people_said="A bench.", status="agreed", due="2026-01-02", locale=english)
        make_technique(next_review=today)
        send(user, "Sent")
        return user

    return add


def test_what_went_wrong_comes_first_then_people_then_pages(see, work_of_every_kind):
    from corner.models import OutgoingEmail

    user = work_of_every_kind()
    OutgoingEmail.objects.update(state="failed")
    assert panels(see(user)) == [
        "mail-trouble",
        "next-events",
        "to-approve",
        "unrecorded",
        "agreements-late",
        "reviews-due",
        "own-pages",
        "guide",
    ]


def test_more_work_does_not_cost_more_queries(see, work_of_every_kind):
    def queries(user):
        with CaptureQueriesContext(connection) as found:
            see(user)
        return len(found)

    user = work_of_every_kind()
    queries(user)
    few = queries(user)
    for _number in range(2):
        work_of_every_kind()
    assert queries(user) == few
