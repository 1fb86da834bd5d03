"""Sheets that staff send to be imported (corner/data_register.py)."""

from corner.data_register import Purpose, nothing_personal, personal, rule
from exchange.uploads import delete_old_uploads


def declare() -> None:
    """Called once, when the site starts."""
    sheets = Purpose(
        title="Sheets that were sent",
        whose="Whoever is named in a sheet that a member of staff imports",
        why="So that they can look at what will come of it before it is done",
        seen_by="The member of staff who sent it",
        basis="As the pages that it becomes",
        rule=rule("sheets", "when it is applied, or after a day", delete_old_uploads),
        erased="Deleted",
        handed_out="Kept for a day only, and so not",
    )
    personal("exchange.Upload", sheets, rows="The rows of the sheet", plan="What would come of them")
    nothing_personal("exchange.Upload", "uuid user kind sent_at expires_at")
