"""One cell: what it says, checked, as a value for the page; and what the page says now, in the same form.

Values are what JSON can hold, so that a sheet that was looked at can be kept and compared: text, numbers, and lists of
the names of other pages.
"""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from corner.fields import ChoicesField
from corner.text import clean_line, clean_text
from exchange.admin.columns import Column, in_words, same_name

#: What a spreadsheet would run. Full-width signs are read alike.
_FORMULA = re.compile(r"^\s*['\"]*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
#: A tag of HTML, or the beginning of one. "3 < 5" is none.
_TAG = re.compile(r"<\s*[a-zA-Z/!?]")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}(?:\.0+)?")
_STEP = re.compile(r"\s*([0-9]{1,4})\s*\|([^|]*)(?:\|(.*))?")
LONGEST_LIST = 50


def value_of(cell: str, column: Column, model: type[Page]) -> Any:
    """What a cell says. Raises ValidationError in words."""
    _refuse_what_nobody_types(cell)
    field = model._meta.get_field(column.name)
    return _reader(field, column)(cell, field)


def _refuse_what_nobody_types(cell: str) -> None:
    """Refused and not taken out in silence: whoever sent it would not know what became of it."""
    if "".join(clean_text(cell).split()) != "".join(cell.split()):
        raise ValidationError(_("There is a character in it that cannot be seen. Type the words again."))
    if any(_FORMULA.match(line) for line in clean_text(cell).split("\n")):
        raise ValidationError(_("It begins with =, +, - or @, as a formula does. Begin with a word."))
    if _TAG.search(cell):
        raise ValidationError(_("There is HTML in it. Write plain words, without < and >."))


Reader = Callable[[str, Any], Any]


def _reader(field: Any, column: Column) -> Reader:
    if isinstance(field, StreamField):
        return _steps if column.name == "steps" else _paragraphs
    if field.many_to_many:
        return _names
    if isinstance(field, ChoicesField):
        return _choices
    if field.choices:
        return _choice
    if isinstance(field, models.IntegerField):
        return _number
    return _text


def _text(cell: str, field: Any) -> str:
    text = clean_text(cell) if isinstance(field, models.TextField) else clean_line(cell)
    if field.max_length and len(text) > field.max_length:
        raise ValidationError(
            _("It is too long: %(has)d characters, and %(most)d at most.")
            % {"has": len(text), "most": field.max_length}
        )
    if isinstance(field, models.URLField) and not text.startswith(("https://", "http://")):
        raise ValidationError(_("Write a web address that begins with https://"))
    return field.clean(text, None)


def _number(cell: str, field: Any) -> int:
    if not _WHOLE_NUMBER.fullmatch(cell.strip()):
        raise ValidationError(_("Write a whole number, such as 30."))
    number = int(cell.strip().split(".")[0])
    if number > 32767:  # what a small number's column holds
        raise ValidationError(_("This number is too large."))
    return field.clean(number, None)


def _choice(cell: str, field: Any) -> str:
    """A value of the field's, or its label in the admin's language."""
    wanted = same_name(cell)
    for value, label in field.flatchoices:
        if wanted in (same_name(str(value)), same_name(str(label))) and value:
            return value
    raise ValidationError(
        _("Write one of: %(known)s.") % {"known": ", ".join(str(value) for value, _label in field.flatchoices if value)}
    )


def _choices(cell: str, field: Any) -> list[str]:
    known = {same_name(str(name)): value for value, label in field.options.choices for name in (value, label)}
    # A label may hold a comma, so only ; and line ends part them.
    wanted = _parted(cell)
    strange = [name for name in wanted if same_name(name) not in known]
    if strange:
        raise ValidationError(
            _("Not known: %(strange)s. Write one or more of: %(known)s.")
            % {"strange": in_words(strange), "known": ", ".join(field.options.values)}
        )
    chosen = {known[same_name(name)] for name in wanted}
    return [value for value in field.options.values if value in chosen]


def _names(cell: str, field: Any) -> list[str]:
    return _parted(cell)


