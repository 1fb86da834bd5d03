"""After publishing or unpublishing several pages at once: a link to take it back.

Wagtail has no undo for bulk actions (wagtail/roadmap#218 lists what they are). These two are each other's opposite, so
the message after one leads to the other, with exactly those pages that have changed, their translations among them.
Deleting cannot be taken back: its screen says so, and offers to unpublish instead.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

#: With more pages than this, addresses get too long for some servers.
MOST = 200

OPPOSITE = {"publish": "unpublish", "unpublish": "publish"}


def remember(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """A hook before a bulk action: what it can reach, and which of that is live."""
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type in OPPOSITE and pages:
        action.reach = _reach_of(pages)
        action.live_before = _live(action.reach)


def offer(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """A hook after a bulk action: the way back, where there is something to take back."""
    if not hasattr(action, "reach"):
        return
    changed = sorted(action.live_before ^ _live(action.reach))
    if not changed or len(changed) > MOST:
        return
    opposite = OPPOSITE[action_type]
    words = {
        "publish": _("Was that a mistake? You can take these pages off the site again."),
        "unpublish": _("Was that a mistake? You can put these pages back. The newest version of each goes live."),
    }
    labels = {"publish": _("Unpublish them again"), "unpublish": _("Publish them again")}
    query = urlencode({"id": changed, "next": action.next_url}, doseq=True)
    address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', opposite])}?{query}"
    messages.info(request, words[action_type], buttons=[messages.button(address, labels[action_type])])


def _reach_of(pages: list[Page]) -> set[int]:
    """The pages, what is below them, and all of that in other languages."""
    keys: set[Any] = set()
    for page in pages:
        keys |= set(page.get_descendants(inclusive=True).values_list("translation_key", flat=True))
    return set(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def _live(keys: set[int]) -> set[int]:
    return set(Page.objects.filter(pk__in=keys, live=True).values_list("pk", flat=True))
