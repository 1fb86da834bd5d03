"""Staff see how it was, choose words for the page, type in paper, and print what hangs in the room."""

import re
import uuid
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from corner.models import AuditEntry
from events.feedback import feedback_url
from events.models import Feedback, Occasion

pytestmark = pytest.mark.django_db

GOOD = {"listened": 5}
SCREENS = ["events_feedback", "events_feedback_type_in", "events_feedback_poster", "events_feedback_sheet"]


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def page(make_event, own):
    return make_event(title="Tea in the park", starts_in_days=-2, responsible_organisation=own)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


@pytest.fixture
def staff(client, staff_of, own):
    client.force_login(staff_of(own, name="host"))
    return client


def look(staff, occasion, name="events_feedback"):
    answer = staff.get(reverse(name, args=[occasion.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_way_there_is_on_the_screen_of_the_date(staff, occasion):
    html = look(staff, occasion, "events_occasion")
    assert f'href="{reverse("events_feedback", args=[occasion.pk])}"' in html


def test_the_screen_counts_and_shows_results_in_steps_of_five_too(staff, occasion, answered):
    answered(occasion, *[GOOD] * 3, source="room")
    answered(occasion, GOOD)
    html = look(staff, occasion)
    assert "4 answers." in html
    assert "By the code in the room: 3" in html
    assert "People listened to me." not in html
    answered(occasion, GOOD, {"listened": 1})
    html = look(staff, occasion)
    assert "6 answers." in html
    assert "People listened to me." in html
    assert re.search(r'Very much</th><td><meter[^>]* value="100">.*?</td><td>5</td>', html)
    assert re.search(r"Not at all</th><td>.*?</td><td>0</td>", html)


def test_words_are_shown_and_hidden_by_a_tick_that_is_written_down(staff, occasion, answered):
    first, second = answered(occasion, GOOD, GOOD, words="Good tea")
    url = reverse("events_feedback", args=[occasion.pk])
    listed = {"listed": [first.pk, second.pk]}
    for ticked, public in (([first.pk], [True, False]), ([second.pk], [False, True])):
        staff.post(url, {**listed, "show": ticked})
        assert list(Feedback.objects.order_by("pk").values_list("words_are_public", flat=True)) == public
    staff.post(url, {**listed, "show": [second.pk]})
    entries = AuditEntry.objects.filter(action__startswith="feedback.words").order_by("pk")
    assert [entry.action for entry in entries] == [
        "feedback.words_shown",
        "feedback.words_hidden",
        "feedback.words_shown",
    ]
    assert entries[0].actor.username == "host"
    assert f'value="{second.pk}" checked' in look(staff, occasion)


def test_what_was_not_on_the_screen_stays_as_it_is(staff, occasion, answered, administrator):
    first, second = answered(occasion, GOOD, GOOD, words="Good tea")
    Feedback.objects.filter(pk=second.pk).update(words_are_public=True)
    staff.post(reverse("events_feedback", args=[occasion.pk]), {"listed": [first.pk], "show": [first.pk]})
    assert Feedback.objects.filter(words_are_public=True).count() == 2


def test_another_dates_words_cannot_be_shown_from_here(staff, occasion, make_event, date_of, answered):
    (other,) = answered(date_of(make_event(starts_in_days=-1)), GOOD, words="Not yours")
    staff.post(reverse("events_feedback", args=[occasion.pk]), {"listed": [other.pk], "show": [other.pk]})
    other.refresh_from_db()
    assert not other.words_are_public


def test_paper_is_typed_in_with_the_same_form_and_a_second_press_is_one_sheet(staff, occasion):
    url = reverse("events_feedback_type_in", args=[occasion.pk])
    html = look(staff, occasion, "events_feedback_type_in")
    assert "People listened to me." in html
    assert html.count('type="radio"') == 20
    data = {"nonce": uuid.uuid4(), "s-listened": "4", "words": "Nice"}
    for _ in range(2):
        answer = staff.post(url, data, follow=True)
    assert "1 sheet is typed in." in answer.content.decode()
    given = Feedback.objects.get()
    assert (given.source, given.ratings, given.words) == ("paper", {"listened": 4}, "Nice")
    entry = AuditEntry.objects.get(action="feedback.typed_in")
    assert (entry.actor.username, entry.record) == ("host", f"events.occasion:{occasion.pk}")


@pytest.mark.parametrize("data", [{}, {"s-listened": "9"}, {"nonce": "x", "s-listened": "4"}])
def test_an_empty_or_wrong_sheet_is_not_kept(staff, occasion, data):
    url = reverse("events_feedback_type_in", args=[occasion.pk])
    assert staff.post(url, {"nonce": uuid.uuid4(), **data}).status_code == 200
    assert not Feedback.objects.exists()


def test_before_it_has_begun_nothing_can_be_typed_in(staff, make_event, date_of, own):
    occasion = date_of(make_event(starts_in_days=2, responsible_organisation=own))
    url = reverse("events_feedback_type_in", args=[occasion.pk])
    answer = staff.post(url, {"nonce": uuid.uuid4(), "s-listened": "4"}, follow=True)
    assert "does not take answers now" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_the_poster_has_the_code_and_the_address_in_words(staff, occasion, client):
    html = look(staff, occasion, "events_feedback_poster")
    address = feedback_url(occasion, "en-gb", in_room=True)
    assert 'role="img" aria-label="QR code' in html
    assert html.index("<svg viewBox") < html.index(f'<bdi dir="ltr">{address}</bdi>')
    parts = urlsplit(address)
    assert "<legend" in client.get(f"{parts.path}?{parts.query}").content.decode()


def test_the_poster_can_be_printed_before_the_day(staff, make_event, date_of, own):
    look(staff, date_of(make_event(starts_in_days=5, responsible_organisation=own)), "events_feedback_poster")


def test_the_form_on_paper_has_the_statements_and_five_boxes_each(staff, page, occasion):
    html = look(staff, occasion, "events_feedback_sheet")
    assert html.count("☐") == 20
    assert html.index("Not at all") < html.index("Very much")
    assert "I would come again." in html


@pytest.mark.parametrize("name", SCREENS)
def test_strangers_find_nothing(client, staff_of, make_organisation, occasion, answered, name):
    (given,) = answered(occasion, GOOD, words="Good tea")
    client.force_login(staff_of(make_organisation("Other group")))
    url = reverse(name, args=[occasion.pk])
    assert client.get(url).status_code == 404
    data = {"listed": given.pk, "show": given.pk, "nonce": uuid.uuid4(), "s-listened": "4"}
    assert client.post(url, data).status_code in (404, 405)
    assert Feedback.objects.get().words_are_public is False


@pytest.mark.parametrize("name", SCREENS[2:])
def test_what_is_printed_is_for_dates_that_ask(staff, occasion, name):
    Occasion.objects.update(status="cancelled")
    assert staff.get(reverse(name, args=[occasion.pk])).status_code == 404


def test_the_screen_asks_no_more_for_more_answers(staff, occasion, answered):
    def queries():
        with CaptureQueriesContext(connection) as found:
            look(staff, occasion)
        return len(found)

    answered(occasion, *[GOOD] * 5, words="Good tea")
    queries()
    few = queries()
    answered(occasion, *[GOOD] * 7, words="More tea")
    assert queries() == few
