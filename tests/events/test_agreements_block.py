"""Staff show what was agreed on any page, and it never goes stale there."""

import re

import pytest
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic
from events.models import Agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def agree(db):
    def make(said, **fields):
        return Agreement.objects.create(what_people_said=said, **{"locale": Locale.get_default(), **fields})

    return make


@pytest.fixture
def shown(client):
    """What people said, as a page shows it."""

    def said(page):
        return re.findall(r'<p class="said"><strong>(.*?)</strong>', client.get(page.url).content.decode())

    return said


def page_with(make_information_page, **value):
    return make_information_page(body=[("agreements", {"number": 3, **value})])


def test_the_latest_agreements_as_they_are_today(make_information_page, agree, shown):
    page = page_with(make_information_page, number=2)
    assert shown(page) == []
    for number in (1, 2, 3):
        agree(f"Change {number}", changed_on=f"2026-01-0{number}")
    assert shown(page) == ["Change 3", "Change 2"]


def test_those_about_one_topic(make_information_page, agree, make_event, shown):
    parks = Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    agree("About parks", event=make_event(topics=[parks]))
    agree("About pay")
    assert shown(page_with(make_information_page, topic="parks")) == ["About parks"]
    assert shown(page_with(make_information_page, topic="gone")) == []


def test_what_was_said_behind_closed_doors_stays_there(make_information_page, agree, make_event, shown):
    event = make_event()
    agree("A secret", event=event)
    page = page_with(make_information_page)
    assert shown(page) == ["A secret"]
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)
    assert shown(page) == []


def test_an_invented_agreement_says_so(client, make_information_page, agree):
    agree("Pay in cash.", is_sample=True)
    page = page_with(make_information_page)
    assert '<span class="tag">Sample</span>' in client.get(page.url).content.decode()


def test_a_polish_page_shows_them_too(make_information_page, agree, polish_home, translate, client):
    agree("Pay in cash.")
    page = translate(page_with(make_information_page), "pl")
    assert 'lang="en-GB" dir="ltr"><p class="said"><strong>Pay in cash.' in client.get(page.url).content.decode()


def test_many_agreements_take_no_more_queries(make_information_page, agree, make_event, count_queries):
    agree("One", event=make_event())
    page = page_with(make_information_page, number=10)
    before = count_queries(page)
    for number in range(5):
        agree(f"More {number}", event=make_event())
    assert count_queries(page) == before
