"""A page costs the same number of queries however much there is to show (speed.md, budget 5)."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from events.models import Agreement, AgreementsPage, EventDate

pytestmark = pytest.mark.django_db

# Of these, seven (five for an index, three for the home page) are Wagtail's own way to the page; of an event's, four
# are those of “See also”.
HOME, LIST_OF_EVENTS, EVENT, AGREEMENTS = 15, 14, 22, 18


@pytest.fixture
def queries(client):
    """How many queries a page takes, once what is kept between requests is warm."""

    def count(url):
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    return count


@pytest.fixture
def agree(db):
    def make(said, **fields):
        return Agreement.objects.create(what_people_said=said, locale=Locale.get_default(), **fields)

    return make


@pytest.fixture
def agreements_page(home, publish):
    return publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="All of it."))


def test_home(home, make_event, make_case_study, make_organisation, agree, agreements_page, queries):
    event, case = make_event(), make_case_study()
    agree("Listen to us.", event=event, case_study=case)
    before = queries(home.url)
    for number in range(3):
        agree(f"Listen {number}.", event=make_event(), case_study=make_case_study())
    home.partners = [make_organisation() for _ in range(3)]
    home.save_revision().publish()
    assert queries(home.url) == before
    assert before <= HOME


def test_the_list_of_events(events_index, make_event, queries):
    make_event()
    before = queries(events_index.url)
    for _ in range(5):
        make_event()
    assert queries(events_index.url) == before
    assert before <= LIST_OF_EVENTS


def test_an_event(make_event, make_person, make_technique, make_organisation, agree, queries):
    event = make_event(hosts=[make_person()], techniques=[make_technique()], organisations=[make_organisation()])
    agree("Listen to us.", event=event)
    before = queries(event.url)

    day = timezone.localdate() + timedelta(days=7)
    richer = make_event(
        hosts=[make_person() for _ in range(4)],
        techniques=[make_technique() for _ in range(3)],
        organisations=[make_organisation() for _ in range(3)],
        dates=[EventDate(day=day + timedelta(days=number), start_time=time(10)) for number in range(5)],
    )
    for number in range(4):
        agree(f"Listen {number}.", event=richer)
    assert queries(richer.url) == before
    assert before <= EVENT


def test_agreements(make_event, make_case_study, agree, agreements_page, queries):
    agree("Listen to us.", event=make_event(), case_study=make_case_study())
    before = queries(agreements_page.url)
    for number in range(5):
        agree(f"Listen {number}.", event=make_event(), case_study=make_case_study())
    assert queries(agreements_page.url) == before
    assert before <= AGREEMENTS


def test_a_restriction_that_was_set_a_moment_ago_counts_in_the_next_request(client, make_event, events_index):
    """What is remembered lasts one request only, else a page that was just restricted could be shown."""
    event = make_event(title="For us alone")
    assert "For us alone" in client.get(events_index.url).content.decode()
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert "For us alone" not in client.get(events_index.url).content.decode()
    assert client.get(event.url).status_code == 302
