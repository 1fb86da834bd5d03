"""The starter site, loaded once for all sweeps of a process, with one sign-up; every change a sweep makes is undone."""

import os
from collections import Counter
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, given, settings

from tests.sweeps import addresses


@pytest.fixture(scope="package")
def starter_once(django_db_setup, django_db_blocker):
    from events.models import Occasion
    from events.signing_up import SignUpRequest, sign_up

    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        call_command("load_starter_content", stdout=StringIO())
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
        yield outcome.signup
        transaction.set_rollback(True)
        cache.clear()


@pytest.fixture
def starter(starter_once, db):
    """The sign-up of somebody on the starter site."""
    cache.clear()
    with translation.override("en-gb"):
        yield starter_once


@pytest.fixture(scope="package")
def opened(starter_once, django_db_blocker):
    """Every page that a reader can open, by address, as an answer; asked for once."""
    visitor = Client()
    with django_db_blocker.unblock():
        wanted = [
            *addresses.page_addresses(),
            *addresses.addresses_below_pages(),
            *addresses.personal_addresses(starter_once),
            *addresses.OTHER_ADDRESSES,
        ]
        return {address: visitor.get(address) for address in wanted}


@pytest.fixture
def examples(request):
    """How many hostile requests each target gets: SWEEP_EXAMPLES, else a few; more under `make test-long`."""
    default = 40 if request.node.get_closest_marker("long") else 2
    return int(os.environ.get("SWEEP_EXAMPLES", default))


@pytest.fixture
def histogram(capsys, request):
    """Counts statuses; the counts are printed, because a sweep in which everything is refused shows nothing."""
    counts = Counter()
    yield counts
    with capsys.disabled():
        print(f"\n{request.node.name}: {sum(counts.values())} requests, {dict(sorted(counts.items()))}")


@pytest.fixture
def send(starter, histogram):
    """Send one request as a web server would, undo what it did, and fail on an error of ours."""
    from django.conf import settings as site

    client = Client(raise_request_exception=False)

    def sent(path, method="GET", query="", body=None, **headers):
        content_type, data = body or ("application/x-www-form-urlencoded", b"")
        headers = {"HTTP_HOST": "localhost", **headers, "PATH_INFO": addresses.wsgi(path), "QUERY_STRING": query}
        client.cookies.clear()
        with transaction.atomic():
            response = client.generic(method, "/", data, content_type, **headers)
            if response.streaming:
                list(response.streaming_content)
            transaction.set_rollback(True)
        histogram[response.status_code] += 1
        what = f"{method} {addresses.readable(path)}?{query!r} {body!r} {headers!r}"
        assert response.status_code < 500, what
        assert "Content-Security-Policy" in response.headers, what
        assert site.SESSION_COOKIE_NAME not in response.cookies, what
        return response

    return sent


@pytest.fixture
def every(examples):
    """Run `check` with so many examples of strategies; always the same ones."""

    def run(check, **strategies):
        limits = settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        limits(given(**strategies)(check))()

    return run
