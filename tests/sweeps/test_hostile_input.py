"""Generated hostile input at every public address: never an error of ours (safety.md, "Fault figures").

How much of it: SWEEP_EXAMPLES (requests for each address). The same input every time, so that a failure comes back.
"""

import re

import pytest
from django.utils.http import urlencode

from tests.sweeps import addresses
from tests.sweeps.hostile import CLASSICS, FORM, HEADERS, METHODS, bodies, queries

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"')
ANYTHING = {"method": METHODS, "query": queries, "headers": HEADERS, "body": bodies()}


def sweep_patterns(sweep):
    """Paths that each pattern of the resolver takes, and nearly takes."""
    for pattern in addresses.patterns():
        sweep.all_over([""], times=12, tail=addresses.paths(pattern), **ANYTHING)
    sweep.is_healthy()


def sweep_addresses(sweep):
    """Addresses that there are, and what may be asked below them."""
    pages = addresses.page_addresses()
    wanted = [*pages, *addresses.addresses_below_pages(), *addresses.personal_addresses(sweep.signup)]
    sweep.all_over([*wanted, *addresses.OTHER_ADDRESSES], **ANYTHING)
    sweep.all_over(pages[::2], tail=addresses.VALUES["path"])
    sweep.all_over([f"{page}sign-up/" for page in pages[::4]], tail=addresses.VALUES["int"])
    sweep.is_healthy()


def sweep_forms(sweep, wanted):
    """Forms with their own field names and hostile values."""
    for path in wanted:
        names = sorted(set(FIELD.findall(sweep.send(path).content.decode())))
        for classic in CLASSICS[::8]:
            sweep.send(path, "POST", body=(FORM, urlencode(dict.fromkeys(names, classic)).encode()))
        sweep.all_over([path], times=8, body=bodies(names), headers=HEADERS, method=METHODS)
    sweep.send("/no-such-form/", "POST")
    sweep.is_healthy()


def forms(signup):
    below = [address for address in addresses.addresses_below_pages() if "/sign-up/" in address]
    contact = [address for address in addresses.addresses_below_pages() if address.endswith(("/write/", "/remove/"))]
    assert below
    assert contact
    personal = [address for address in addresses.personal_addresses(signup) if "/done/" not in address]
    return [*below, *contact[:2], "/write/", "/ar/write/complaint/", *personal]


def test_every_pattern_that_the_resolver_knows(sweep):
    sweep_patterns(sweep)


def test_every_address_that_there_is(sweep):
    sweep_addresses(sweep)


def test_forms(sweep):
    sweep_forms(sweep, forms(sweep.signup)[1::3])


def test_an_error_would_be_seen(sweep, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("on purpose")

    monkeypatch.setattr("search.views.find", broken)
    sweep.send("/search/", query="q=parks")
    with pytest.raises(AssertionError, match="an error of ours: GET /search/"):
        sweep.is_healthy()


def test_a_sweep_in_which_everything_is_refused_shows_nothing(sweep):
    for _ in range(5):
        sweep.send("/", HTTP_HOST="evil.example")
    with pytest.raises(AssertionError, match="400: 5"):
        sweep.is_healthy()


@pytest.mark.long
class TestLonger:
    """The same with many more examples."""

    def test_every_pattern_that_the_resolver_knows(self, sweep):
        sweep_patterns(sweep)

    def test_every_address_that_there_is(self, sweep):
        sweep_addresses(sweep)

    def test_forms(self, sweep):
        sweep_forms(sweep, forms(sweep.signup))
