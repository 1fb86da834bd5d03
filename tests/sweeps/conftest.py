"""The starter site with one sign-up; every change that a sweep makes is undone."""

import itertools
import logging
import os
import sys
from collections import Counter

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, given, settings

from tests.sweeps import addresses


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
        wanted = [
            *addresses.page_addresses(),
            *addresses.addresses_below_pages(),
            *addresses.personal_addresses(somebody),
            *addresses.OTHER_ADDRESSES,
        ]
        return {address: visitor.get(address) for address in wanted}


class Sweep:
    """Sends requests as a web server would, undoes what each did, and keeps what went wrong."""

    def __init__(self, signup, examples):
        self.signup = signup
        self.examples = examples
        self.counts = Counter()
        self.problems = []
        self.client = Client(raise_request_exception=False)

    def send(self, path, method="GET", query="", body=None, **headers):
        content_type, data = body or ("application/x-www-form-urlencoded", b"")
        headers = {"HTTP_HOST": "localhost", **headers, "PATH_INFO": addresses.wsgi(path), "QUERY_STRING": query}
        self.client.cookies.clear()
        with transaction.atomic():
            response = self.client.generic(method, "/", data, content_type, **headers)
            if response.streaming:
                list(response.streaming_content)
            transaction.set_rollback(True)
        self.counts[response.status_code] += 1
        session = response.cookies.get(django_settings.SESSION_COOKIE_NAME)
        for wrong, problem in {
            "an error of ours": response.status_code >= 500,
            "no policy": "Content-Security-Policy" not in response.headers,
            # A forged one may be taken away, and staff who sign in get one.
            "a session": session is not None and session["max-age"] != 0 and not path.startswith("/accounts/"),
        }.items():
            if problem:
                self.problems.append(f"{wrong}: {method} {addresses.readable(path)}?{query!r} {body!r} {headers!r}")
        return response

    def all_over(self, paths, times=1, **strategies):
        """So many hostile requests, spread evenly over `paths`; the same ones in every run."""
        turn = itertools.cycle(paths)

        def one(**drawn):
            headers = drawn.pop("headers", {})
            tail = drawn.pop("tail", "")
            self.send(next(turn) + tail, **drawn, **headers)

        limits = settings(
            max_examples=len(paths) * self.examples * times,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        limits(given(**strategies)(one))()

    def is_healthy(self):
        """Nothing went wrong, and not because everything was refused."""
        assert not self.problems, "\n".join(self.problems[:20])
        total = sum(self.counts.values())
        assert self.counts[200] >= total / 10, self.counts
        assert self.counts[404] > 0, self.counts
        assert self.counts[400] <= total / 2, self.counts


@pytest.fixture
def sweep(starter, monkeypatch, capsys, request):
    """How many hostile requests each address gets: SWEEP_EXAMPLES, else one; forty under `make test-long`."""
    # Django writes down every refusal; thousands of them hide the message of a failed test.
    for name in ("django.request", "django.security.DisallowedHost", "django.security.csrf"):
        monkeypatch.setattr(logging.getLogger(name), "disabled", True)
    default = 40 if request.node.get_closest_marker("long") else 1
    made = Sweep(starter, int(os.environ.get("SWEEP_EXAMPLES", default)))
    yield made
    counts = dict(sorted(made.counts.items()))
    with capsys.disabled():
        sys.stdout.write(f"\n{request.node.name}: {sum(counts.values())} requests, statuses {counts}\n")
