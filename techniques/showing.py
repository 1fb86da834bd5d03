"""What the page of a technique shows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.query import PageQuerySet

from corner.chosen import chosen, in_readers_language, pointing_at, sources
from library.models import Licence
from techniques.clock_times import Moment, StartForm, moments
from techniques.models import TechniquePage


@dataclass
class Step:
    """A line of the run sheet: words in the reader's language, minutes from the source page.

    `begins` is known where the reader said when they start.
    """

    title: str
    text: str
    is_break: bool
    minutes: int
    begins: Moment | None = None


def technique_context(page: TechniquePage, request: HttpRequest) -> dict[str, Any]:
    """The run sheet, what goes well with it, who can help, and where it comes from."""
    facts = page.facts
    steps = run_sheet(page)
    start = StartForm(request.GET)
    return {
        "steps": steps,
        "start": start,
        "ends": set_clocks(steps, start),
        "purpose_labels": facts._meta.get_field("purposes").labels(facts.purposes),
        "minutes_of_steps": sum(step.minutes for step in steps),
        "source_licence": Licence(facts.source_licence) if facts.source_licence else None,
        **in_readers_language(
            goes_well_with=goes_well_with(facts),
            who_can_help=chosen(facts.who_can_help).order_by("title"),
        ),
    }


def goes_well_with(facts: TechniquePage) -> PageQuerySet:
    """The techniques that this one names and those that name it: whoever reads either page finds the other."""
    either = Q(pk__in=chosen(facts.goes_well_with).values("pk"))
    either |= Q(pk__in=pointing_at(TechniquePage, "goes_well_with", facts).values("pk"))
    others = sources(TechniquePage).filter(either).exclude(translation_key=facts.translation_key)
    return others.defer_streamfields().order_by("title")


def run_sheet(page: TechniquePage) -> list[Step]:
    """The steps in order. Minutes are a fact: a translation's copy of them may be old (languages.md, trap 4).

    A step keeps its block id in every language; one that the source page no longer has keeps its own minutes.
    """
    minutes = {block.id: block.value["minutes"] for block in page.facts.steps}
    return [
        Step(
            title=block.value["title"],
            text=block.value["text"],
            is_break=block.value["is_break"],
            minutes=minutes.get(block.id, block.value["minutes"]) or 0,
        )
        for block in page.steps
    ]


def set_clocks(steps: list[Step], start: StartForm) -> Moment | None:
    """Give each step the time at which it begins, if the reader said when they start; gives back when all ends."""
    if start.asked is None:
        return None
    *begins, ends = moments(start.asked, [step.minutes for step in steps])
    for step, moment in zip(steps, begins, strict=True):
        step.begins = moment
    return ends
