"""What the page of a technique shows."""

from dataclasses import dataclass
from typing import Any

from corner.chosen import chosen, in_readers_language
from library.models import Licence
from techniques.models import TechniquePage


@dataclass
class Step:
    """A line of the run sheet: words in the reader's language, minutes from the source page."""

    title: str
    text: str
    is_break: bool
    minutes: int


def technique_context(page: TechniquePage) -> dict[str, Any]:
    """The run sheet, what goes well with it, who can help, and where it comes from."""
    facts = page.facts
    steps = run_sheet(page)
    return {
        "steps": steps,
        "purpose_labels": facts._meta.get_field("purposes").labels(facts.purposes),
        "minutes_of_steps": sum(step.minutes for step in steps),
        "source_licence": Licence(facts.source_licence) if facts.source_licence else None,
        **in_readers_language(
            goes_well_with=chosen(facts.goes_well_with).order_by("title"),
            who_can_help=chosen(facts.who_can_help).order_by("title"),
        ),
    }


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
