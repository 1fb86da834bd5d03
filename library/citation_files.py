"""A page to cite, as a file for programs that keep what somebody has read: BibTeX and RIS.

Only what the site itself knows stands inside: nobody is made an author. A DOI goes into the notes, as it is printed:
programs make a link of the field that is meant for it, and the report's own is doubtful (design.md, "Starter content").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.encoding import iri_to_uri
from django.utils.timezone import localtime

from corner.languages.config import lang_tag
from corner.models import SiteSettings
from corner.text import clean_line

#: What ends or begins something in BibTeX or in TeX. Braces become commands: TeX knows an escaped brace, but BibTeX
#: counts it all the same, and would read on into the next field.
_TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_TEX_SIGNS = str.maketrans(_TEX)
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Work:
    """What is known of a page that somebody cites. Every text is one clean line."""

    title: str
    publisher: str
    url: str
    language: str
    slug: str
    authors: list[str] = field(default_factory=list)
    #: The day of the last change, for a page of ours; of somebody else's work only the year may be known.
    day: date | None = None
    year: int | None = None
    #: A report, toolkit or paper, not a page of ours.
    is_report: bool = False
    notes: list[str] = field(default_factory=list)


def work_of(page: Any) -> Work:
    """What is known of a case study or a resource: its words as the reader reads them, its facts from the source."""
    facts = page.facts
    changed = facts.last_published_at
    is_report = hasattr(facts, "published_on")
    day = localtime(changed).date() if changed and not is_report else None
    return Work(
        title=clean_line(page.title),
        publisher=clean_line(getattr(facts, "publisher", "")) or SiteSettings.current().name,
        url=iri_to_uri(page.full_url or ""),
        language=lang_tag(page.locale.language_code),
        slug=_NOT_IN_KEYS.sub("-", facts.slug.lower()).strip("-") or f"page-{str(page.translation_key)[:8]}",
        authors=_names(getattr(facts, "authors", "")),
        day=day,
        year=_year_in(facts.published_on) if is_report else day.year if day else None,
        is_report=is_report,
        notes=_notes(facts),
    )


def _names(authors: str) -> list[str]:
    """The authors as staff wrote them: several only where they are plainly parted."""
    return [name for part in re.split(r"[;\n]", authors) if (name := clean_line(part))]


def _year_in(printed: str) -> int | None:
    """The year in a date as it is printed, unless there are two."""
    years = set(_YEAR.findall(printed))
    return int(years.pop()) if len(years) == 1 else None


def _notes(facts: Any) -> list[str]:
    """How it asks to be cited, and its DOI if that is not said yet."""
    stored, doi = clean_line(facts.citation), clean_line(getattr(facts, "doi", ""))
    return [note for note in (stored, f"DOI, as printed: {doi}" if doi and doi not in stored else "") if note]


def bibtex(page: Any) -> str:
    """The page as one BibTeX entry, in UTF-8.

    The address stays as it is, since programs take this one field letter by letter; nothing in it can end the field.
    """
    work = work_of(page)
    fields = {
        # Twice in braces: titles and names are to stay as they are written, and a group's name is no first and last.
        "title": f"{{{_tex(work.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.authors),
        "howpublished": _tex(work.publisher),
        "year": str(work.year or ""),
        "url": work.url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "language": work.language,
        "note": _tex(" ".join(work.notes)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{work.slug}{work.year or ''},\n{''.join(lines)}}}\n"


def _tex(words: str) -> str:
    return words.translate(_TEX_SIGNS)


def ris(page: Any) -> str:
    """The page as one RIS record, in UTF-8, with the line ends that the format asks for."""
    work = work_of(page)
    lines = [
        ("TY", "RPRT" if work.is_report else "ELEC"),
        ("TI", work.title),
        *(("AU", name) for name in work.authors),
        ("PB", work.publisher),
        ("PY", str(work.year or "")),
        ("DA", f"{work.day:%Y/%m/%d}" if work.day else ""),
        ("LA", work.language),
        ("UR", work.url),
        *(("N1", note) for note in work.notes),
    ]
    said = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value)
    return f"{said}ER  - \r\n"


class FileKind(NamedTuple):
    """One way to write a citation down."""

    write: Callable[[Any], str]
    extension: str
    media_type: str


BIBTEX = FileKind(bibtex, "bib", "application/x-bibtex; charset=utf-8")
RIS = FileKind(ris, "ris", "application/x-research-info-systems; charset=utf-8")
