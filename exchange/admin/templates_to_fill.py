"""The empty sheet to fill in: headings, what to write in each column, and an example. Both rows are notes (#)."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from events.exports import CSV_TYPE, XLSX_TYPE
from exchange.admin.columns import Kind
from exchange.admin.reading import NOTE

TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}


def lines(kind: Kind) -> list[list[str]]:
    """Headings, words, example. The first cell of a note begins with its sign."""
    words = [f"{column.words}{' Needed.' if column.needed else ''}" for column in kind.columns]
    example = [column.example for column in kind.columns]
    return [
        [column.heading for column in kind.columns],
        [f"{NOTE} What to write: {words[0]}", *words[1:]],
        [f"{NOTE} Example: {example[0]}", *example[1:]],
    ]


def make(kind: Kind, file_type: str) -> bytes:
    return _xlsx(kind) if file_type == "xlsx" else _csv(kind)


def _csv(kind: Kind) -> bytes:
    """With a byte order mark: without it, Excel shows letters with accents as nonsense."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(lines(kind))
    return text.getvalue().encode("utf-8-sig")


def _xlsx(kind: Kind) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = kind.label
    for line in lines(kind):
        sheet.append(line)
    for number, cells in enumerate(sheet.columns):
        sheet.column_dimensions[cells[0].column_letter].width = 40 if number == 0 else 28
        cells[0].font = Font(bold=True)
        for cell in cells[1:]:
            cell.font = Font(italic=True, color="46505C")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
