"""What readers see of how it was: sums in steps of five, and free words that staff chose."""

import re
import uuid
from datetime import time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from corner.models import AuditEntry
from events.feedback import give, show_words
from events.feedback_keeping import feedback_due, sum_up_due
from events.models import EventDate, Feedback, FeedbackSum, Occasion
from events.terms import feedback_erase_after

pytestmark = pytest.mark.django_db

GOOD, BAD = {"listened": 5}, {"listened": 1}


@pytest.fixture
def page(make_event):
    return make_event(title="Tea in the park", starts_in_days=-3)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


@pytest.fixture
def part(client):
    """The part of the page that says how it was; empty where there is none."""

    def read(page):
        html = client.get(page.url).content.decode()
        return html.split('id="how-it-was"')[1].split("</section>")[0] if 'id="how-it-was"' in html else ""

    return read


def rows(html):
    """What the tables say: the label, the width of the bar and the number."""
    found = re.findall(r'<th scope="row">(.*?)</th>.*?<rect width="(\d+)".*?<td>(\d+)</td></tr>', html)
    return [(label, int(share), int(times)) for label, share, times in found]


def times(html):
    return {label: number for label, _share, number in rows(html)}


def test_four_answers_say_nothing_and_five_say_it_in_bars_and_numbers(page, occasion, answered, part):
    answered(occasion, GOOD, GOOD, GOOD, BAD)
    assert part(page) == ""
    answered(occasion, {"listened": 3})
    html = part(page)
    assert "5 people have said how much they agree." in html
    assert "<caption>People listened to me.</caption>" in html
    assert rows(html) == [
        ("Not at all", 20, 1),
        ("A little", 0, 0),
        ("In between", 20, 1),
        ("Quite a lot", 0, 0),
        ("Very much", 60, 3),
    ]


def test_then_only_in_steps_of_five_and_always_the_first_ones(page, occasion, answered, part):
    """Whoever looks after the sixth answer must not learn what the sixth said."""
    answered(occasion, *[GOOD] * 5)
    before = part(page)
    for _ in range(4):
        answered(occasion, BAD)
        assert part(page) == before
    answered(occasion, BAD)
    assert times(part(page))["Not at all"] == 5


def test_words_alone_do_not_count_to_the_five(page, occasion, answered, part):
    """Else four notes and one rating would show what that one person said."""
    answered(occasion, {}, {}, {}, {}, words="Nice")
    answered(occasion, BAD)
    assert part(page) == ""


def test_free_words_stand_there_when_staff_chose_them_and_enough_have_answered(
    page, occasion, answered, part, administrator
):
    chosen, _other = answered(occasion, GOOD, GOOD, words="<b>Good tea</b>")
    answered(occasion, GOOD, GOOD, words="A secret")
    show_words(chosen, True, administrator)
    assert part(page) == ""
    answered(occasion, GOOD)
    html = part(page)
    assert "&lt;b&gt;Good tea" in html
    assert "A secret" not in html
    show_words(chosen, False, administrator)
    assert "Good tea" not in part(page)


def test_each_date_has_its_own(make_event, answered, part):
    today = timezone.localdate()
    page = make_event(dates=[EventDate(day=today - timedelta(days=days)) for days in (20, 10, 5)])
    first, second, third = Occasion.objects.of_page(page).order_by("day")
    answered(first, *[GOOD] * 5)
    answered(second, *[BAD] * 5)
    answered(third, *[GOOD] * 4)
    html = part(page)
    assert html.count("<table") == 2
    assert times(html.split("<details")[0])["Not at all"] == 5  # the latest first
    assert times(html.split("<details")[1])["Very much"] == 5


def test_a_date_that_was_stands_beside_those_that_come(make_event, answered, part):
    today = timezone.localdate()
    rows = [EventDate(day=today + timedelta(days=days), start_time=time(10)) for days in (-5, 5)]
    page = make_event(dates=rows)
    answered(Occasion.objects.of_page(page).past().get(), *[GOOD] * 5)
    assert times(part(page))["Very much"] == 5


