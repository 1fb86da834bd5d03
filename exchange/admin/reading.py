"""A file that somebody sends, read into rows of text; whatever is wrong with it as a whole is said in words.

The file may be hostile, or just spoilt: nothing is unpacked before its size is known, no formula is worked out, no
entity of XML is followed, and nothing is read beyond the rows that we take.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from exchange.admin.columns import Kind, in_words, same_name

#: Bytes. Two hundred rows with long texts are a tenth of it.
LARGEST = 2 * 1024 * 1024
#: Bytes that an XLSX may become when it is unpacked, and files in it.
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200
#: All of them are written in one transaction, and on SQLite everybody else who writes waits for its end: about ten
#: seconds (measured), and nobody waits for more than twenty.
MOST_ROWS = 250
#: Wider than any template; a sheet may claim sixteen thousand columns.
MOST_COLUMNS = 60
LONGEST_CELL = 20_000

#: A row that begins so is a note for people, such as the words and the example of the template.
NOTE = "#"

Cells = dict[str, str]
Row = dict[str, Any]


class BadFile(Exception):
    """The file is refused as a whole. The message is for staff: what is wrong, and what to do."""


def read(file: File | None, kind: Kind) -> list[Row]:
    """The rows of a sheet, each with its line as a spreadsheet numbers them; notes and empty rows are left out.

    Raises BadFile.
    """
    if file is None:
        raise BadFile(_("Choose a file first."))
    if not file.size:
        raise BadFile(_("The file is empty."))
    if file.size > LARGEST:
        raise BadFile(_("The file is too large. It may have up to %(most)d MB.") % {"most": LARGEST // 1024 // 1024})
    content = file.read(LARGEST + 1)
    lines = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    return _rows(lines, kind)


# --- The two formats ----------------------------------------------------------------------------------------


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            _("The letters of this file cannot be read. Save it again as “CSV UTF-8”, or as XLSX.")
        ) from error
    if "\x00" in text:
        raise BadFile(_("This is not a CSV or XLSX file."))
    lines = text.splitlines()
    first = next((line for line in lines if line.strip(" ,;\t") and not line.lstrip('"').startswith(NOTE)), "")
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise BadFile(_("The file is damaged: a quote mark begins and does not end. Save it again.")) from error


def _xlsx(content: bytes) -> Iterator[list[str]]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a sheet says of its own size may be a lie
        # Row by row, so that the caller can stop; each as text, in the order of its columns.
        for cells in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield [_as_text(value) for value in cells]
    except BadFile:
        raise
    except Exception as error:  # what a hostile file raises in there is not to be listed
        raise BadFile(
            _("This file is damaged, or no spreadsheet. Open it, save it again as XLSX and send that.")
        ) from error


def _refuse_bombs(content: bytes) -> None:
    """Raises BadFile when a few bytes would become very many. zipfile never unpacks more than a file says it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise BadFile(_("There is far more in this file than a sheet needs. Copy the rows into the template."))
            for part in parts:
                # Without its zeros UTF-16 reads as ASCII. A spreadsheet program never writes this.
                if b"<!DOCTYPE" in archive.read(part).replace(b"\x00", b"").upper():
                    raise BadFile(_("This file is damaged, or no spreadsheet. Copy the rows into the template."))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise BadFile(_("This file is damaged. Open it, save it again as XLSX and send that.")) from error
    except Exception as error:
        if isinstance(error, BadFile):
            raise
        raise BadFile(_("This file is damaged. Open it, save it again as XLSX and send that.")) from error


def _as_text(value: Any) -> str:
    """A cell as people read it: 30, not 30.0. A formula stays a text that begins with its sign, and is refused."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if not isinstance(value, str | int | float):  # a moment, or a formula over several cells
        text = getattr(value, "text", None)
        value = f"={text}" if text is not None or hasattr(value, "ref") else str(value)
    return str(value)


# --- From lines to rows -------------------------------------------------------------------------------------


def _rows(lines: Iterable[list[str]], kind: Kind) -> list[Row]:
    numbered = ((number, cells) for number, cells in enumerate(lines, start=1) if any(cell.strip() for cell in cells))
    wanted = ((number, cells) for number, cells in numbered if not cells[0].lstrip().startswith(NOTE))
    _number, headings = next(wanted, (0, None))
    if headings is None:
        raise BadFile(_("There is nothing in this file. Fill in the template and send that."))
    names = _names(headings, kind)
    found: list[Row] = []
    for number, cells in wanted:
        if len(found) == MOST_ROWS:
            raise BadFile(
                _("There are too many rows: %(most)d at most. Send the rest as a second file.") % {"most": MOST_ROWS}
            )
        found.append({"line": number, "cells": _cells(number, cells, names)})
    if not found:
        raise BadFile(_("There is no row below the headings. A row that begins with # is a note and passed over."))
    return found


def _names(headings: list[str], kind: Kind) -> list[str]:
    """The field of each column, by what stands at its top; empty for columns without a heading."""
    known = {same_name(column.heading): column.name for column in kind.columns}
    headings = [heading.strip() for heading in headings]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise BadFile(_("There are too many columns. Use the ones of the template."))
    strange = [heading[:60] for heading in headings if heading and same_name(heading) not in known]
    if strange:
        raise BadFile(
            _("These columns are not known: %(strange)s. Use the headings of the template: %(known)s.")
            % {"strange": in_words(strange[:5]), "known": in_words(column.heading for column in kind.columns)}
        )
    names = [known.get(same_name(heading), "") for heading in headings]
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        headings_twice = [column.heading for column in kind.columns if column.name in twice]
        raise BadFile(
            _("Each column may be there once. Twice there: %(columns)s.") % {"columns": in_words(headings_twice)}
        )
    if "title" not in names:
        raise BadFile(_("The column “Name” is missing. It says which page a row is about."))
    return names


def _cells(number: int, cells: list[str], names: list[str]) -> Cells:
    """What a row says, by field. Empty cells are left out: they change nothing."""
    beyond = chain((cell for name, cell in zip(names, cells, strict=False) if not name), cells[len(names) :])
    if any(cell.strip() for cell in beyond):
        raise BadFile(
            _("Row %(row)d has words in a column without a heading. If it holds commas, put it in quote marks.")
            % {"row": number}
        )
    kept = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
    if any(len(cell) > LONGEST_CELL for cell in kept.values()):
        raise BadFile(_("Row %(row)d has a cell that is far too long.") % {"row": number})
    # A database takes no halves of letter pairs and no zero; they stand for themselves, to be refused by name.
    return {name: re.sub("[\x00\ud800-\udfff]", "\ufffe", cell) for name, cell in kept.items()}
