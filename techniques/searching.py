"""Techniques in search."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corner import see_also
from corner.dates import hours
from corner.searchable import Card, Kind, page_card, register
from techniques.models import TechniquePage


def cards(pages: Sequence[TechniquePage]) -> list[Card]:
    """How long it takes, for how many people, and how hard it is."""
    return [
        page_card(
            page,
            hours(page.facts.minutes_in_all),
            [(_("Group size"), _group_size(page.facts)), (_("Level"), page.facts.get_level_display())],
        )
        for page in pages
    ]


def _group_size(facts: TechniquePage) -> str:
    """Such as "12 to 40"; empty when neither end is known."""
    if facts.group_from and facts.group_to:
        return _("%(smallest)d to %(largest)d") % {"smallest": facts.group_from, "largest": facts.group_to}
    if facts.group_from:
        return _("%(smallest)d or more") % {"smallest": facts.group_from}
    return _("up to %(largest)d") % {"largest": facts.group_to} if facts.group_to else ""


def make_findable() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(Kind("techniques", gettext_lazy("Techniques"), "s-techniques", 30, (TechniquePage,), cards))
    see_also.register(TechniquePage, "who_can_help", "goes_well_with")
