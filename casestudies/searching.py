"""Case studies in search."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.models import CaseStudyPage, Stage
from corner.searchable import Card, Facet, Kind, describe, page_card, register, register_facet


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
    register_facet(Facet("area", gettext_lazy("Part of the city"), 30))
    register_facet(Facet("stage", gettext_lazy("Stage"), 40, dict(Stage.choices)))
    for path in ("area", "stage"):
        describe(path, lambda: CaseStudyPage.objects.filter(locale_id=F("source_locale_id")), path)
