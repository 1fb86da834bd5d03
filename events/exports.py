"""Lists of sign-ups as files for spreadsheets: never with what people need, and never with a formula in them."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from corner.spreadsheets import harmless
from events import kept_answers, safety
from events.models import Occasion, SignUp

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows(occasion: Occasion) -> Iterator[list[str]]:
    """Headings, then one row a sign-up, in the order of signing up. One column a question, in the page's words and
    order; after these what the page no longer asks, in the words it was asked in.

    Parties with a safeguarding concern are left out, for everybody alike (`safety`)."""
    parties = safety.for_files(occasion.signups.all()).select_related("places").prefetch_related("attendees")
    signups = list(parties.order_by("created_at", "pk"))
    now = kept_answers.questions_now(occasion.event)
    found = {key: question for signup in signups for key, question, _words in kept_answers.shown(signup, now)}
    questions = {key: found[key] for key in (*(key for key in now if key in found), *found)}
    yield [
        harmless(heading)
        for heading in (
            _("Name"),
            _("E-mail"),
            _("Phone"),
            _("People"),
            _("Who comes"),
            _("How they join"),
            _("State"),
            _("Language"),
            _("Would like to help host"),
            _("Signed up"),
            *questions.values(),
        )
    ]
    for signup in signups:
        answers = {key: words for key, _question, words in kept_answers.shown(signup, now)}
        yield [harmless(value) for value in (*_facts(signup), *(answers.get(key, "") for key in questions))]


def _facts(signup: SignUp) -> list[Any]:
    return [
        signup.name if signup.anonymised_at is None else _("(erased)"),
        signup.email,
        signup.phone,
        signup.number_of_places,
        ", ".join(person.name for person in signup.attendees.all() if person.name),
        signup.places.get_way_display(),
        signup.get_state_display(),
        signup.language,
        _("yes") if signup.would_like_to_help_host else "",
        f"{timezone.localtime(signup.created_at):%Y-%m-%d %H:%M}",
    ]


def as_csv(occasion: Occasion) -> bytes:
    """UTF-8 with a byte order mark: without it, Excel shows Polish and Arabic names as nonsense."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows(occasion))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(occasion: Occasion) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sign-ups")
    for row in rows(occasion):
        sheet.append([_as_text(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _as_text(sheet: Any, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"  # never a formula, whatever it looks like
    return cell
