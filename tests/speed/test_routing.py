"""The short way from an address to its page leads where Wagtail's own walk leads."""

import pytest
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction, Site

from corner import routing

pytestmark = pytest.mark.django_db


def asked(code):
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    translation.activate(code)
    return request


def walked(code, path):
    """As Wagtail does it."""
    request = asked(code)
    steps = [step for step in path.split("/") if step]
    try:
        return Site.find_for_request(request).root_page.localized.specific.route(request, steps)
    except Http404:
        return None


def same(one, other):
    if one is None or other is None:
        return one is other
    return (one.page, type(one.page), one.kwargs) == (other.page, type(other.page), other.kwargs) and (
        [str(each) for each in one.args] == [str(each) for each in other.args]
    )


@pytest.fixture
def addresses(home, make_event, make_person, make_information_page, make_resource, translate):
    event = make_event(title="Tea", slug="tea")
    translate(event, "pl")
    person = make_person(title="Amina", slug="amina")
    below = make_information_page("Below", slug="tea", parent=make_information_page("About", slug="about"))
    hidden = make_information_page("Hidden", slug="hidden")
    hidden.unpublish()
    make_information_page("Under it", slug="under", parent=hidden)
    PageViewRestriction.objects.create(page=below, restriction_type=PageViewRestriction.LOGIN)
    make_resource("Report", slug="report")
    occasion = event.dates.first().pk
    return [
        "", "events/", "events/tea/", f"events/tea/sign-up/{occasion}/", f"events/tea/calendar/{occasion}.ics",
        "events/calendar.ics", "events/feed.rss", "events/nothing/", "people/amina/", "people/amina/write/",
        f"people/{person.slug}/nothing/", "about/", "about/tea/", "tea/", "events/about/", "hidden/", "hidden/under/",
        "report/", "report/nothing/", "events/tea/tea/", "/".join("a" * 30),
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["en-gb", "pl", "ar"])
def test_it_leads_to_the_same_page(addresses, code):
    differing = [
        path for path in addresses if not same(routing.route_for_request(asked(code), path), walked(code, path))
    ]
    assert not differing


def test_nobody_without_a_basis_has_an_address(addresses):
    from corner.models import ConsentRecord

    assert routing.route_for_request(asked("en-gb"), "people/amina/")
    ConsentRecord.objects.all().delete()
    assert routing.route_for_request(asked("en-gb"), "people/amina/") is None


def test_it_costs_the_same_however_deep(addresses):
    def cost(path):
        request = asked("en-gb")
        with CaptureQueriesContext(connection) as found:
            routing.route_for_request(request, path)
        return len(found)

    assert cost("about/") == cost("about/tea/") == 3  # the site, the families, the page as what it is
    assert cost("") == 2
