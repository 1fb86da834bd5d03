"""Whose facts are behind a page that was asked for, and whether this visitor may have them."""

from django.http import Http404, HttpRequest

from corner.languages.aliases import original_of
from events.models import EventPage


def facts_of(page: EventPage, request: HttpRequest) -> EventPage:
    """The source page; 404 when it is not to be seen: then there is nothing of it in any language.

    Wagtail has asked for the view restrictions of the page itself, not for those of its source.
    """
    original = original_of(page).specific
    facts = original.facts
    if not facts.live:
        raise Http404
    if facts.pk != page.pk and any(not rule.accept_request(request) for rule in facts.get_view_restrictions()):
        raise Http404
    return facts
