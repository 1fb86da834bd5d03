"""Afterwards the admin reminds staff: write down what happened, say what became of what was agreed."""

import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from contacts.models import Membership
from events.models import Agreement, EventDate

pytestmark = pytest.mark.django_db

STORY = [("paragraph", "<p>We chose three things.</p>")]


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def staff(client, staff_of, own):
    """Somebody who publishes pages and follows up agreements."""
    client.force_login(staff_of(own, name="host"))
    return client


@pytest.fixture
def was(make_event, own):
    """An event of the own organisation that was so many days ago."""

    def make(title, days=3, **fields):
        fields = {"responsible_organisation": own, **fields}
        return make_event(title=title, starts_in_days=-days, **fields)

    return make


@pytest.fixture
def agree(db):
    def make(said, days_late=1, **fields):
        due = timezone.localdate() - timedelta(days=days_late)
        return Agreement.objects.create(
            what_people_said=said, **{"due": due, "locale": Locale.get_default(), "status": "agreed", **fields}
        )

    return make


def panel(client):
    """What the first screen of the admin says about events that are over and agreements that are late."""
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    shown = [name for name in ("unrecorded", "agreements-late") if f'id="{name}-section"' in html]
    return "".join(html.split(f'id="{name}-section"')[1].split("</section>")[0] for name in shown)


def screen(client, occasion):
    return client.get(reverse("events_occasion", args=[occasion.pk])).content.decode()


def test_a_date_that_is_over_without_a_record_is_named_with_the_way_to_write_it(staff, was):
    page = was("Tea in the park")
    html = panel(staff)
    assert "Write down what happened" in html
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}">Tea in the park</a>' in html


def test_once_it_is_written_nobody_is_reminded(staff, was):
    was("With a record", record=STORY)
    was("Said that it is not recorded", not_recorded=True)
    was("To come", days=-3)
    was("Long ago", days=61)
    was("Off", dates=[EventDate(day=timezone.localdate() - timedelta(2), start_time=time(9), status="cancelled")])
    was("Taken off the site").unpublish()
    assert panel(staff) == ""


def test_an_event_with_many_dates_is_named_once(staff, was):
    today = timezone.localdate()
    was("Weekly", dates=[EventDate(day=today - timedelta(days=days), start_time=time(9)) for days in (15, 8, 1)])
    assert panel(staff).count("Weekly") == 1


def test_other_organisations_are_reminded_themselves(staff, was, agree, make_organisation, administrator):
    other = was("Not ours", responsible_organisation=make_organisation("Other group"))
    agree("Not ours to follow up", event=other)
    assert panel(staff) == ""
    staff.force_login(administrator)
    assert "Not ours" in panel(staff)
    assert "Not ours to follow up" in panel(staff)


def test_agreements_whose_day_has_passed_are_named_until_it_is_said_what_became_of_them(staff, was, agree):
    event = was("Tea", record=STORY)
    late = agree("Pay people on the day.", event=event)
    agree("A bench.", days_late=9)
    for said, fields in {
        "Is done": {"status": "done"},
        "Cannot be": {"status": "not-possible", "reason": "No money."},
        "Has time": {"days_late": 0},
        "Has no day": {"due": None},
    }.items():
        agree(said, event=event, **fields)
    html = panel(staff)
    assert html.index("A bench.") < html.index("Pay people on the day.")
    assert f'href="{reverse("wagtailsnippets_events_agreement:edit", args=[late.pk])}"' in html
    assert not [said for said in ("Is done", "Cannot be", "Has time", "Has no day") if said in html]
    assert staff.get(reverse("wagtailsnippets_events_agreement:edit", args=[late.pk])).status_code == 200


def test_a_translation_is_no_second_agreement(staff, agree, polish_home, translate):
    translate(agree("Listen to us."), "pl", what_people_said="Słuchajcie nas.")
    assert panel(staff).count("<li>") == 1
    assert "Listen to us." in panel(staff)


@pytest.fixture
def listed(staff):
    """What the list of agreements in the admin shows, by the words of each row."""

    def ask(query=""):
        html = staff.get(reverse("wagtailsnippets_events_agreement:list") + query).content.decode()
        return [re.sub(r"<[^>]+>|\s+", " ", row) for row in html.split("<tbody>")[1].split("<tr")[1:]]

    return ask


def test_the_list_of_agreements_marks_those_whose_day_has_passed(listed, agree):
    agree("A bench.")
    agree("Has time", due=date(2099, 5, 3))
    agree("Is done", status="done")
    agree("Has no day", due=None)
    assert any("3 May 2099" in row for row in listed())
    assert [row for row in listed() if "The day has passed" in row] == [row for row in listed() if "A bench." in row]
    assert len(listed()) == 4


def test_the_list_of_agreements_can_show_only_those(listed, agree):
    agree("A bench.")
    agree("Has time", days_late=0)
    agree("A pond", status="heard")
    assert len(listed("?late=yes")) == 2
    (row,) = listed("?late=yes&status=heard")
    assert "A pond" in row
    assert len(listed("?late=")) == 3


def test_who_may_not_change_agreements_is_not_asked_to(client, make_user, own, agree):
    agree("Listen to us.")
    writer = make_user(groups=["Contributors", "Event hosts"])
    Membership.objects.create(user=writer, organisation=own)
    client.force_login(writer)
    assert panel(client) == ""


def test_who_writes_no_pages_is_not_asked_to(client, make_user, own, was, date_of):
    page = was("Tea in the park")
    host = make_user(groups=["Event hosts"])
    Membership.objects.create(user=host, organisation=own)
    client.force_login(host)
    assert panel(client) == ""
    assert "Write down what happened" not in screen(client, date_of(page))


def test_who_works_for_no_organisation_sees_nothing(client, make_user, was):
    was("Tea in the park")
    client.force_login(make_user(groups=["Editors"]))
    assert panel(client) == ""


def test_the_screen_of_the_date_says_it_too_and_nothing_of_other_dates(staff, was, date_of, agree):
    page, other = was("Tea in the park"), was("Coffee in the park")
    agree("Pay people on the day.", event=page)
    agree("Somebody else’s", event=other)
    agree("Of no event")
    html = screen(staff, date_of(page))
    assert "Write down what happened" in html
    assert "Pay people on the day." in html
    assert "Coffee in the park" not in html
    assert "Somebody else’s" not in html
    assert "Of no event" not in html


def test_before_the_day_there_is_nothing_to_write_down(staff, was, date_of, agree):
    page = was("Tea in the park", days=-3)
    agree("Pay people on the day.", event=page)
    assert "Write down what happened" not in screen(staff, date_of(page))


def test_the_number_of_queries_does_not_grow(staff, was, agree):
    def queries():
        with CaptureQueriesContext(connection) as found:
            panel(staff)
        return len(found)

    agree("Listen 0", event=was("Tea 0"))
    queries()
    few = queries()
    for number in range(1, 4):
        agree(f"Listen {number}", event=was(f"Tea {number}"))
    assert queries() == few
