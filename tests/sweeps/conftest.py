"""The starter site with one sign-up; every change that a sweep makes is undone."""

import logging
import sys

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from tests.sweeps import addresses, planted
from tests.sweeps.sending import PublicSweep


@pytest.fixture(scope="module")
def somebody(starter_once, django_db_blocker):
    """The sign-up of somebody on the starter site."""
    from events.models import Occasion
    from events.requests import SignUpRequest
    from events.signing_up import sign_up

    with django_db_blocker.unblock():
        coming = Occasion.objects.filter(starts_at__gt=timezone.now(), places__way="in-person").order_by("pk").first()
        wish = SignUpRequest(
            occasion_id=coming.pk,
            way="in-person",
            name="Amina",
            email="amina@example.org",
            nonce="00000000-0000-4000-8000-000000000001",
            language="en-gb",
        )
        outcome = sign_up(wish)
        assert outcome.signup, outcome
        return outcome.signup


@pytest.fixture
def starter(somebody, db):
    """The sign-up of somebody on the starter site."""
    cache.clear()
    with translation.override("en-gb"):
        yield somebody


@pytest.fixture(scope="module")
def opened(somebody, django_db_blocker):
    """Every page that a reader can open, by address, as an answer; asked for once."""
    visitor = Client()
    with django_db_blocker.unblock():
        return {address: visitor.get(address) for address in addresses.all_of(somebody)}


@pytest.fixture(scope="module")
def known(somebody, django_db_blocker):
    """Sign-ups whose links are known, on a site where others told things in confidence (`planted`)."""
    with django_db_blocker.unblock(), transaction.atomic():
        return [somebody, *planted.plant()]


@pytest.fixture
def quiet(monkeypatch):
    """Django writes down every refusal; thousands of them hide the message of a failed test."""
    for name in ("django.request", "django.security"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.CRITICAL)


@pytest.fixture
def sweep(known, starter, quiet, capsys, request):
    """A stranger's requests. It says at the end how deep they got."""
    made = PublicSweep(planted.SECRETS, 3000 if request.node.get_closest_marker("long") else 150)
    made.known = known
    yield made
    said = made.report(request.node.name)
    with capsys.disabled():
        sys.stdout.write(f"\n{said}\n")
