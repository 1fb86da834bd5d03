"""The worker's small regular jobs: scheduled pages, old attempts, old sessions."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, Revision

from corner import chores, jobs
from corner.models import Attempt, AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule():
    """A draft that was to go live a minute ago."""

    def make(title):
        page = Page(title=title, slug=title, live=False)
        Page.objects.get(depth=1).add_child(instance=page)
        page.go_live_at = timezone.now() - timedelta(minutes=1)
        revision = page.save_revision(approved_go_live_at=page.go_live_at)
        return page, revision

    return make


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_what_was_scheduled_goes_live_once(schedule):
    page, _ = schedule("walk")
    chores.publish_scheduled()
    chores.publish_scheduled()
    assert is_live(page)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_page_that_may_not_go_live_stops_no_other(schedule, monkeypatch):
    """Wagtail's own command ends at the first one."""
    refused, revision = schedule("unfinished")
    fine, _ = schedule("fine")
    publish = Revision.publish

    def gate(self, *args, **kwargs):
        if self.pk == revision.pk:
            Page.objects.filter(pk=refused.pk).update(live=True)  # half done already
            raise ValidationError("The translation by amina@example.org is not finished.")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(Revision, "publish", gate)
    with pytest.raises(chores.NotAllPublished, match=rf"page {refused.pk}$"):
        chores.publish_scheduled()
    assert is_live(fine)
    assert not is_live(refused), "what was half done is undone"


def test_a_time_that_was_taken_away_in_the_meantime_counts(schedule):
    page, revision = schedule("walk")
    Revision.objects.update(approved_go_live_at=None)
    chores._publish(revision)
    assert not is_live(page)


def test_what_was_to_end_ends(schedule):
    page, _ = schedule("walk")
    chores.publish_scheduled()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    chores.publish_scheduled()
    page.refresh_from_db()
    assert not page.live
    assert page.expired


def test_hashed_addresses_are_forgotten_after_two_days():
    now = timezone.now()
    for days in (0, 1, 3):
        Attempt.objects.create(what="sign-up", hashed=str(days), at=now - timedelta(days=days))
    chores.delete_old_attempts()
    assert sorted(Attempt.objects.values_list("hashed", flat=True)) == ["0", "1"]


def test_who_did_what_is_forgotten_after_a_year():
    now = timezone.now()
    for days in (0, 364, 366):
        AuditEntry.objects.create(action=f"page.read.{days}", record="x:1", at=now - timedelta(days=days))
    chores.delete_old_audit_entries()
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == ["page.read.0", "page.read.364"]


def test_sessions_that_ran_out_are_deleted():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    chores.clear_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_the_worker_knows_of_all_of_them():
    turns = {job.name: job.every for job in jobs.registered()}
    assert turns["send-mail"] == timedelta(seconds=10)
    assert turns["publish-scheduled"] == timedelta(minutes=1)
    assert {"delete-old-attempts", "clear-sessions"} <= set(turns)
