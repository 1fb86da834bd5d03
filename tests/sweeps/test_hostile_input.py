"""Generated hostile input at every public address (safety.md, "Fault figures").

No error of ours, nothing of a visitor's becomes a part of a page, and nobody's secret comes out.

How much of it, and which: see `sending`. The same input every time, so that a failure comes back.
"""

import pytest
from hypothesis import strategies as st

from tests.sweeps import addresses
from tests.sweeps.filled_in import spoiling, spoilt, walk
from tests.sweeps.hostile import HEADERS, METHODS, bodies, queries
from tests.sweeps.judging import Asked

pytestmark = pytest.mark.django_db

ANYTHING = {"method": METHODS, "query": queries, "headers": HEADERS, "body": st.one_of(st.none(), bodies())}
#: Forms that the pages of the site do not lead to.
OTHER_FORMS = ["/accounts/login/", "/accounts/password/reset/", "/ar/write/complaint/", "/pl/sign-ups/lost-link/"]


def sweep_patterns(sweep, share):
    """Paths that each pattern of the resolver takes, and nearly takes."""
    patterns = list(addresses.patterns())
    for pattern in patterns:
        parts = st.fixed_dictionaries({"path": addresses.paths(pattern), **ANYTHING})
        sweep.draw("patterns", share / len(patterns), [None], parts, lambda _none, drawn: Asked(**drawn))


def sweep_addresses(sweep, there_is, below):
    """Addresses that there are, and what may be asked below them."""
    pages = addresses.page_addresses()
    wanted = [*pages, *addresses.addresses_below_pages(), *addresses.OTHER_ADDRESSES]
    for signup in sweep.known:
        wanted += addresses.personal_addresses(signup)
    sweep.draw("addresses", there_is, wanted, st.fixed_dictionaries(ANYTHING), _asked_at)
    signing_up = [f"{page}sign-up/" for page in pages]
    for targets, part in ((wanted, "path"), (signing_up, "int")):
        tail = st.builds("{}{}".format, addresses.VALUES[part], st.sampled_from(["", "/", "/"]))
        recipe = st.fixed_dictionaries({"tail": tail, **ANYTHING})
        sweep.draw("below them", below / 2, targets, recipe, _asked_at)


def _asked_at(address, drawn):
    """What was drawn, asked at an address; what that asks for already stays."""
    path, _mark, query = address.partition("?")
    parts = {**drawn, "query": f"{query}&{drawn['query']}" if query else drawn["query"]}
    return Asked(path + parts.pop("tail", ""), **parts)


def forms(sweep, wanted):
    """Every form that is met from these addresses on, filled in as it should be."""

    def ask(question):
        answer, content = sweep.ask(question, "forms as they should be")
        if answer.status_code in (302, 303) and question.method == "POST":
            return "", ""  # it was taken: that is the end of the way
        is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        return question.path, content.decode() if is_page else ""

    found = walk(ask, wanted)
    assert sweep.counts["forms as they should be"][303] > 2, "no form was right"
    return found


def sweep_forms(sweep, found, share):
    """Each form with one or two things spoilt; and whatever else is sent there, with the names that it knows."""
    sweep.draw("forms", share * 0.8, found, spoiling(), lambda form, drawn: spoilt(form, drawn).to_ask())
    names = sorted({name for form in found for name, _value in form.pairs})
    anyhow = st.fixed_dictionaries({**ANYTHING, "body": bodies(names)})
    sweep.draw("forms, anyhow", share * 0.2, [form.address for form in found], anyhow, _asked_at)


def where_forms_are(known):
    below = [address for address in addresses.addresses_below_pages() if "/sign-up/" in address]
    contact = [address for address in addresses.addresses_below_pages() if address.endswith(("/write/", "/remove/"))]
    assert below
    assert contact
    personal = [address for signup in known for address in addresses.personal_addresses(signup)]
    lists = [address for address in addresses.page_addresses() if address.count("/") == 2]
    return [*below[-3:], *contact[:2], "/write/", "/search/?q=tea", *personal, *OTHER_FORMS, *lists]


def test_every_pattern_that_the_resolver_knows(sweep):
    sweep_patterns(sweep, 1)
    sweep.is_healthy()


def test_every_address_that_there_is(sweep):
    sweep_addresses(sweep, 0.8, 0.2)
    sweep.is_healthy()


def test_forms(sweep):
    sweep_forms(sweep, forms(sweep, where_forms_are(sweep.known[1:2])), 1)
    sweep.send("/no-such-form/", "POST")
    sweep.is_healthy()


@pytest.mark.parametrize(
    ("control", "found"),
    [
        ("planted/raises/", "an error of ours: ZeroDivisionError"),
        ("planted/reflects/", "reflected: ['<"),
        ("planted/leads-away/", "reflected: sent to another host"),
        ("planted/leaks/", "leaked: ['qorvalname']"),
    ],
)
def test_what_is_wrong_on_purpose_is_found(control, found, sweep, settings):
    """A new address is met because the resolver knows it, and what is wrong with it is seen."""
    settings.ROOT_URLCONF = "tests.sweeps.planted_views"
    [pattern] = [pattern for pattern in addresses.patterns() if str(pattern[-1]).startswith(control)]
    parts = st.fixed_dictionaries({**ANYTHING, "path": addresses.paths(pattern)})
    sweep.draw("a control", 60 / sweep.requests, [None], parts, lambda _none, drawn: Asked(**drawn))
    assert any(problem.startswith(found) for problem in sweep.sorts_of_problems()), sweep.sorts_of_problems()


def test_a_sweep_in_which_everything_is_refused_shows_nothing(sweep):
    for _ in range(5):
        sweep.send("/", HTTP_HOST="evil.example")
    with pytest.raises(AssertionError, match="400 × 5"):
        sweep.is_healthy()


@pytest.mark.long
def test_all_of_it_for_long(sweep):
    """FUZZ_REQUESTS in all, with every form that any page of the site leads to."""
    found = forms(sweep, [*where_forms_are(sweep.known), *addresses.page_addresses()])
    sweep_patterns(sweep, 0.25)
    sweep_addresses(sweep, 0.3, 0.1)
    sweep_forms(sweep, found, 0.35)
    sweep.is_healthy()