def _parted(cell: str) -> list[str]:
    """The names in a cell, each once."""
    names = {same_name(name): clean_line(name) for name in re.split(r"[;\n]", clean_text(cell)) if name.strip()}
    if len(names) > LONGEST_LIST:
        raise ValidationError(_("There are too many names: %(most)d at most.") % {"most": LONGEST_LIST})
    return list(names.values())


def _steps(cell: str, field: Any) -> str:
    lines = [line for line in clean_text(cell).split("\n") if line.strip()]
    return "\n".join(" | ".join(map(str, _step(line))) for line in lines)


def _step(line: str) -> list[Any]:
    """Minutes, title and words of a line. Raises ValidationError."""
    found = _STEP.fullmatch(line)
    if found is None or not found[2].strip() or not 1 <= int(found[1]) <= 1440:
        raise ValidationError(
            _("Write each step as minutes | title | what to do, such as: 10 | Welcome | Say hello. Not so: “%(line)s”")
            % {"line": line[:80]}
        )
    title, text = clean_line(found[2]), clean_line(found[3] or "")
    if len(title) > 120:
        raise ValidationError(_("The title of a step is too long: 120 characters at most."))
    return [int(found[1]), title, *([text] if text else [])]


def _paragraphs(cell: str, field: Any) -> str:
    paragraphs = [clean_line(part) for part in re.split(r"\n\s*\n", clean_text(cell)) if part.strip()]
    return "\n\n".join(paragraphs)


# --- The page -----------------------------------------------------------------------------------------------


def present(page: Page, column: Column) -> Any:
    """What the page says now. None where it says more than a cell can: then the cell may not replace it."""
    field: Any = page._meta.get_field(column.name)
    value = getattr(page, column.name)
    if isinstance(field, StreamField):
        return _lines_of_steps(value) if column.name == "steps" else _plain_paragraphs(value)
    if field.many_to_many:
        return sorted((str(other) for other in value.all()), key=same_name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _lines_of_steps(stream: Any) -> str | None:
    rows = [block.value for block in stream]
    if any("|" in (row["title"] or "") or "\n" in clean_text(row["text"] or "") for row in rows):
        return None
    return "\n".join(
        " | ".join(
            str(part) for part in (row["minutes"], clean_line(row["title"]), clean_line(row["text"] or "")) if part
        )
        for row in rows
    )


def _plain_paragraphs(stream: Any) -> str | None:
    """Paragraphs without bold, links or lists; None for anything else."""
    found: list[str] = []
    for block in stream:
        source = getattr(block.value, "source", "")
        words = get_text_for_indexing(source).strip() if block.block_type == "paragraph" else ""
        if not words or re.search(r"<(?!/?p\b|br\b)", source):
            return None
        found.extend(" ".join(get_text_for_indexing(part).split()) for part in re.split(r"(?<=</p>)", source) if part)
    return "\n\n".join(filter(None, found))


def put(page: Page, column: Column, value: Any, others: dict[str, Any]) -> None:
    """Write the value of a cell to a page in memory. `others` are the pages or topics that names stand for."""
    field: Any = page._meta.get_field(column.name)
    if isinstance(field, StreamField):
        made = _stream_of_steps(page.steps, value) if column.name == "steps" else _stream_of_paragraphs(value)
        setattr(page, column.name, field.stream_block.to_python(made))
    elif field.many_to_many:
        getattr(page, column.name).set([others[same_name(name)] for name in value])
    else:
        setattr(page, column.name, value)


def _stream_of_steps(stream: Any, lines: str) -> list[dict[str, Any]]:
    """Steps keep their ids by place, and with them their translations; a break that has kept its title stays one."""
    before = list(stream)
    made = []
    for place, line in enumerate(lines.split("\n")):
        minutes, title, *text = _step(line)
        old = before[place] if place < len(before) else None
        is_break = bool(old is not None and old.value["title"] == title and old.value["is_break"])
        value = {"minutes": minutes, "title": title, "text": "".join(text), "is_break": is_break}
        made.append({"type": "step", "value": value, **({"id": old.id} if old is not None and old.id else {})})
    return made


def _stream_of_paragraphs(text: str) -> list[dict[str, Any]]:
    return [{"type": "paragraph", "value": f"<p>{escape(part)}</p>"} for part in text.split("\n\n")]
