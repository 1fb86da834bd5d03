"""Time or place of a date changes: staff are asked whether people are told, and nobody is left in the wrong place."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from contacts.models import Venue
from corner.models import AuditEntry, OutgoingEmail
from events import telling
from events.models import EventPage, Occasion
from events.signing_up import cancel

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(make_event):
    """An event from 10:30am to 1pm, in seven days."""
    return make_event(title="Tea in the park")


@pytest.fixture
def amina(page, date_of, signed_up):
    return signed_up(date_of(page), name="Amina", email="amina@example.org")


def publish_with(page, **changes):
    """Staff change the date row and publish."""
    page = EventPage.objects.get(pk=page.pk)
    (row,) = rows = list(page.dates.all())
    for name, value in changes.items():
        setattr(row, name, value)
    page.dates = rows
    page.save_revision().publish()


def move(page, hour):
    publish_with(page, start_time=time(hour), end_time=time(hour + 1))


def told():
    return OutgoingEmail.objects.filter(kind="signup.date_changed").count()


def audited(action):
    return AuditEntry.objects.filter(action=action)


def an_hour_passes():
    Occasion.objects.exclude(change_untold_since=None).update(
        change_untold_since=timezone.now() - telling.WAIT_FOR_STAFF
    )


def test_a_new_time_waits_for_staff_to_decide(page, amina, date_of):
    move(page, 14)
    assert date_of(page).change_untold_since
    assert told() == 0


def test_a_new_place_too(page, amina, date_of):
    other = Venue.objects.create(name="The hall", address="High Street", locale=Locale.get_default())
    publish_with(page, venue=other)
    assert date_of(page).change_untold_since
    assert told() == 0


def test_where_nobody_is_on_the_list_there_is_nothing_to_ask(page, date_of):
    move(page, 14)
    assert date_of(page).change_untold_since is None


def test_nor_once_everybody_has_left(page, amina, date_of):
    move(page, 14)
    cancel(amina)
    move(page, 16)
    assert date_of(page).change_untold_since is None


def test_staff_say_yes_and_everybody_has_one_mail(page, amina, date_of, signed_up, administrator):
    signed_up(date_of(page))
    move(page, 14)
    assert telling.tell(date_of(page), administrator) == 2
    assert telling.tell(date_of(page), administrator) is None
    move(page, 14)  # published again, nothing is another
    assert told() == 2
    assert date_of(page).change_untold_since is None
    entry = audited("occasion.told").get()
    assert (entry.actor, entry.details) == (administrator, {"count": 2})


def test_staff_say_no_and_nobody_has(page, amina, date_of, administrator):
    move(page, 14)
    occasion = date_of(page)
    assert telling.leave_untold(occasion, administrator, seen=occasion.ical_sequence)
    an_hour_passes()
    telling.tell_overdue()
    assert told() == 0
    assert date_of(page).change_untold_since is None
    entry = audited("occasion.not_told").get()
    assert (entry.actor, entry.details) == (administrator, {"count": 1})


def test_no_to_one_change_is_not_no_to_the_next(page, amina, date_of, administrator):
    """Somebody looks at the first change; a colleague publishes a second before they press the button."""
    move(page, 14)
    seen = date_of(page).ical_sequence
    move(page, 16)
    assert not telling.leave_untold(date_of(page), administrator, seen=seen)
    assert date_of(page).change_untold_since


def test_if_nobody_decides_within_an_hour_the_site_tells_people_once(page, amina, date_of):
    move(page, 14)
    telling.tell_overdue()
    assert told() == 0, "the hour is not over"
    an_hour_passes()
    telling.tell_overdue()
    telling.tell_overdue()
    assert told() == 1
    assert audited("occasion.told").get().actor is None


def test_a_second_change_does_not_begin_the_hour_anew(page, amina, date_of):
    move(page, 14)
    since = date_of(page).change_untold_since
    move(page, 16)
    assert date_of(page).change_untold_since == since


def test_the_worker_knows_the_job():
    from corner import jobs

    assert any(job.run == telling.tell_overdue and job.every < telling.WAIT_FOR_STAFF / 4 for job in jobs.registered())


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_another_status_is_told_at_once_and_says_the_new_time_too(page, amina, date_of, status):
    move(page, 14)
    publish_with(page, status=status)
    kind = {"postponed": "signup.date_changed", "cancelled": "signup.date_cancelled"}[status]
    assert OutgoingEmail.objects.filter(kind=kind).count() == 1
    assert date_of(page).change_untold_since is None
    an_hour_passes()
    telling.tell_overdue()
    assert OutgoingEmail.objects.filter(kind__startswith="signup.date_").count() == 1


def test_going_ahead_after_all_is_told_at_once(page, amina, date_of):
    publish_with(page, status="postponed")
    publish_with(page, status="scheduled", start_time=time(14), end_time=time(15))
    assert told() == 2
    assert date_of(page).change_untold_since is None


@pytest.mark.parametrize("moved_to", ["later", "sooner"])
def test_when_it_begins_soon_there_is_no_time_to_ask(page, amina, date_of, moved_to):
    """Whether it was to begin in an hour, or now does: people may be on their way."""
    in_an_hour = timezone.localtime() + timedelta(hours=1)
    if moved_to == "later":
        Occasion.objects.update(starts_at=in_an_hour, ends_at=in_an_hour + timedelta(hours=1))
        move(page, 14)
    else:
        publish_with(page, day=in_an_hour.date(), start_time=in_an_hour.time(), end_time=None)
    assert told() == 1
    assert date_of(page).change_untold_since is None
    assert audited("occasion.told").count() == 1


def test_nobody_is_told_of_a_date_that_is_over(page, amina, date_of):
    move(page, 14)
    past = timezone.now() - timedelta(hours=3)
    Occasion.objects.update(starts_at=past, ends_at=past + timedelta(hours=1))
    an_hour_passes()
    telling.tell_overdue()
    assert told() == 0
    assert date_of(page).change_untold_since is None


def test_what_people_know_is_how_it_was_before_the_first_change(page, amina, date_of):
    before = date_of(page)
    move(page, 14)
    other = Venue.objects.create(name="The hall", address="High Street", locale=Locale.get_default())
    publish_with(page, venue=other)
    known = telling.as_people_know_it(date_of(page))
    assert (known.starts_at, known.ends_at, known.venue) == (before.starts_at, before.ends_at, before.venue)
    assert date_of(page).venue == other
