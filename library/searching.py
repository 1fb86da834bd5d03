"""Recommendations and resources in search."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corner import see_also
from corner.searchable import Card, Kind, page_card, register
from library.models import RecommendationPage, RecommendationsPage, ResourcePage


def cards(pages: Sequence[Any]) -> list[Card]:
    """A recommendation's number; a resource's authors and date."""
    return [_card(page) for page in pages]


def _card(page: Any) -> Card:
    if isinstance(page, RecommendationPage):
        return page_card(page, _("Recommendation %(number)s") % {"number": page.facts.number or ""})
    if isinstance(page, ResourcePage):
        bits = [(_("Authors"), page.facts.authors), (_("Published"), page.facts.published_on)]
        return page_card(page, _("Resource"), bits)
    return page_card(page)


def make_findable() -> None:
    """Called once, in `AppConfig.ready()`."""
    models = (RecommendationsPage, RecommendationPage, ResourcePage)
    register(Kind("library", gettext_lazy("Recommendations and resources"), "s-people", 50, models, cards))
    see_also.register(RecommendationPage)
    see_also.register(ResourcePage, "speaks_to")
