"""A page that exists in English only, asked for in another language: say so in the reader's language, and link it.

Nobody who follows a friend's link or changes an address by hand meets a 404 for something that exists (journey 7).
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Site

from corner.languages.addresses import is_switched_on, own_address, tail_after, without_prefix
from corner.languages.pages import active_code, is_restricted, restricted_paths


@dataclass(frozen=True)
class Twin:
    """The English page that stands at the same address, and the whole way to what was asked for below it."""

    page: Page
    url: str


def find_twin(request: HttpRequest) -> Twin | None:
    """The public page that the address leads to without its language prefix, if there is one.

    A page behind a view restriction exists for nobody else (design.md, rule 9), so it is no twin.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    steps = [step for step in without_prefix(request.path).split("/") if step]
    try:
        page = site.root_page.specific.route(request, steps)[0]
    except Http404:
        return None
    if page.alias_of_id or is_restricted(page, restricted_paths()):
        return None
    return Twin(page, own_address(page, request) + tail_after(page, request))


def not_translated_yet(request: HttpRequest) -> HttpResponse | None:
    """The notice in place of a 404, in the reader's language; None where there is nothing to offer."""
    if not is_switched_on(active_code(), request):
        return None
    twin = find_twin(request)
    if twin is None:
        return None
    response = render(request, "untranslated.html", {"twin": twin})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
