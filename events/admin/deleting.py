"""What must not be deleted, with the reason and what to do instead.

The models refuse by themselves (`receivers`, PROTECT); this is for the words.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from contacts.models import OrganisationPage
from events.models import Event, EventPage
from events.occasions import has_signups


def why_not(pages: Iterable[Page]) -> str:
    """The reason why one of `pages`, or a page below one, cannot be deleted; empty when nothing stands against it."""
    for page in pages:
        family = Page.objects.descendant_of(page, inclusive=True)
        for event in EventPage.objects.filter(pk__in=family.values("pk"), alias_of=None):
            if event.is_source and has_signups(event.translation_key):
                return _(
                    "People have signed up for “%(title)s”, so it cannot be deleted. Cancel its dates "
                    "instead: then they are told. Or unpublish it."
                ) % {"title": event.title}
        for organisation in OrganisationPage.objects.filter(pk__in=family.values("pk")):
            if Event.objects.filter(responsible_organisation=organisation).exists():
                return _(
                    "“%(title)s” is responsible for the sign-ups of events, so it cannot be deleted. "
                    "Hand its events over first, or unpublish it instead."
                ) % {"title": organisation.title}
    return ""


def before_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refuse(request, [page], page)


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type != "delete" or not pages:
        return None
    return _refuse(request, pages, pages[0])


def _refuse(request: HttpRequest, pages: list[Page], first: Page) -> HttpResponse | None:
    reason = why_not(pages)
    if not reason:
        return None
    messages.error(request, reason)
    parent = first.get_parent()
    return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_explore_root")
