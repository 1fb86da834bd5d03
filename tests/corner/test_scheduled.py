"""A page with a time to go live: gaps are said when the time is set, and a refusal later is never silent."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry, Revision

from corner import chores
from corner.models import ConsentRecord
from tests.fixtures.site import FULL_STORY

pytestmark = pytest.mark.django_db


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def schedule(page, **changes):
    for name, value in {"go_live_at": in_an_hour(), **changes}.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def history_of(page):
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="corner.")
    return list(entries.values_list("action", flat=True))


@pytest.fixture
def draft(make_information_page):
    page = make_information_page("Parks")
    page.unpublish()
    return page


@pytest.fixture
def refused(make_person):
    """A person's page that was to go live; meanwhile the person has taken the consent back."""
    page = make_person("Amina")
    page.unpublish()
    page = schedule(type(page).objects.get(pk=page.pk))
    ConsentRecord.objects.update(withdrawn_on=timezone.localdate())
    with time_machine.travel(in_an_hour() + timedelta(minutes=6)):
        with pytest.raises(chores.NotAllPublished):
            chores.publish_scheduled()
        yield page


def test_a_page_with_gaps_gets_no_time_to_go_live(draft):
    with pytest.raises(ValidationError, match="Nothing stands under"):
        schedule(draft, body=[])
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_many_at_once_say_which_gap_it_is(client, draft, administrator):
    draft.body, draft.go_live_at = [], in_an_hour()
    draft.save_revision()
    client.force_login(administrator)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={draft.pk}", follow=True)
    assert "Not published. Nothing stands under" in answer.content.decode()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_complete_page_goes_live_at_its_time_and_not_before(draft):
    page = schedule(draft, body=FULL_STORY)
    chores.publish_scheduled()
    assert not Page.objects.get(pk=page.pk).live
    with time_machine.travel(in_an_hour() + timedelta(minutes=1)):
        chores.publish_scheduled()
    assert Page.objects.get(pk=page.pk).live
    assert history_of(page) == []


def test_what_was_refused_stays_a_draft_and_its_history_says_so_once(refused, client, administrator):
    with pytest.raises(chores.NotAllPublished):
        chores.publish_scheduled()
    assert not Page.objects.get(pk=refused.pk).live
    assert history_of(refused) == ["corner.publish.not_done"]
    client.force_login(administrator)
    history = client.get(reverse("wagtailadmin_pages:history", args=[refused.pk])).content.decode()
    assert "It could not go live at the time that was set." in history


def test_the_first_screen_says_why_to_whoever_may_publish_it(refused, client, staff_of):
    client.force_login(staff_of())
    html = client.get("/admin/").content.decode()
    assert "Not done at the time you set" in html
    row = html.split("to go live on")[0].rpartition("<li")[2] + html.split("to go live on")[1].split("</li>")[0]
    assert reverse("wagtailadmin_pages:edit", args=[refused.pk]) in row
    assert "consent" in row


def test_whoever_may_not_publish_it_is_told_nothing(refused, client, make_user):
    group = Group.objects.create(name="Those who write")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=group, page=refused.get_parent(), permission_type="change")
    client.force_login(make_user(groups=[group.name]))
    html = client.get("/admin/").content.decode()
    assert "Not done at the time you set" not in html


def test_where_the_worker_stands_still_the_screen_says_that(draft, client, administrator):
    schedule(draft)
    client.force_login(administrator)
    with time_machine.travel(in_an_hour() + timedelta(minutes=2)):
        client.force_login(administrator)
        assert "scheduled-not-done" not in client.get("/admin/").content.decode(), "its turn may still come"
    with time_machine.travel(in_an_hour() + timedelta(minutes=6)):
        assert "it waits for the worker" in client.get("/admin/").content.decode()


def test_what_did_not_leave_at_its_time_is_shown_too(make_information_page, client, administrator, monkeypatch):
    page = make_information_page("Parks")
    page.expire_at = in_an_hour()
    page.save_revision().publish()
    monkeypatch.setattr(Page, "unpublish", lambda *args, **kwargs: 1 / 0)
    with time_machine.travel(in_an_hour() + timedelta(minutes=6)):
        for _turn in range(2):
            with pytest.raises(chores.NotAllPublished):
                chores.publish_scheduled()
        assert history_of(page) == ["corner.unpublish.not_done"]
        client.force_login(administrator)
        assert "to leave the site on" in client.get("/admin/").content.decode()
