"""Choosing a venue for an event: each place once, and one that is new is written down there and then."""

import pytest
from django.urls import reverse

from contacts.models import Venue
from tests.fixtures.site import translate

pytestmark = pytest.mark.django_db
CHOOSE, CREATE = "wagtailsnippetchoosers_contacts_venue:choose", "wagtailsnippetchoosers_contacts_venue:create"

NEW = {"name": "The Hub", "address": "1 High Street", "step_free": "yes"}


def test_a_venue_with_a_translation_is_offered_once(client, administrator, home, venue):
    translate(venue, "pl")
    client.force_login(administrator)
    shown = client.get(reverse(CHOOSE)).json()["html"]
    assert shown.count("Central Library") == 1
    assert "locale" not in shown.lower().replace("data-locale", "")


def test_a_new_one_is_written_down_in_the_same_window(client, administrator, home):
    client.force_login(administrator)
    answer = client.post(reverse(CREATE), NEW).json()
    assert answer["step"] == "chosen", answer
    assert Venue.objects.get().locale.language_code == "en-gb"


def test_who_may_not_add_venues_may_not_here_either(client, make_user, home):
    user = make_user(groups=["Contributors"])
    client.force_login(user)
    client.post(reverse(CREATE), NEW)
    assert not Venue.objects.exists()