def test_the_events_own_statements_and_those_asked_before_them(page, occasion, answered, part):
    answered(occasion, *[GOOD] * 5)
    page.feedback_statements = [("statement", "We had enough time.")]
    page.save_revision().publish()
    own = page.feedback_statements[0].id
    answered(occasion, *[{own: 2}] * 5)
    html = part(page)
    assert html.index("We had enough time.") < html.index("People listened to me.")
    assert html.count("<table") == 2


def test_it_reads_the_other_way_in_arabic_and_has_no_style_of_its_own(
    page, occasion, answered, part, arabic_home, translate
):
    answered(occasion, *[GOOD] * 5)
    html = part(translate(page, "ar"))
    assert '<svg class="turn"' in html
    assert "style=" not in html
    assert times(html)


def test_a_page_asks_no_more_for_more_answers(client, make_event, answered):
    def queries(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as found:
            client.get(page.url)
        return len(found)

    today = timezone.localdate()
    few = make_event(starts_in_days=-3)
    many = make_event(dates=[EventDate(day=today - timedelta(days=days)) for days in (20, 10, 5)])
    answered(Occasion.objects.of_page(few).get(), *[GOOD] * 5)
    for occasion in Occasion.objects.of_page(many):
        answered(occasion, *[GOOD] * 10)
    assert queries(few) == queries(many)


# --- when single answers are deleted ------------------------------------------------------------------------


@pytest.fixture
def a_year_later(occasion):
    with time_machine.travel(timezone.now() + timedelta(days=370)):
        yield


def test_after_a_year_the_sums_are_what_was_shown_and_the_rest_is_gone(page, occasion, answered, part):
    answered(occasion, *[GOOD] * 4, BAD, *[{"listened": 2}] * 2, words="Our words")
    before = rows(part(page))
    with time_machine.travel(timezone.now() + timedelta(days=361)):
        sum_up_due()
        assert Feedback.objects.count() == 7
    with time_machine.travel(timezone.now() + timedelta(days=363)):
        assert feedback_due().count() == 7
        sum_up_due()
        sum_up_due()
        assert not Feedback.objects.exists()
        assert rows(part(page)) == before
    occasion.refresh_from_db()
    assert occasion.feedback_summed == 5
    assert sum(FeedbackSum.objects.values_list("times", flat=True)) == 5
    entry = AuditEntry.objects.get(action="feedback.summed_up")
    assert entry.details == {"shown": 5, "deleted": 7}


def test_below_five_nothing_is_left(page, occasion, answered, part, a_year_later):
    answered(occasion, *[GOOD] * 4)
    sum_up_due()
    assert not Feedback.objects.exists()
    assert not FeedbackSum.objects.exists()
    assert part(page) == ""


def test_all_of_a_date_go_at_once(occasion, answered, a_year_later):
    """Taken one by one, the first five would be other people each day, and the differences would tell."""
    given = answered(occasion, *[GOOD] * 6)
    Feedback.objects.exclude(pk=given[0].pk).update(erase_after=timezone.localdate() + timedelta(days=30))
    sum_up_due()
    assert not Feedback.objects.exists()
    occasion.refresh_from_db()
    assert occasion.feedback_summed == 5


def test_sums_grow_by_what_comes_later(page, occasion, answered, part, a_year_later):
    for _ in range(2):
        answered(occasion, *[GOOD] * 5)
        sum_up_due()
    assert FeedbackSum.objects.get().times == 10
    answered(occasion, *[BAD] * 6)
    assert times(part(page)) == {"Very much": 10, "Quite a lot": 0, "In between": 0, "A little": 0, "Not at all": 5}


def test_the_last_day_counts_from_the_end_of_the_date(occasion, wish):
    given = give(occasion, wish(occasion).nonce, GOOD, "", source="link", language="en-gb")
    assert given.erase_after == feedback_erase_after(occasion) == occasion.day + timedelta(days=365)


def test_the_end_of_answers_follows_the_settings(occasion):
    from corner.models import SiteSettings

    given = give(occasion, uuid.uuid4(), {"heard": 5}, "", source="link", language="en-gb")
    terms = SiteSettings.load()
    terms.keep_feedback_days = 30
    terms.save()
    given.refresh_from_db()
    assert given.erase_after == occasion.day + timedelta(days=30)
