"""Generated hostile input at every public address: never an error of ours (safety.md, "Fault figures").

How much of it: SWEEP_EXAMPLES (requests for each target). The same input every time, so that a failure comes back.
"""

import re

import pytest
from django.utils.http import urlencode

from tests.sweeps import addresses
from tests.sweeps.hostile import CLASSICS, HEADERS, METHODS, bodies, queries

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"')


def healthy(histogram):
    """Most requests were really answered, and some found nothing: a sweep of refusals alone proves nothing."""
    total = sum(histogram.values())
    assert histogram[200] >= total / 10, histogram
    assert histogram[400] <= total / 2, histogram


def sweep_patterns(send, every, histogram):
    for pattern in addresses.patterns():
        every(
            lambda path, method, query, headers, body: send(path, method, query, body, **headers),
            path=addresses.paths(pattern),
            method=METHODS,
            query=queries,
            headers=HEADERS,
            body=bodies(),
        )
    assert histogram[404] > 0, histogram
    assert histogram[400] <= sum(histogram.values()) / 2, histogram


def sweep_addresses(send, every, histogram, wanted):
    for path in wanted:
        plain, _, given_query = path.partition("?")
        send(plain, query=given_query)
        every(
            lambda method, query, headers, body, plain=plain: send(plain, method, query, body, **headers),
            method=METHODS,
            query=queries,
            headers=HEADERS,
            body=bodies(),
        )
    healthy(histogram)


def sweep_tails(send, every, histogram, wanted):
    """Something below an address that exists: nothing is there, or one of the page's own routes with odd values."""
    for path in wanted:
        send(path)
        every(lambda tail, path=path: send(path + tail), tail=addresses.VALUES["path"])
        every(lambda tail, path=path: send(f"{path}sign-up/{tail}/"), tail=addresses.VALUES["int"])
    assert histogram[404] > 0, histogram
    healthy(histogram)


def sweep_forms(send, every, histogram, wanted):
    """Forms with their own field names and hostile values, posted and asked for."""
    for path in wanted:
        page = send(path)
        names = sorted(set(FIELD.findall(page.content.decode())))
        assert names, path
        send(path, "POST", body=("application/x-www-form-urlencoded", b""))
        for classic in CLASSICS[::6]:
            body = urlencode(dict.fromkeys(names, classic)).encode()
            send(path, "POST", body=("application/x-www-form-urlencoded", body))
        every(
            lambda body, headers, path=path: send(path, "POST", "", body, **headers),
            body=bodies(names),
            headers=HEADERS,
        )
    healthy(histogram)


def forms(signup):
    below = [address for address in addresses.addresses_below_pages() if "/sign-up/" in address]
    assert below
    return [*below, *(address for address in addresses.personal_addresses(signup) if "/done/" not in address)]


def everything(signup):
    return [
        *addresses.page_addresses(),
        *addresses.addresses_below_pages(),
        *addresses.personal_addresses(signup),
        *addresses.OTHER_ADDRESSES,
    ]


def test_every_pattern_that_the_resolver_knows(send, every, histogram):
    sweep_patterns(send, every, histogram)


def test_every_address_that_there_is(starter, send, every, histogram):
    sweep_addresses(send, every, histogram, everything(starter))


def test_below_every_page(starter, send, every, histogram):
    sweep_tails(send, every, histogram, addresses.page_addresses()[::3])


def test_every_form(starter, send, every, histogram):
    sweep_forms(send, every, histogram, [path for path in forms(starter) if not path.startswith("/pl/")])


def test_a_page_that_fails_would_be_seen(starter, send, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("on purpose")

    monkeypatch.setattr("search.views.find", broken)
    with pytest.raises(AssertionError, match="GET /search/"):
        send("/search/", query="q=parks")


@pytest.mark.long
class TestLonger:
    """The same with many more examples."""

    def test_every_pattern_that_the_resolver_knows(self, send, every, histogram):
        sweep_patterns(send, every, histogram)

    def test_every_address_that_there_is(self, starter, send, every, histogram):
        sweep_addresses(send, every, histogram, everything(starter))

    def test_below_every_page(self, starter, send, every, histogram):
        sweep_tails(send, every, histogram, addresses.page_addresses())

    def test_every_form(self, starter, send, every, histogram):
        sweep_forms(send, every, histogram, forms(starter))
