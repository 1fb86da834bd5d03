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
