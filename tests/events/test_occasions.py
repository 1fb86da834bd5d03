"""Staff publish an event, and its dates become one truth for every language."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale

from contacts.models import Membership, Venue
from corner.models import AuditEntry, OutgoingEmail
from events import telling
from events.models import Event, EventDate, EventPage, Occasion, Places, SignUp

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def republish(page, user=None, **changes):
    page = EventPage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=user).publish(user=user)
    return EventPage.objects.get(pk=page.pk)


def change_row(page, **changes):
    page = EventPage.objects.get(pk=page.pk)
    (row,) = rows = list(page.dates.all())
    for name, value in changes.items():
        setattr(row, name, value)
    return republish(page, dates=rows)


def test_publishing_writes_the_date_with_its_places(make_event, date_of, venue):
    occasion = date_of(make_event(capacity=7))
    assert occasion.starts_at.astimezone(timezone.get_current_timezone()).time() == time(10, 30)
    assert occasion.ends_at - occasion.starts_at == timedelta(hours=2, minutes=30)
    assert occasion.venue == venue
    assert occasion.closes_at == occasion.starts_at
    assert [(p.way, p.capacity, p.taken) for p in occasion.places.all()] == [("in-person", 7, 0)]


def test_a_row_of_its_own_wins_over_the_page(make_event, date_of):
    other = Venue.objects.create(name="The hall", address="High Street", locale=Locale.get_default())
    row = EventDate(day=in_days(3), start_time=time(9), venue=other, capacity_in_person=2)
    occasion = date_of(make_event(dates=[row], capacity=50))
    assert occasion.venue == other
    assert occasion.places.get().capacity == 2


def test_both_ways_of_joining_have_places_of_their_own(make_event, date_of):
    occasion = date_of(make_event(mode="both", capacity=5, capacity_online=None))
    assert {p.way: p.capacity for p in occasion.places.all()} == {"in-person": 5, "online": None}


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [(date(2031, 3, 29), 10), (date(2031, 3, 31), 9), (date(2031, 10, 25), 9), (date(2031, 10, 27), 10)],
)
def test_clock_times_are_the_citys_on_both_sides_of_a_clock_change(make_event, date_of, day, utc_hour):
    occasion = date_of(make_event(dates=[EventDate(day=day, start_time=time(10))]))
    assert occasion.starts_at == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)


def test_an_evening_past_midnight_ends_on_the_next_day(make_event, date_of):
    occasion = date_of(make_event(dates=[EventDate(day=in_days(3), start_time=time(20), end_time=time(1))]))
    assert occasion.ends_at - occasion.starts_at == timedelta(hours=5)


@pytest.mark.parametrize(
    "row",
    [
        {"day": date(2031, 3, 30), "start_time": time(1, 30)},  # the hour that does not exist
        {"day": date(2031, 5, 1), "start_time": time(10), "end_time": time(9)},
        {"day": date(2031, 5, 1), "end_time": time(9)},
        {"day": date(2031, 5, 1)},
        {"day": date(2031, 5, 1), "month_only": True},
    ],
)
def test_a_time_that_cannot_be_undoes_the_publishing(make_event, row):
    with pytest.raises(ValidationError):
        make_event(title="Impossible", dates=[EventDate(**row)])
    assert not Occasion.objects.exists()
    assert not EventPage.objects.filter(title="Impossible", live=True).exists()


def test_of_an_archive_event_only_the_month_may_be_known(make_event, date_of):
    page = make_event(dates=[EventDate(day=date(2024, 7, 20), month_only=True)], not_recorded=True)
    occasion = date_of(page)
    assert (occasion.day, occasion.month_only, occasion.starts_at) == (date(2024, 7, 1), True, None)
    assert occasion.is_over
    assert not occasion.takes_signups


def test_publishing_again_changes_nothing_that_people_know(make_event, date_of):
    page = make_event()
    before = date_of(page)
    after = date_of(republish(page, title="Another title"))
    assert (after.pk, after.ical_uid, after.ical_sequence) == (before.pk, before.ical_uid, 0)


@pytest.mark.parametrize("change", [{"start_time": time(11)}, {"end_time": time(14)}, {"status": "postponed"}])
def test_the_sequence_rises_with_time_and_status(make_event, date_of, change):
    page = make_event()
    assert date_of(change_row(page, **change)).ical_sequence == 1


def test_the_sequence_rises_with_the_venue(make_event, date_of):
    page = make_event()
    other = Venue.objects.create(name="The hall", address="High Street", locale=Locale.get_default())
    assert date_of(republish(page, venue=other)).ical_sequence == 1


def test_people_on_the_list_hear_of_a_new_time_once(make_event, date_of, signed_up):
    page = make_event()
    amina = signed_up(date_of(page))
    page = change_row(page, start_time=time(11))
    telling.tell(date_of(page))
    republish(page)
    republish(page, title="Another title")
    telling.tell(date_of(page))
    assert OutgoingEmail.objects.filter(kind="signup.date_changed", about__signup=amina.pk).count() == 1


def test_the_end_date_of_personal_data_moves_with_the_event(make_event, date_of, signed_up):
    page = make_event(starts_in_days=7)
    amina = signed_up(date_of(page))
    change_row(page, day=in_days(17))
    amina.refresh_from_db()
    assert amina.erase_after == in_days(17 + 90)


def test_cancelling_a_date_takes_everybody_off_and_writes_to_each(make_event, date_of, signed_up):
    page = make_event()
    amina, ben = signed_up(date_of(page)), signed_up(date_of(page))
    change_row(page, status="cancelled")
    occasion = date_of(page)
    assert not occasion.signups.active().exists()
    assert occasion.places.get().taken == 0
    told = OutgoingEmail.objects.filter(kind="signup.date_cancelled")
    assert {mail.about["signup"] for mail in told} == {amina.pk, ben.pk}


# --- what would harm people who have a place ----------------------------------------------------------------


def test_capacity_below_what_is_taken_is_not_taken_over(make_event, date_of, signed_up):
    page = make_event(capacity=3)
    for _ in range(3):
        signed_up(date_of(page))
    republish(page, capacity_in_person=2)
    places = date_of(page).places.get()
    assert (places.capacity, places.taken) == (3, 3)
    assert AuditEntry.objects.filter(action="occasion.capacity_kept").exists()


def test_capacity_down_to_what_is_taken_is_fine(make_event, date_of, signed_up):
    page = make_event(capacity=3)
    signed_up(date_of(page))
    republish(page, capacity_in_person=1)
    assert date_of(page).places.get().capacity == 1


def test_a_date_that_people_have_a_place_on_stays(make_event, date_of, signed_up):
    page = make_event(
        dates=[EventDate(day=in_days(3), start_time=time(9)), EventDate(day=in_days(4), start_time=time(9))]
    )
    first, second = Occasion.objects.of_page(page).order_by("day")
    signed_up(first)
    rows = [row for row in page.dates.all() if row.date_key == second.date_key]
    republish(page, dates=rows)
    assert Occasion.objects.of_page(page).filter(pk=first.pk).exists()
    assert AuditEntry.objects.filter(action="occasion.date_kept", record=f"events.occasion:{first.pk}").exists()


def test_a_date_that_nobody_knew_of_goes_with_its_row(make_event):
    page = make_event(
        dates=[EventDate(day=in_days(3), start_time=time(9)), EventDate(day=in_days(4), start_time=time(9))]
    )
    first, second = Occasion.objects.of_page(page).order_by("day")
    republish(page, dates=[row for row in page.dates.all() if row.date_key == second.date_key])
    assert list(Occasion.objects.all()) == [second]
    assert not Places.objects.filter(occasion_id=first.pk).exists()


def test_a_date_that_everybody_left_leaves_the_page_and_keeps_its_history(make_event, signed_up):
    from events.signing_up import cancel

    page = make_event(
        dates=[EventDate(day=in_days(3), start_time=time(9)), EventDate(day=in_days(4), start_time=time(9))]
    )
    first, second = Occasion.objects.of_page(page).order_by("day")
    cancel(signed_up(first))
    republish(page, dates=[row for row in page.dates.all() if row.date_key == second.date_key])
    assert list(Occasion.objects.of_page(page)) == [second]
    assert SignUp.objects.filter(occasion=first).exists()


def test_a_way_that_people_join_in_stays(make_event, date_of, signed_up):
    page = make_event(mode="both", capacity_online=5)
    signed_up(date_of(page), way="online")
    republish(page, mode="in-person")
    assert date_of(page).places.get(way="online").offered
    assert AuditEntry.objects.filter(action="occasion.way_kept").exists()


def test_a_way_that_nobody_uses_goes(make_event, date_of):
    page = make_event(mode="both", capacity_online=5)
    republish(page, mode="in-person")
    assert [places.way for places in date_of(page).places.all()] == ["in-person"]


# --- whose the event is -------------------------------------------------------------------------------------


def test_while_nobody_signed_up_the_event_goes_where_the_page_says(make_event, make_organisation, staff_of):
    other = make_organisation("Other")
    page = republish(make_event(), staff_of(other), responsible_organisation=other)
    assert Event.objects.get(translation_key=page.translation_key).responsible_organisation == other


def test_another_organisation_cannot_take_the_list_by_editing_the_page(
    make_event, make_organisation, staff_of, date_of, signed_up
):
    own, other = make_organisation("Own"), make_organisation("Other")
    page = make_event(responsible_organisation=own)
    signed_up(date_of(page))
    intruder = staff_of(other)
    republish(page, intruder, responsible_organisation=other)
    assert Event.objects.get().responsible_organisation == own
    assert not SignUp.objects.for_user(intruder).exists()
    assert AuditEntry.objects.filter(action="event.organisation_kept").exists()


def test_its_own_staff_can_hand_the_event_over(make_event, make_organisation, staff_of, date_of, signed_up):
    own, other = make_organisation("Own"), make_organisation("Other")
    page = make_event(responsible_organisation=own)
    signed_up(date_of(page))
    republish(page, staff_of(own), responsible_organisation=other)
    assert Event.objects.get().responsible_organisation == other


def test_somebody_who_left_the_organisation_cannot(make_event, make_organisation, staff_of, date_of, signed_up):
    own, other = make_organisation("Own"), make_organisation("Other")
    page = make_event(responsible_organisation=own)
    signed_up(date_of(page))
    leaver = staff_of(own)
    Membership.objects.filter(user=leaver).delete()
    republish(page, leaver, responsible_organisation=other)
    assert Event.objects.get().responsible_organisation == own


# --- languages, copies, aliases, drafts ---------------------------------------------------------------------


def test_a_translation_cannot_carry_other_facts(make_event, polish_home, translate, date_of):
    page = make_event(capacity=5)
    before = date_of(page)
    polish = translate(page, "pl")
    (row,) = polish.dates.all()
    row.start_time, polish.capacity_in_person = time(6), 500
    polish.dates = [row]
    polish.save_revision().publish()
    after = date_of(polish)
    assert (after.pk, after.starts_at) == (before.pk, before.starts_at)
    assert after.places.get().capacity == 5


def test_a_copy_starts_with_an_empty_list(make_event, date_of, signed_up):
    page = make_event()
    signed_up(date_of(page))
    copy = page.copy(update_attrs={"title": "Copy", "slug": "copy"}, keep_live=False)
    copy.save_revision().publish()
    copy = EventPage.objects.get(pk=copy.pk)
    assert copy.dates.get().date_key == page.dates.get().date_key
    assert date_of(copy).pk != date_of(page).pk
    assert not date_of(copy).signups.exists()


def test_an_alias_shows_the_dates_of_its_original(make_event, make_information_page, date_of, events_index):
    page = make_event()
    alias = page.create_alias(parent=events_index, update_slug="again")
    assert Occasion.objects.count() == 1
    assert date_of(EventPage.objects.get(pk=alias.pk)) == date_of(page)


def test_so_does_an_alias_of_an_alias_and_people_sign_up_there(client, make_event, date_of, events_index):
    page = make_event()
    alias = page.create_alias(parent=events_index, update_slug="again")
    alias = EventPage.objects.get(pk=alias.pk).create_alias(parent=events_index, update_slug="and-again")
    alias = EventPage.objects.get(pk=alias.pk)
    assert alias.alias_of.alias_of_id == page.pk
    assert date_of(alias) == date_of(page)
    html = client.get(f"{alias.url}sign-up/{date_of(page).pk}/").content.decode()
    assert "What should we call you?" in html


def test_a_page_that_is_only_scheduled_has_no_dates_yet(make_event, events_index):
    page = make_event()
    Occasion.objects.all().delete()
    page.unpublish()
    page = EventPage.objects.get(pk=page.pk)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert not Occasion.objects.exists()


def test_a_failure_while_writing_dates_leaves_the_old_page(make_event, monkeypatch):
    """Publishing is one act: never a new page with old dates (design.md, "Whose facts")."""
    page = make_event(title="Old title")

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("events.occasions._write_places", fail)
    with pytest.raises(RuntimeError):
        republish(page, title="New title")
    assert EventPage.objects.get(pk=page.pk).title == "Old title"


# --- deleting -----------------------------------------------------------------------------------------------


def test_an_event_nobody_signed_up_for_is_gone_with_its_dates(make_event):
    make_event().delete()
    assert not Occasion.objects.exists()
    assert not Event.objects.exists()


def test_deleting_a_translation_leaves_the_dates(make_event, polish_home, translate, date_of, signed_up):
    page = make_event()
    signed_up(date_of(page))
    translate(page, "pl").delete()
    assert date_of(page).signups.count() == 1
