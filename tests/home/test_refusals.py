"""What loading refuses: samples and known passwords in production, and a site that somebody began otherwise."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from wagtail.models import Page

from events.models import Agreement, EventPage
from home.models import HomePage
from tests.home.loading import load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SAMPLES_ALLOWED = False
    cache.clear()


def test_asking_for_samples_is_refused_and_loads_nothing():
    with pytest.raises(CommandError, match="refused here"):
        load(samples=True)
    assert not HomePage.objects.exists()


@pytest.mark.long
def test_the_rest_is_loaded_without_one_sample(client):
    assert "were left out" in load()
    assert [event.title for event in EventPage.objects.all()] == ["Workshop: teenage girls, parks and wellbeing"]
    assert not Agreement.objects.exists()
    for address in ("/", "/events/", "/you-said-we-did/", "/pl/", "/ar/events/"):
        assert client.get(address).status_code == 200, address


def test_logins_with_known_passwords_are_refused(django_user_model):
    with pytest.raises(CommandError, match="refused here"):
        call_command("development_logins", stdout=StringIO())
    assert not django_user_model.objects.exists()


def test_a_site_that_somebody_began_otherwise_is_left_alone(home):
    before = Page.objects.count()
    with pytest.raises(CommandError, match="home page of its own"):
        load()
    assert Page.objects.count() == before
