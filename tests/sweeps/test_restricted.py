"""A page with a view restriction exists for nobody else, anywhere on the site (design.md, rule 9).

One page of every kind is given a title that stands nowhere else, and is then restricted. Every public address is asked
for: none may hold such a title, and the pages' own addresses, with everything below them, lead to the login. (One name
stays: whose personal data it is that a public event asks for is owed to everybody, whatever page it has.)
"""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from casestudies.models import CaseStudyPage
from contacts.models import OrganisationPage, PersonPage
from events.models import Agreement, Event, EventPage, Occasion
from events.occasions import write_occasions
from library.models import RecommendationPage, ResourcePage
from techniques.models import TechniquePage
from tests.sweeps import addresses

KINDS = [EventPage, CaseStudyPage, TechniquePage, ResourcePage, RecommendationPage, OrganisationPage, PersonPage]

FILES = [
    *("events", "case-studies", "techniques", "resources", "recommendations", "organisations", "people"),
    "agreements",
]


def marker(page):
    return f"Zqxj{type(page).__name__}{page.locale.language_code.replace('-', '')}"


@pytest.fixture
def hidden_pages(starter, searchable):
    """One page of each kind with all its translations, titled with a word of its own; the event has an agreement."""
    upcoming = Occasion.objects.upcoming().values("event__translation_key")
    chosen = []
    for kind in KINDS:
        found = kind.objects.live().filter(locale__language_code="en-gb", alias_of=None)
        if kind is OrganisationPage:
            responsible = Event.objects.values("responsible_organisation__translation_key")
            found = found.exclude(translation_key__in=responsible)
        page = (found.filter(translation_key__in=upcoming) if kind is EventPage else found).order_by("pk").first()
        assert page, kind
        chosen += page.get_translations(inclusive=True).specific()
    for page in chosen:
        # Past the gate: what is translated is not the point here.
        Page.objects.filter(pk=page.pk).update(title=marker(page), draft_title=marker(page))
        page.title = marker(page)
        index.insert_or_update_object(page)
        if isinstance(page, EventPage) and page.is_source:
            write_occasions(page)
            Agreement.objects.create(
                what_people_said="ZqxjAgreement", status="done", event=page, locale=page.locale, what_changed="x"
            )
    cache.clear()
    return chosen


def searches(pages, prefixes):
    words = [*(marker(page) for page in pages), "ZqxjAgreement"]
    return [f"{prefix}/search/?q={word}" for prefix in prefixes for word in words]


def every_address(pages):
    return [
        *(page.get_url() for page in Page.objects.live().filter(depth__gt=1).specific()),
        *addresses.addresses_below_pages(),
        *addresses.OTHER_ADDRESSES,
        *(f"/api/v2/pages/{page.pk}/" for page in Page.objects.live().filter(depth__gt=1)),
        *searches(pages, ["", "/pl", "/ar"]),
    ]


def ask(wanted):
    """Each address by what it says to somebody who is not logged in."""
    visitor = Client()
    return {address: visitor.get(address) for address in dict.fromkeys(wanted)}


def found_at(answers):
    """Where a marker stands, the words of a search that were typed left out."""
    return sorted(
        address
        for address, answer in answers.items()
        if answer.status_code == 200 and b"Zqxj" in _without_what_was_typed(address, answer.getvalue())
    )


def _without_what_was_typed(address, content):
    if "?q=" not in address:
        return content
    return content.replace(address.split("?q=")[1].encode(), b"", _typed(address, content))


def _typed(address, content):
    """How often the search page repeats what was looked for, whatever it finds: as for a word that is nowhere."""
    word = address.split("?q=")[1]
    nowhere = "Nowhere" + "x" * (len(word) - 7)
    return Client().get(address.replace(word, nowhere)).content.count(nowhere.encode())


def test_the_words_are_found_while_anybody_may_read_them(hidden_pages):
    """The sweep can see: without restrictions it finds the words in lists, feeds and searches."""
    english = [page for page in hidden_pages if page.is_source]
    lists = {page.get_parent().get_url() for page in english if isinstance(page, EventPage | CaseStudyPage)}
    data = [f"/open-data/{kind}.{file_type}" for kind in FILES for file_type in ("json", "csv")]
    api = [f"/api/v2/pages/?type={kind._meta.label}" for kind in KINDS]
    api += [f"/api/v2/pages/{page.pk}/" for page in english]
    feeds = ["/events/calendar.ics", "/events/feed.rss", "/open-data/everything.json"]
    wanted = [*sorted(lists), *feeds, *data, *api, *searches(english, [""])]
    assert found_at(ask(wanted)) == sorted(wanted)


def test_restricted_they_stand_nowhere(hidden_pages):
    for page in hidden_pages:
        if page.is_source:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    answers = ask(every_address(hidden_pages))
    assert found_at(answers) == []
    own = {page.get_url() for page in hidden_pages}
    below = {address for address in answers if any(address.startswith(url) for url in own)}
    assert len(below) > len(own)  # the sign-up form and the calendar file of the event
    assert {answers[address].status_code for address in below} == {302}
    sitemap = answers["/sitemap.xml"].content.decode()
    assert not any(url.rstrip("/") + "/" in sitemap for url in own)
