"""Choosing a venue for an event: each place once, and one that is new is written down there and then."""

import pytest
from django.urls import reverse

from contacts.models import Venue
from tests.fixtures.site import translate

pytestmark = pytest.mark.django_db
CHOOSE, CREATE = "wagtailsnippetchoosers_contacts_venue:choose", "wagtailsnippetchoosers_contacts_venue:create"


def test_a_venue_with_a_translation_is_offered_once(client, administrator, home, venue):
    translate(venue, "pl")
    client.force_login(administrator)
    shown = client.get(reverse(CHOOSE)).json()["html"]
    assert shown.count("Central Library") == 1
    assert "locale" not in shown.lower().replace("data-locale", "")


def test_a_new_one_is_written_down_in_the_same_window(client, administrator, home):
    client.force_login(administrator)
    prefix = "venue-chooser-create-form"
    form = {f"{prefix}-name": "The Hub", f"{prefix}-address": "1 High Street", f"{prefix}-step_free": "yes"}
    answer = client.post(reverse(CREATE), form).json()
    assert answer["step"] == "chosen", answer
    assert Venue.objects.get().locale.language_code == "en-gb"


def test_who_may_not_add_venues_may_not_here_either(client, make_user, home):
    user = make_user(groups=["Editors"])
    client.force_login(user)
    answer = client.post(reverse(CREATE), {"venue-chooser-create-form-name": "The Hub"})
    assert answer.status_code in (302, 403) or not Venue.objects.exists()
    assert not Venue.objects.exists()
