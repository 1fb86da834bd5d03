"""Staff fill in dates that repeat: a draft gets the new rows, staff look, and each row becomes an occasion."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from events.admin.repeated_dates import COPIED, FIELDS
from events.models import EventDate, EventPage, Occasion
from tests.fixtures.site import translate

pytestmark = pytest.mark.django_db

#: The editor draws these with its scripts, so they are not in the form as it arrives.
DRAWN_BY_SCRIPTS = nested_form_data(
    {
        "what_to_expect": streamfield([("line", {"time": "10:30", "title": "Hello", "text": ""})]),
        **{
            name: streamfield([])
            for name in ("questions", "who_will_be_there", "record", "feedback_statements", "easy_read")
        },
    }
)


class Editor:
    """The form of an event as a browser without scripts would send it: what it shows, but for what is typed."""

    def __init__(self, client, page):
        self.client = client
        self.address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def shown(self):
        return BeautifulSoup(self.client.get(self.address).content, "html.parser")

    def fields(self):
        html = self.shown()
        for template in html.find_all("template"):
            template.decompose()
        fields = {}
        for one in html.select("input[name], textarea[name], select[name]"):
            if one.name == "select":
                fields[one["name"]] = [chosen["value"] for chosen in one.select("option[selected]")]
            elif one.name == "textarea":
                fields[one["name"]] = one.text
            elif one.get("type") not in ("checkbox", "radio", "file") or one.has_attr("checked"):
                fields[one["name"]] = one.get("value", "")
        return fields

    def press(self, button, **typed):
        return self.client.post(self.address, {**self.fields(), **DRAWN_BY_SCRIPTS, f"action-{button}": "1", **typed})

    def save(self, **typed):
        answer = self.press("draft", **typed)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer

    def publish(self, **typed):
        answer = self.press("publish", **typed)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer

    def errors(self, **typed):
        """Of a draft that is not saved, by field."""
        answer = self.press("draft", **typed)
        assert answer.status_code == 200, "it was saved"
        return {name: " ".join(words) for name, words in answer.context["form"].errors.items()}

    def messages(self):
        return [one.text.strip() for one in self.shown().select(".messages li")]


@pytest.fixture
def edit(client, administrator):
    client.force_login(administrator)
    return lambda page: Editor(client, page)


def days(page):
    return [row.day for row in EventPage.objects.get(pk=page.pk).get_latest_revision_as_object().dates.all()]


def beginning(day, **fields):
    return [EventDate(day=day, **{"start_time": time(10), "end_time": time(12), **fields})]


TUESDAYS = {"repeat_every": "weeks", "repeat_interval": "2", "repeat_times": "5"}


def test_every_second_tuesday_six_times(make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    edit(page).save(**TUESDAYS)
    assert days(page) == [date(2031, 1, 7) + timedelta(weeks=2 * n) for n in range(6)]


def test_the_message_says_which_dates_are_new(make_event, edit):
    editor = edit(make_event(dates=beginning(date(2030, 12, 24))))
    editor.save(**TUESDAYS | {"repeat_times": "6"})
    said = "6 dates added: 7 January to 18 March 2031. Look through them before you publish."
    assert any(said in one for one in editor.messages())
    assert not editor.messages()


def test_a_new_page_too(client, administrator, events_index):
    client.force_login(administrator)
    row = {"day": "2031-01-07", "start_time": "10:00", "status": "scheduled", "id": "", "ORDER": "1"}
    names = ("end_time", "venue", "capacity_in_person", "capacity_online", "signup_opens", "signup_closes")
    answer = client.post(
        reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk]),
        {
            **DRAWN_BY_SCRIPTS,
            "title": "Tea",
            "slug": "",
            "kind": "conversation",
            "largest_party": "1",
            "offer_hours": "48",
            "reminder_days": "2",
            "dates-TOTAL_FORMS": "1",
            "dates-INITIAL_FORMS": "0",
            "waiting_list": "automatic",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            **{f"dates-0-{name}": value for name, value in (dict.fromkeys(names, "") | row).items()},
            **TUESDAYS,
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    page = EventPage.objects.get(title="Tea")
    assert len(days(page)) == 6
    said = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "5 dates added: 21 January to 18 March 2031." in said


def test_until_a_day(make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    edit(page).save(repeat_every="weeks", repeat_until="2031-01-28")
    assert days(page)[1:] == [date(2031, 1, 14), date(2031, 1, 21), date(2031, 1, 28)]


def test_a_new_date_is_like_the_last_one_but_goes_ahead(make_event, edit, venue):
    """Its list is its own, so its key is; and a date of sign-up would be over, or far too early."""
    row = beginning(
        date(2031, 1, 7),
        status=Occasion.Status.CANCELLED,
        venue=venue,
        capacity_in_person=4,
        signup_closes=datetime(2031, 1, 6, tzinfo=UTC),
    )
    page = make_event(dates=row)
    edit(page).save(repeat_every="weeks", repeat_times="1")
    old, new = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object().dates.all()
    for name in COPIED:
        assert getattr(new, name) == getattr(old, name)
    assert new.status == Occasion.Status.SCHEDULED
    assert new.signup_closes is None
    assert new.date_key != old.date_key


def test_every_field_of_a_date_is_thought_of():
    """Whoever adds a field decides whether a repeated date has it."""
    own = {"id", "sort_order", "page_id", "date_key", "day", "month_only", "status", "signup_opens", "signup_closes"}
    assert {field.attname for field in EventDate._meta.concrete_fields} == {*COPIED, *own}


def test_the_last_row_of_the_form_is_repeated(make_event, edit):
    """Not one that is taken away, and not an empty one."""
    first, second = beginning(date(2031, 1, 7)), beginning(date(2031, 3, 4))
    page = make_event(dates=[*first, *second])
    edit(page).save(repeat_every="weeks", repeat_times="1", **{"dates-1-DELETE": "1"})
    assert days(page) == [date(2031, 1, 7), date(2031, 1, 14)]


def test_a_date_that_is_there_is_not_doubled(make_event, edit):
    """But one at another time of that day is another date."""
    rows = [
        *beginning(date(2031, 1, 14)),
        *beginning(date(2031, 1, 21), start_time=time(9)),
        *beginning(date(2031, 1, 7)),
    ]
    page = make_event(dates=rows)
    editor = edit(page)
    editor.save(repeat_every="weeks", repeat_times="2")
    assert days(page) == [date(2031, 1, 14), date(2031, 1, 21), date(2031, 1, 7), date(2031, 1, 21)]
    assert "1 was there already and is not doubled" in " ".join(editor.messages())


def test_new_dates_stand_after_the_others(make_event, edit):
    """Also after rows were taken away, and when the draft is published without the form, as in a workflow."""
    rows = [*beginning(date(2031, 1, 7), sort_order=4), *beginning(date(2031, 1, 14), sort_order=9)]
    page = make_event(dates=rows)
    edit(page).save(repeat_every="weeks", repeat_times="2")
    page.refresh_from_db()
    page.latest_revision.publish()
    assert [row.day.day for row in EventPage.objects.get(pk=page.pk).dates.all()] == [7, 14, 21, 28]


def test_nothing_to_add_is_said(make_event, edit):
    page = make_event(dates=[*beginning(date(2031, 1, 14)), *beginning(date(2031, 1, 7))])
    editor = edit(page)
    editor.save(repeat_every="weeks", repeat_times="1")
    assert len(days(page)) == 2
    assert "all of them are there already" in " ".join(editor.messages())


def test_saving_again_adds_nothing(make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    editor = edit(page)
    editor.save(**TUESDAYS)
    fields = editor.fields()
    assert (fields["repeat_every"], fields["repeat_interval"], fields["repeat_times"]) == ([""], "1", "")
    editor.save()
    assert len(days(page)) == 6


def test_publishing_waits_until_the_dates_were_looked_at(make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    answer = edit(page).press("publish", **TUESDAYS)
    assert answer.status_code == 200
    assert "Save a draft first" in str(answer.context["form"].errors["repeat_every"])
    assert Occasion.objects.of_page(page).count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"repeat_every": "weeks"}, "repeat_times", "how many dates to add"),
        (TUESDAYS | {"repeat_until": "2031-05-01"}, "repeat_until", "not both"),
        ({"repeat_times": "5"}, "repeat_every", "Choose how it repeats"),
        ({"repeat_until": "2031-05-01"}, "repeat_every", "Choose how it repeats"),
        (TUESDAYS | {"repeat_times": "60"}, "repeat_times", "59"),
        (TUESDAYS | {"repeat_times": "0"}, "repeat_times", "1"),
        (TUESDAYS | {"repeat_interval": "0"}, "repeat_interval", "1"),
        (TUESDAYS | {"repeat_every": "moons"}, "repeat_every", "moons"),
        ({"repeat_every": "days", "repeat_until": "2032-01-01"}, "repeat_until", "more than 59 dates"),
        ({"repeat_every": "days", "repeat_until": "2031-01-07"}, "repeat_until", "Choose a later day"),
        ({"repeat_every": "days", "repeat_until": "soon"}, "repeat_until", "valid date"),
        (
            TUESDAYS | {"repeat_every": "last-weekday-of-month"},
            "repeat_every",
            "7 January 2031, is not the last Tuesday of its month",
        ),
        (TUESDAYS | {"dates-0-DELETE": "1"}, "repeat_every", "no date to repeat"),
        (TUESDAYS | {"dates-0-month_only": "on"}, "repeat_every", "only the month is known"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(make_event, edit, typed, field, words):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    errors = edit(page).errors(**typed)
    assert list(errors) == [field]
    assert words in errors[field]
    assert days(page) == [date(2031, 1, 7)]


def test_nothing_typed_is_lost_when_something_else_is_wrong(make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    answer = edit(page).press("draft", **TUESDAYS, **{"dates-0-day": "the 5th"})
    assert answer.status_code == 200
    html = BeautifulSoup(answer.content, "html.parser")
    assert html.select_one("[name=repeat_every] option[selected]")["value"] == "weeks"
    assert html.select_one("[name=repeat_times]")["value"] == "5"
    assert html.select_one("[name=dates-0-day]")["value"] == "the 5th"
    assert not html.select("[name=dates-1-day]")


def test_a_preview_shows_the_dates_that_saving_would_add(client, make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    editor = edit(page)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(address, {**editor.fields(), **DRAWN_BY_SCRIPTS, **TUESDAYS})
    assert "18 March" in client.get(address).content.decode()
    assert days(page) == [date(2031, 1, 7)]


def test_nothing_of_it_is_kept_on_the_page(make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    edit(page).save(**TUESDAYS)
    page = EventPage.objects.get(pk=page.pk)
    assert not {name for name in page.latest_revision.content if name.startswith("repeat")}
    assert not FIELDS & {field.name for field in EventPage._meta.get_fields()}


def test_a_translation_is_not_asked(make_event, polish_home, events_index, administrator):
    """Its dates are those of the source page, whether it is translated string by string or edited freely."""
    translate(events_index, "pl")
    page = make_event()
    polish = translate(page, "pl")
    assert polish.locale != Locale.get_default()
    form = EventPage.get_edit_handler().get_form_class()
    assert not FIELDS & form(instance=polish, for_user=administrator).fields.keys()
    assert form(instance=page, for_user=administrator).fields.keys() >= FIELDS


def test_the_editor_for_translators_does_not_show_it(client, administrator, make_event, polish_home, events_index):
    translate(events_index, "pl")
    polish = translate(make_event(), "pl")
    client.force_login(administrator)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[polish.pk]))
    assert answer.status_code == 200
    assert "repeat_every" not in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "hours"),
    [
        (date(2026, 10, 18), [9, 10, 10]),  # the clocks go back on 25 October 2026
        (date(2027, 3, 21), [10, 9, 9]),  # and forward on 28 March 2027
    ],
)
def test_each_date_is_an_occasion_at_the_same_clock_time(make_event, edit, first, hours):
    page = make_event(dates=beginning(first))
    editor = edit(page)
    editor.save(repeat_every="weeks", repeat_times="2")
    assert Occasion.objects.of_page(page).count() == 1
    editor.publish()
    found = list(Occasion.objects.of_page(page).order_by("day"))
    assert [one.starts_at for one in found] == [
        datetime(one.day.year, one.day.month, one.day.day, hour, tzinfo=UTC)
        for one, hour in zip(found, hours, strict=True)
    ]
    assert {timezone.localtime(one.starts_at).time() for one in found} == {time(10)}


def test_publishing_again_doubles_nothing_and_keeps_the_lists(make_event, edit, signed_up):
    page = make_event(dates=beginning(date(2031, 1, 7)), capacity=1)
    editor = edit(page)
    editor.save(**TUESDAYS)
    editor.publish()
    found = set(Occasion.objects.of_page(page).values_list("pk", "date_key"))
    assert len(found) == 6
    for occasion in Occasion.objects.of_page(page):  # one place on each: lists that have nothing to do with each other
        assert signed_up(occasion).state == "confirmed"
    editor.publish()
    editor.save(title="Another title")
    editor.publish()
    assert set(Occasion.objects.of_page(page).values_list("pk", "date_key")) == found
    assert [one.signups.count() for one in Occasion.objects.of_page(page)] == [1] * 6


def test_each_new_row_can_be_changed_or_taken_away(make_event, edit):
    page = make_event(dates=beginning(date(2031, 1, 7)))
    editor = edit(page)
    editor.save(repeat_every="weeks", repeat_times="3")
    editor.publish(**{"dates-1-DELETE": "1", "dates-2-day": "2031-01-22"})
    assert [one.day.day for one in Occasion.objects.of_page(page).order_by("day")] == [7, 22, 28]


def test_an_hour_that_one_night_does_not_have_is_said_before_readers_see_it(make_event, edit):
    page = make_event(dates=beginning(date(2027, 3, 21), start_time=time(1, 30), end_time=time(3)))
    editor = edit(page)
    editor.save(repeat_every="weeks", repeat_times="1")
    answer = editor.press("publish")
    assert "because the clocks go forward" in answer.content.decode()
    assert Occasion.objects.of_page(page).count() == 1


def test_a_new_date_is_the_same_one_from_draft_to_draft(make_event, edit, signed_up):
    """Of a page that is live, drafts are only revisions. Whichever of them is published, a date has one list."""
    page = make_event(dates=beginning(date(2031, 1, 7)))
    editor = edit(page)
    editor.save(**TUESDAYS)
    page.refresh_from_db()
    first_draft = page.latest_revision
    editor.save(title="Another title")
    page.refresh_from_db()
    second_draft = page.latest_revision
    first_draft.publish()
    found = set(Occasion.objects.of_page(page).values_list("pk", "date_key"))
    for occasion in Occasion.objects.of_page(page):
        signed_up(occasion)
    second_draft.publish()
    assert set(Occasion.objects.of_page(page).values_list("pk", "date_key")) == found


def test_a_key_that_is_not_of_this_page_is_not_taken(make_event, edit):
    page, other = (make_event(dates=beginning(date(2031, 1, 7))) for _ in range(2))
    editor = edit(page)
    editor.save(repeat_every="weeks", repeat_times="1")
    editor.publish(**{"dates-1-date_key": str(other.dates.get().date_key)})
    assert other.dates.get().date_key not in Occasion.objects.of_page(page).values_list("date_key", flat=True)
