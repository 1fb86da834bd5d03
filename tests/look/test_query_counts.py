"""A page costs the same number of queries however much there is to show (speed.md, budget 5)."""

import pytest
from django.test.utils import CaptureQueriesContext
from django.db import connection
from wagtail.models import Locale

from events.models import Agreement

pytestmark = pytest.mark.django_db

HOME = EVENT = LISTING = 40


@pytest.fixture
def queries(client):
    """How many queries a page takes, once what is kept between requests is warm."""

    def count(url):
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection, ) as found:
            client.get(url)
        import collections, os
        if os.environ.get("SHOWQ"):
            print(url, len(found)); [print("   ", q["sql"][:180]) for q in found.captured_queries]
        return len(found)

    return count


@pytest.fixture
def agree(db):
    def make(said, **fields):
        return Agreement.objects.create(what_people_said=said, locale=Locale.get_default(), **fields)

    return make


def test_home(home, make_event, make_case_study, make_organisation, agree, agreements_page, queries):
    make_event(), make_case_study(), agree("Listen to us.")
    before = queries(home.url)

    event, case = make_event(), make_case_study()
    for number in range(4):
        make_event(), agree(f"Listen {number}.", event=event, case_study=case)
    home.partners = [make_organisation() for _ in range(3)]
    home.save_revision().publish()

    assert queries(home.url) <= before + 2
    assert before <= HOME


@pytest.fixture
def agreements_page(home, publish):
    from events.models import AgreementsPage

    return publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="All of it."))


def test_the_list_of_events(events_index, make_event, queries):
    make_event()
    before = queries(events_index.url)
    for _ in range(5):
        make_event()
    assert queries(events_index.url) == before
    assert before <= LISTING


def test_an_event(make_event, make_person, make_technique, make_organisation, queries):
    event = make_event()
    before = queries(event.url)
    assert before <= EVENT
