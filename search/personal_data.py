"""What readers look for (corner/data_register.py)."""

from corner.data_register import Purpose, nothing_personal, personal, rule
from search import not_found


def declare() -> None:
    """Called once, when the site starts."""
    looked_for = Purpose(
        title="Searches that found nothing",
        whose="Nobody: who looked is not known. Somebody may have typed a name",
        why="To know what people miss. What looks like a name, a number or an address is never written down",
        seen_by="Staff, and only words that were looked for on three different days",
        basis="Legitimate interests",
        rule=rule("searches that found nothing", "30 days after the day", not_found.forget_old),
        erased="Deleted",
        handed_out="Nobody knows whose it is",
    )
    personal("search.NotFound", looked_for, words="The words")
    nothing_personal("search.NotFound", "language day")
