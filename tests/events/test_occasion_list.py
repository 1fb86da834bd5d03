"""The list of sign-ups: the dates of one's organisations, narrowed and searched."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from contacts.models import Membership
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def colleague(client, staff_of, own):
    user = staff_of(own)
    client.force_login(user)
    return user


@pytest.fixture
def titles(client, colleague):
    """What the list shows, in its order."""

    def look(view="events_signups", **query):
        html = client.get(reverse(view), query).content.decode()
        return re.findall(r'<a href="/admin/sign-ups/\d+/"[^>]*>\s*(.*?)\s*</a>', html, re.DOTALL)

    return look


@pytest.fixture
def three(make_event, own):
    """One that is over, one soon, one later; and somebody else's."""
    make_event("Somebody else’s")
    return {
        title: make_event(title, starts_in_days=days, responsible_organisation=own)
        for title, days in {"Later tea": 20, "Over": -2, "Soon": 3}.items()
    }


def test_dates_to_come_stand_there_first_and_past_ones_when_asked(titles, three):
    assert titles() == ["Soon", "Later tea"]
    assert titles(when="past") == ["Over"]
    assert titles(when="all") == ["Later tea", "Soon", "Over"]
    assert titles("events_signups_results", when="past") == ["Over"]


def test_it_is_searched_by_the_title_of_the_event(titles, three):
    assert titles(q="TEA later") == ["Later tea"]
    assert titles(q="else") == []
    for odd in ('"', "%", "\\"):
        assert titles(q=odd) == []


def test_it_is_narrowed_to_one_event_or_organisation(titles, three, make_event, make_organisation, colleague, client):
    second = make_organisation("Second group")
    Membership.objects.create(user=colleague, organisation=second)
    make_event("Ours too", responsible_organisation=second, starts_in_days=5)
    assert titles(organisation=second.pk) == ["Ours too"]
    assert titles(event=three["Over"].pk, when="past") == ["Over"]
    html = client.get(reverse("events_signups")).content.decode()
    assert "Second group" in html
    assert "Somebody else’s" not in html, "not among the events to choose from either"


def test_another_organisations_event_cannot_be_asked_for(titles, three, make_event):
    assert "Secret" not in titles(event=make_event("Secret").pk)


def test_needs_are_counted_for_those_with_the_right(client, colleague, three, date_of, signed_up):
    soon = date_of(three["Soon"])
    signed_up(
        soon,
        access_answers=(AccessAnswer("quiet", "A quiet corner", "yes"),),
        access_consent=AccessConsent("2026-11", "en-gb"),
    )
    address = reverse("events_needs", args=[soon.pk])
    html = client.get(reverse("events_signups")).content.decode()
    assert "Needs not answered" not in html
    assert address not in html
    colleague.user_permissions.add(Permission.objects.get(codename="view_accessneed"))
    assert f'<a href="{address}">1</a>' in client.get(reverse("events_signups")).content.decode()


def test_an_empty_list_says_how_a_date_comes_there(client, colleague):
    html = client.get(reverse("events_signups")).content.decode()
    assert "once the page of its event is published" in html
    assert "No date fits." in client.get(reverse("events_signups"), {"q": "tea"}).content.decode()
