"""Case studies in search."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.models import CaseStudyPage
from corner.searchable import Card, Kind, page_card, register


def cards(pages: Sequence[CaseStudyPage]) -> list[Card]:
    """The stage; where it is, and what help is wanted."""
    return [
        page_card(
            page,
            page.facts.get_stage_display(),
            [(_("Where"), page.location), (_("Help wanted"), page.help_wanted)],
        )
        for page in pages
    ]


def make_findable() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(Kind("cases", gettext_lazy("Case studies"), "s-cases", 20, (CaseStudyPage,), cards))
