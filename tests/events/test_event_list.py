"""The list of events in the admin: dates, places, who waits, what is not answered; and no other organisation's."""

import io
import re
from datetime import time, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from corner.dates import short_date
from events.models import EventDate, EventPage
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db

STORY = [("paragraph", "<p>We chose three things.</p>")]
LIST = "event_pages:index"


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def colleague(client, staff_of, own):
    user = staff_of(own)
    client.force_login(user)
    return user


@pytest.fixture
def rows(client, colleague):
    """The words of each row, by title, in the order they stand."""

    def look(**query):
        html = client.get(reverse(LIST), query).content.decode()
        found = {}
        for row in html.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:] if "<tbody>" in html else []:
            title = re.search(r'id="page_\d+_title">\s*(.*?)\s*</span>', row)[1]
            cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
            found[title] = [re.sub(r"(<[^>]+>|\s)+", " ", cell).strip() for cell in cells]
        return found

    return look


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def may_see_needs(user):
    user.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="view_accessneed"))


WHEN, PLACES, WAITING, NEEDS, ORGANISATION = 2, 3, 4, 5, 6


def test_the_own_events_have_their_numbers_and_others_have_none(
    rows, own, colleague, make_event, date_of, signed_up, make_organisation
):
    tea = date_of(make_event("Our tea", responsible_organisation=own, capacity=1))
    theirs = date_of(make_event("Their tea", responsible_organisation=make_organisation("Other group"), capacity=1))
    for date in (tea, theirs):
        signed_up(
            date,
            access_answers=(AccessAnswer("quiet", "A quiet corner", "yes"),),
            access_consent=AccessConsent("2026-11", "en-gb"),
        )
        signed_up(date)
    assert rows()["Our tea"][WHEN : ORGANISATION + 1] == [
        short_date(in_days(7)), "1 of 1 Who is coming", "1", "–", "Own group"
    ]  # fmt: skip
    may_see_needs(colleague)
    assert rows()["Our tea"][NEEDS] == "1"
    assert rows()["Their tea"][PLACES : ORGANISATION + 1] == ["–", "–", "–", "Other group"]


def test_the_next_comes_first_then_what_is_over_then_what_has_no_date(rows, own, make_event, events_index):
    make_event("Later", starts_in_days=20)
    make_event("Over", starts_in_days=-3)
    make_event("Long over", starts_in_days=-30)
    make_event("Soon", starts_in_days=2)
    events_index.add_child(instance=EventPage(title="Some day", intro="x", mode="online", live=False))
    assert list(rows()) == ["Soon", "Later", "Over", "Long over", "Some day"]
    assert list(rows(ordering="-next_day"))[:2] == ["Later", "Soon"]
    assert next(iter(rows(ordering="title"))) == "Later"
    assert list(rows(when="to-come")) == ["Soon", "Later"]
    assert list(rows(when="past")) == ["Over", "Long over"]
    assert list(rows(when="none")) == ["Some day"]
    assert rows()["Some day"][WHEN] == "No date yet"


def test_many_dates_are_counted_and_a_date_called_off_says_so(rows, make_event):
    days = [EventDate(day=in_days(number), start_time=time(9)) for number in (1, 8, 15, 22)]
    days[0].status = "cancelled"
    make_event("Weekly", dates=days)
    words = rows()["Weekly"][WHEN]
    assert words == f"{short_date(in_days(1))} (Cancelled) {short_date(in_days(8))} and 2 more"


def test_a_draft_has_the_dates_that_stand_in_its_form(rows, events_index):
    page = EventPage(title="Draft", intro="x", mode="online", live=False)
    page.dates = [EventDate(day=in_days(4))]
    events_index.add_child(instance=page)
    assert rows(when="to-come")["Draft"][WHEN] == short_date(in_days(4))


def test_it_is_narrowed_by_kind_and_by_whoever_holds_it(rows, own, make_event, make_organisation):
    beside = make_organisation("Beside us")
    make_event("Tea", kind="social", responsible_organisation=own)
    together = make_event("Together", kind="workshop")
    together.organisations.add(beside)
    together.save_revision().publish()
    assert list(rows(kind="workshop")) == ["Together"]
    assert list(rows(organisation=own.pk)) == ["Tea"]
    assert list(rows(organisation=beside.pk)) == ["Together"]


def test_those_without_a_record_are_found(rows, own, make_event):
    make_event("Not written", starts_in_days=-3)
    make_event("Written", starts_in_days=-3, record=STORY)
    make_event("To come")
    assert list(rows(record="missing")) == ["Not written"]


def test_its_file_holds_what_is_shown_and_nothing_of_others(client, colleague, own, make_event, date_of, signed_up):
    may_see_needs(colleague)
    signed_up(date_of(make_event("Our tea", responsible_organisation=own, capacity=5)))
    signed_up(date_of(make_event("Their tea", capacity=5)))
    answer = client.get(reverse(LIST), {"export": "xlsx"})
    table = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values)
    assert table[0] == ("Title", "When", "Kind of event", "Organisation", "Places taken", "Waiting", "Status")
    by_title = {row[0]: row for row in table[1:]}
    assert by_title["Our tea"][4:] == ("1 of 5", "0", "live")
    assert by_title["Their tea"][4:] == ("–", "–", "live")


def test_a_longer_list_costs_no_more_queries_with_numbers_and_in_a_file(
    client, colleague, own, make_event, date_of, signed_up
):
    may_see_needs(colleague)

    def queries(**query):
        with CaptureQueriesContext(connection) as found:
            answer = client.get(reverse(LIST), query)
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        return len(found)

    signed_up(date_of(make_event(responsible_organisation=own)))
    queries()
    few, few_in_a_file = queries(), queries(export="csv")
    for _number in range(3):
        signed_up(date_of(make_event(responsible_organisation=own)))
    assert queries() == few
    assert queries(export="csv") == few_in_a_file
