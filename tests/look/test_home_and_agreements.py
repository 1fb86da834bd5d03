"""The home page and "You said, we did"."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic
from events.models import Agreement, AgreementsPage, EventDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreements_page(home, publish):
    return publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="All of it."))


@pytest.fixture
def agree(db):
    def make(said, **fields):
        return Agreement.objects.create(what_people_said=said, **{"locale": Locale.get_default(), **fields})

    return make


def main(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def teasers(client, home):
    return re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", main(client, home.url))


def said(client, url):
    return re.findall(r'<p class="said"[^>]*>(.*?)</p>', main(client, url))


# --- home ---------------------------------------------------------------------------------------------------


def test_the_next_three_events_the_pinned_one_first(client, home, make_event):
    events = [make_event(f"Event in {days} days", days) for days in (3, 5, 7, 90)]
    assert teasers(client, home) == ["Event in 3 days", "Event in 5 days", "Event in 7 days"]
    home.pinned_event = events[3]
    home.save_revision().publish()
    assert teasers(client, home) == ["Event in 90 days", "Event in 3 days", "Event in 5 days"]


def test_one_event_with_many_dates_does_not_fill_the_page(client, home, make_event):
    today = timezone.localdate()
    make_event("Weekly", dates=[EventDate(day=today + timedelta(days=n), start_time=time(9)) for n in range(1, 6)])
    make_event("Once", 30)
    assert teasers(client, home) == ["Weekly", "Once"]


def test_what_is_off_over_or_for_invited_people_is_not_on_the_home_page(client, home, make_event):
    make_event(
        "Off", dates=[EventDate(day=timezone.localdate() + timedelta(days=2), start_time=time(9), status="cancelled")]
    )
    make_event("Over", -3)
    private = make_event("Invited only", 4)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    home.pinned_event = private
    home.save_revision().publish()
    assert teasers(client, home) == []


def test_home_shows_the_latest_three_changes(client, home, agree):
    for number in range(1, 6):
        agree(f"Change {number}", changed_on=date(2026, 1, number))
    assert said(client, home.url) == ["Change 5", "Change 4", "Change 3"]


def test_home_shows_the_case_study_that_staff_chose_else_the_newest(client, home, make_case_study):
    first = make_case_study("The first")
    make_case_study("The newest")
    assert "The newest" in main(client, home.url)
    home.case_study = first
    home.save_revision().publish()
    assert "The first" in main(client, home.url)
    assert "The newest" not in main(client, home.url)


def test_the_four_doors_meet_round_one_table(client, home, events_index, cases_index, techniques_index, contacts_page):
    doors = re.findall(r'<a class="door (s-\w+)" href="([^"]+)">', main(client, home.url))
    assert doors == [
        ("s-events", "/events/"),
        ("s-cases", "/case-studies/"),
        ("s-techniques", "/techniques/"),
        ("s-people", "/people/"),
    ]


# --- agreements ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("heard", "1 of 4."),
        ("agreed", "2 of 4."),
        ("started", "3 of 4."),
        ("done", "4 of 4."),
        ("not-possible", "Closed."),
    ],
)
def test_the_table_is_as_full_as_the_agreement_is_far(client, agreements_page, agree, status, words):
    agree("Pay in cash.", status=status, reason="Two may not keep cash.")
    stage = main(client, agreements_page.url).split('<div class="stage">')[1].split("</div>")[0]
    assert words in stage
    full = re.search(r'fill="currentColor" d="([^"]*)"', stage)
    quarters = full[1].count("M") if full else 0
    assert quarters == (int(words[0]) if status != "not-possible" else 0)


def test_not_possible_always_has_its_reason(client, agreements_page, agree):
    agree("Pay in cash.", status="not-possible", reason="Two may not keep cash.")
    assert "The reason:</strong> <span>Two may not keep cash." in main(client, agreements_page.url)


def test_agreements_are_filtered_by_status_and_topic(client, agreements_page, agree, make_event, make_case_study):
    parks = Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    event = make_event(topics=[parks])
    agree("About parks", status="done", event=event)
    agree("About pay", status="heard")
    assert said(client, f"{agreements_page.url}?status=heard") == ["About pay"]
    assert said(client, f"{agreements_page.url}?topic=parks") == ["About parks"]
    assert said(client, f"{agreements_page.url}?topic=parks&status=heard") == []
    assert len(said(client, f"{agreements_page.url}?status=burnt&topic=%00&page=zz")) == 2


@pytest.mark.parametrize("query", ["?status=bogus", "?status=%00&status=heard", "?topic=nothing"])
def test_a_choice_that_does_not_exist_is_said_and_left_out(client, agreements_page, agree, query):
    Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    agree("Pay in cash.", status="heard")
    agree("A bench.", status="done")
    html = main(client, f"{agreements_page.url}{query}")
    assert "Choose from the list." in html
    assert '<details class="filters" open>' in html
    assert len(said(client, f"{agreements_page.url}{query}")) == 2


def test_what_was_said_behind_closed_doors_stays_there(client, agreements_page, agree, make_event):
    event = make_event()
    agree("A secret", event=event)
    assert said(client, agreements_page.url) == ["A secret"]
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert said(client, agreements_page.url) == []


def test_an_agreement_links_to_where_it_was_said(client, agreements_page, agree, make_event):
    agree("Listen", event=make_event("Showcase"))
    assert 'See also: <a href="/events/showcase/">Showcase</a>' in main(client, agreements_page.url)


def test_a_polish_reader_sees_each_agreement_once(client, agreements_page, agree, polish_home, translate):
    polish_page = translate(agreements_page, "pl")
    translate(agree("Listen to us."), "pl", what_people_said="Słuchajcie nas.")
    agree("Pay us.")
    assert sorted(said(client, polish_page.url)) == ["Pay us.", "Słuchajcie nas."]
    assert '<p class="said" lang="en-GB" dir="ltr">Pay us.</p>' in main(client, polish_page.url)
