"""Files for spreadsheets, with no formula in them.

A cell that begins with a sign of a formula would be run by the spreadsheet of whoever opens the file (safety.md 9).
Not every program splits a line at our commas and believes our quote marks, so what it may take for the beginning of a
cell is treated alike.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A formula may begin after spaces, tabs and line ends, and in full-width signs, which spreadsheets read alike.
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"^[\s\x00-\x20\u3000\ufeff]*{_SIGN}|^[\t\r\n]")
# Some programs split at these, whatever is quoted; a quote mark that is left over there counts for nothing.
_FORMULA_INSIDE = re.compile(rf"(?<=[;|\t\r\n])(?=[\s\x00-\x20\u3000\ufeff\"]*{_SIGN})")

_as_exported = SpreadsheetExportMixin.preprocess_field_value
_csv = SpreadsheetExportMixin.stream_csv


def harmless(value: Any) -> str:
    """`value` as text that no spreadsheet runs and every file format takes. A quote mark before it says "text"."""
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value if value is not None else ""))
    text = _FORMULA_INSIDE.sub("'", text)
    return f"'{text}" if _FORMULA.match(text) else text


def exported(view: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
    """What Wagtail writes into a cell, harmless where it is text; numbers and dates stay what they are."""
    given = _as_exported(view, field, value, export_format)
    return harmless(given) if isinstance(given, str) else given


def csv_that_excel_reads(view: SpreadsheetExportMixin, queryset: Any) -> Iterator[bytes]:
    """Begins with a byte order mark: without it, Excel shows Polish and Arabic names as nonsense."""
    yield codecs.BOM_UTF8
    yield from _csv(view, queryset)


def make_exports_harmless() -> None:
    """Every list and report of the admin that Wagtail offers as a file, its own as well as ours: none is forgotten."""
    SpreadsheetExportMixin.preprocess_field_value = exported
    SpreadsheetExportMixin.stream_csv = csv_that_excel_reads
