"""Everything public as files: JSON, and CSV for spreadsheets. docs/export.md describes each column.

Made on request, piece by piece into a temporary file: no list of all pages is ever in memory, and nobody gets half a
file when something fails in the middle.
"""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

from casestudies.models import CaseStudyPage
from contacts.models import OrganisationPage, PersonPage
from corner.languages.config import lang_tag
from corner.languages.versions import absolute
from corner.spreadsheets import harmless
from events.agreements import entries, originals
from events.models import AgreementsPage, EventPage
from events.searching import readable_agreements
from exchange.describing import Item, describe, public_pages, switched_on
from exchange.fields import BY_TYPE, OF_EVERY_PAGE, fields_of
from exchange.words import as_lines, reference, without_contacts
from library.models import Licence, RecommendationPage, ResourcePage
from techniques.models import TechniquePage

#: The name of this form of data. A field that changes its meaning makes a new one.
FORMAT = "southampton-coproduction-corner/1"
LICENCE = Licence.CC_BY_NC_SA
#: So many pages are described at a time, each time with the same number of queries.
AT_ONCE = 200
#: Bytes that are kept in memory; what is longer goes to the disk.
IN_MEMORY = 2 * 1024 * 1024

HEAD = ("key", "type", "language", "source_language", "title", "url", "first_published", "last_published")
OF_AGREEMENTS = (
    "key", "language", "source_language", "url", "what_people_said", "what_was_agreed", "status", "reason",
    "what_changed", "who_will_do_it", "due", "changed_on", "belongs_to", "is_sample",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One file of each sort."""

    key: str
    label: str | Promise
    columns: tuple[str, ...]
    items: Callable[[], Iterator[Item]]


def _of(*models: Any) -> Callable[[], Iterator[Item]]:
    def items() -> Iterator[Item]:
        for model in models:
            pages = public_pages(model).order_by("path")
            for start in range(0, pages.count(), AT_ONCE):
                yield from describe(list(pages[start : start + AT_ONCE]))

    return items


def _pages(key: str, label: str | Promise, *models: Any) -> Kind:
    own = dict.fromkeys(name for model in models for name in fields_of(model._meta.label))
    return Kind(key, label, (*HEAD, *dict.fromkeys((*OF_EVERY_PAGE, *own))), _of(*models))


def _agreements() -> Iterator[Item]:
    """Agreements in every language that is switched on, as far as they are translated."""
    found = originals().filter(pk__in=readable_agreements().values("pk")).select_related("locale")
    listed = next(iter(public_pages(AgreementsPage).order_by("path")), None)
    address = absolute(listed.get_url() or "") if listed else ""
    facts = list(found.order_by("pk"))
    for code in switched_on():
        with translation.override(code):
            for entry in entries(facts):
                if entry.words.locale.language_code == code:
                    yield _agreement(entry, f"{address}#agreement-{entry.facts.translation_key}")


def _agreement(entry: Any, address: str) -> Item:
    words, facts = entry.words, entry.facts
    return {
        "key": str(facts.translation_key),
        "language": lang_tag(words.locale.language_code),
        "source_language": lang_tag(facts.locale.language_code),
        "url": address,
        **{
            name: without_contacts(getattr(words, name))
            for name in ("what_people_said", "what_was_agreed", "reason", "what_changed", "who_will_do_it")
        },
        "status": facts.status,
        "due": facts.due.isoformat() if facts.due else None,
        "changed_on": facts.changed_on.isoformat() if facts.changed_on else None,
        "belongs_to": [reference(page.translation_key, page.title) for page in entry.belongs_to],
        "is_sample": facts.is_sample,
    }


_NAMED = (
    _pages("case-studies", _("Case studies"), CaseStudyPage),
    _pages("techniques", _("Techniques"), TechniquePage),
    _pages("events", _("What’s on"), EventPage),
    Kind("agreements", _("Agreements"), OF_AGREEMENTS, _agreements),
    _pages("recommendations", _("Recommendations"), RecommendationPage),
    _pages("resources", _("Resources"), ResourcePage),
    _pages("people", _("People"), PersonPage),
    _pages("organisations", _("Organisations"), OrganisationPage),
)
_IN_A_FILE_OF_THEIR_OWN = (
    CaseStudyPage, TechniquePage, EventPage, RecommendationPage, ResourcePage, PersonPage, OrganisationPage,
)  # fmt: skip
#: Pages of every other type, the home page among them: it belongs to a room that this one does not know.
_OTHERS = [
    model for model in get_page_models() if model._meta.label in BY_TYPE and model not in _IN_A_FILE_OF_THEIR_OWN
]
KINDS = {kind.key: kind for kind in (*_NAMED, _pages("pages", _("Pages"), *_OTHERS))}


def about() -> dict[str, str]:
    """What stands at the top of each JSON file. Nothing in it changes from one request to the next."""
    return {
        "format": FORMAT,
        "source": absolute(reverse("exchange_data")),
        "licence": LICENCE.value,
        "licence_url": LICENCE.url,
        "attribution": f"{settings.WAGTAIL_SITE_NAME}, {settings.WAGTAILADMIN_BASE_URL}",
    }


def make(wanted: list[Kind], file_type: str) -> tuple[IO[bytes], str]:
    """A file, at its beginning, and what changes with its content."""
    file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed when the answer is sent
    digest = sha256()
    for piece in _as_csv(wanted[0]) if file_type == "csv" else _as_json(wanted):
        content = piece.encode()
        digest.update(content)
        file.write(content)
    file.seek(0)
    return file, digest.hexdigest()[:32]


def _as_json(wanted: list[Kind]) -> Iterator[str]:
    """One object: `about`, then `items` of each kind, one a line."""
    head = json.dumps(about(), ensure_ascii=False)
    yield f'{head.removesuffix("}")}, "kinds": {{'
    for number, kind in enumerate(wanted):
        yield f"{',' if number else ''}\n{json.dumps(kind.key)}: ["
        for place, item in enumerate(kind.items()):
            yield f"{',' if place else ''}\n{json.dumps(item, ensure_ascii=False)}"
        yield "]"
    yield "}}\n"


def _as_csv(kind: Kind) -> Iterator[str]:
    """Headings, then one line an item. A byte order mark, for Excel; no cell that a spreadsheet would run."""
    yield "\ufeff" + _line(kind.columns)
    for item in kind.items():
        yield _line([harmless(as_lines(item.get(column))) for column in kind.columns])


def _line(cells: Any) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(cells)
    return text.getvalue()
