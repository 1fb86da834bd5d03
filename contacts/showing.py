"""What the page of a person shows."""

from typing import Any

from contacts.models import PersonPage
from corner.chosen import chosen, in_readers_language


def person_context(page: PersonPage) -> dict[str, Any]:
    """Whom they work with, and on what basis they are shown."""
    return {
        **in_readers_language(organisations=chosen(page.facts.organisations).order_by("title")),
        "basis": page.basis(),
    }


def card_of_draft(page: PersonPage) -> dict[str, Any]:
    """Their entry in the list from A to Z, as the page is written now, with the basis on which they are shown."""
    basis, shown = page.basis(), page.facts
    shown.basis_kind, shown.basis_source = (basis.basis, basis.source) if basis else ("", "")
    listed = in_readers_language(organisations=chosen(shown.organisations).order_by("title"))
    return {"person": page, "entry": listed}
