"""Case studies in search."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.models import CaseStudyPage, Stage
from corner import see_also
from corner.chosen import keys_of
from corner.searchable import Card, Facet, Kind, describe, page_card, register, register_facet
from techniques.models import TechniquePage


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


def techniques_of(page: CaseStudyPage) -> set[UUID]:
    """The translation keys of the techniques that a case study used, read from the raw stream. One query."""
    used = page.techniques_used.raw_data if page.techniques_used else ()
    return set(keys_of(row["value"].get("technique") or 0 for row in used).values())


def make_findable() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(Kind("cases", gettext_lazy("Case studies"), "s-cases", 20, (CaseStudyPage,), cards))
    register_facet(Facet("area", gettext_lazy("Part of the city"), 30))
    register_facet(Facet("stage", gettext_lazy("Stage"), 40, dict(Stage.choices)))
    see_also.register(CaseStudyPage, "people", "organisations", "came_before")
    see_also.register_subject(see_also.Subject(CaseStudyPage, TechniquePage, techniques_of))
    for path in ("area", "stage"):
        describe(path, lambda: CaseStudyPage.objects.filter(locale_id=F("source_locale_id")), path)
