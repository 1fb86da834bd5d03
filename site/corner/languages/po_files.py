"""All texts of a language in one PO file, out and in again; programs for translators read such files.

wagtail-localize does it for one page. Here every string of every page and snippet stands in one file, under the name
of its translation and its place in it. What comes back is read in full before anything is written.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from tempfile import NamedTemporaryFile
from typing import Any

import polib
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, to_locale
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.permissions import user_can_edit_snippet_type
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from corner import audit
from corner.languages.kept import fault_in

#: Megabytes. A hundred pages are about two.
LARGEST = 5
#: Lines from one original to the next. polib adds line to line, each time copying all before: 1 MB took 10 seconds.
MOST_LINES = 2000
ORIGINAL = re.compile(rb"^[ \t]*(?:#~[ \t]*)?msgid\b", re.MULTILINE)
#: The line of the header that says which language the file is for; `Language` is for programs, which may change it.
HEADER = "X-Coproduction-Corner-Language"
#: Begins the comment that says what stood here when the file was made, as a check sum.
MADE_FROM = "made from "
#: So many faults are named in a message.
FAULTS_NAMED = 5

Key = tuple[str, str]


class BadFile(Exception):
    """The file is not taken, and nothing of it was; `why` and the first few faults are for whoever sent it."""

    def __init__(self, why: str, faults: Sequence[str] = ()) -> None:
        super().__init__(why)
        self.faults = faults[:FAULTS_NAMED]


@dataclass(frozen=True)
class Text:
    """One string of a page or snippet, and its translation as it is now ("" where there is none)."""

    translation: Translation
    segment: StringSegment
    now: str = ""
    by_machine: bool = False
    last_translated_by: int | None = None

    @property
    def path(self) -> str:
        """Its place in the page: "title", "body.<block id>.text" …"""
        return self.segment.context.path

    @property
    def source(self) -> str:
        return self.segment.string.data

    @property
    def key(self) -> Key:
        """The same in every file, and in no other place."""
        return f"{self.translation.uuid}/{self.path}", self.source


@dataclass
class Outcome:
    """What became of a file."""

    saved: int = 0
    #: Not, or no longer, a text of a page that the user may translate.
    unknown: int = 0
    #: Marked as unsure ("fuzzy") in the file.
    unsure: int = 0
    #: Changed by somebody else since the file was made.
    newer: int = 0
    faults: list[str] = field(default_factory=list)


# --- What there is ------------------------------------------------------------------------------------------


def translations_for(user: Any, locale: Locale) -> list[Translation]:
    """The translations into a language that `user` may change, of pages and snippets; stopped ones are left out."""
    rows = Translation.objects.filter(target_locale=locale, enabled=True).order_by("pk")
    by_model = defaultdict(list)
    for row in rows.select_related("source__specific_content_type"):
        by_model[row.source.specific_content_type.model_class()].append(row)
    allowed: list[Translation] = []
    may_be_changed = page_permission_policy.instances_user_has_permission_for(user, "change").filter(locale=locale)
    pages = set(may_be_changed.values_list("translation_key", flat=True))
    for model, of_model in by_model.items():
        if model is None:
            continue
        keys = pages if issubclass(model, Page) else _snippets_for(user, model, locale)
        allowed += [row for row in of_model if row.source.object_id in keys]
    return sorted(allowed, key=lambda row: row.pk)


def _snippets_for(user: Any, model: Any, locale: Locale) -> set[Any]:
    if not user_can_edit_snippet_type(user, model):
        return set()
    return set(model._default_manager.filter(locale=locale).values_list("translation_key", flat=True))


def texts_for(user: Any, locale: Locale) -> dict[Key, Text]:
    """Every string of these translations, page by page and in the order of the page. Two queries beside the rights."""
    by_source = {row.source_id: row for row in translations_for(user, locale)}
    known = {
        (each.translation_of_id, each.context_id): each
        for each in StringTranslation.objects.filter(
            locale=locale, context__object_id__in={row.source.object_id for row in by_source.values()}
        )
    }
    segments = StringSegment.objects.filter(source__in=by_source).select_related("string", "context")
    texts: dict[Key, Text] = {}
    for segment in sorted(segments.order_by("order", "pk"), key=lambda segment: by_source[segment.source_id].pk):
        own = known.get((segment.string_id, segment.context_id))
        text = Text(by_source[segment.source_id], segment)
        if own is not None:
            by_machine = own.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
            text = replace(text, now=own.data, by_machine=by_machine, last_translated_by=own.last_translated_by_id)
        texts[text.key] = text
    return texts


# --- Out ----------------------------------------------------------------------------------------------------


def write(texts: Iterable[Text], code: str) -> str:
    """The file. Made twice from the same texts, it differs only in its date."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "POT-Creation-Date": timezone.now().strftime("%Y-%m-%d %H:%M%z"),
        "Language": to_locale(code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        HEADER: code,
    }
    for text in texts:
        comments = [" ".join(text.translation.source.object_repr.split())]
        if text.by_machine:
            comments.append("Translated by a machine. Nobody has checked it yet.")
        comments.append(MADE_FROM + _digest(text.now))
        context, source = text.key
        file.append(polib.POEntry(msgctxt=context, msgid=source, msgstr=text.now, comment="\n".join(comments)))
    return str(file)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


# --- In -----------------------------------------------------------------------------------------------------


def read(upload: UploadedFile | None, code: str) -> list[polib.POEntry]:
    """The entries of a file that was sent, without obsolete ones. Raises BadFile."""
    file = _parse(content_of(upload))
    if HEADER not in file.metadata:
        raise BadFile(_("The file was not made by this page, or has lost its header. Download it anew."))
    if file.metadata[HEADER] != code:
        raise BadFile(_("The file is for another language."))
    entries = [entry for entry in file if not entry.obsolete]
    twice = [key for key, times in Counter((entry.msgctxt, entry.msgid) for entry in entries).items() if times > 1]
    if twice:
        raise BadFile(_("A text stands in the file twice: “%(text)s”.") % {"text": _start_of(twice[0][1])})
    return entries


def content_of(upload: UploadedFile | None) -> bytes:
    """What was sent, if polib can read it in no time and little memory; the file is wound back. Raises BadFile."""
    if upload is None:
        raise BadFile(_("Choose a file first."))
    if (upload.size or 0) > LARGEST * 1024 * 1024:
        raise BadFile(_("The file is larger than %(count)d MB.") % {"count": LARGEST})
    content = upload.read()
    upload.seek(0)
    if b"\0" in content or any(len(part.splitlines()) > MOST_LINES for part in ORIGINAL.split(content)):
        raise BadFile(_("The file is no PO file."))
    return content


def _parse(content: bytes) -> polib.POFile:
    """polib takes a path or the content; only a path is safe, because content could be the path of a file of ours."""
    with NamedTemporaryFile(suffix=".po") as copy:
        copy.write(content)
        copy.flush()
        try:
            return polib.pofile(copy.name, encoding="utf-8", wrapwidth=0)
        except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:  # what it raises on nonsense
            raise BadFile(_("The file is no PO file.")) from error


def take_in(entries: Iterable[polib.POEntry], locale: Locale, user: Any) -> Outcome:
    """Save what is new in a file, as drafts. Raises BadFile, with nothing saved, where a text would break its page."""
    outcome = Outcome()
    news = list(_news(entries, texts_for(user, locale), user, outcome))
    if outcome.faults:
        words = ngettext(
            "%(count)d text would break its page. Mend it and send the file again.",
            "%(count)d texts would break their pages. Mend them and send the file again.",
            len(outcome.faults),
        )
        raise BadFile(words % {"count": len(outcome.faults)}, outcome.faults)
    outcome.saved = len(news)
    with transaction.atomic():
        _save(news, locale, user)
        counts = {"saved": outcome.saved, "unknown": outcome.unknown, "unsure": outcome.unsure, "newer": outcome.newer}
        audit.record("translation.file", locale, user, **counts)
    return outcome


def _save(news: list[tuple[Text, str]], locale: Locale, user: Any) -> None:
    """What `Translation.import_po` does for one page, for all at once.

    It takes 6 ms a text, and a whole language would keep everybody who signs up waiting until it is done. It looks
    for faults as it saves; here that has been done (`_fault_in`).
    """
    rows = [
        StringTranslation(
            translation_of_id=text.segment.string_id,
            context_id=text.segment.context_id,
            locale=locale,
            data=words,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            tool_name="PO File",
            last_translated_by=user,
        )
        for text, words in news
    ]
    StringTranslation.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "updated_at",
            "has_error",
            "field_error",
        ],
    )
    for text, words in news:
        if text.path == "title":
            pages = Page.objects.filter(translation_key=text.translation.source.object_id, locale=locale)
            pages.update(draft_title=words)


def _news(
    entries: Iterable[polib.POEntry], texts: dict[Key, Text], user: Any, outcome: Outcome
) -> Iterator[tuple[Text, str]]:
    """The texts that the file says otherwise, with their new words; `outcome` counts what is passed over."""
    for entry in entries:
        words, made_from = entry.msgstr, _made_from(entry)
        text = texts.get((entry.msgctxt or "", entry.msgid))
        if text is None:
            outcome.unknown += 1
        elif not words or words == text.now or made_from == _digest(words):
            continue  # nobody changed it in the file
        elif entry.fuzzy:
            outcome.unsure += 1
        elif text.now and made_from not in ("", _digest(text.now)) and text.last_translated_by != user.pk:
            outcome.newer += 1
        elif fault := _fault_in(text, words):
            outcome.faults.append(f"{text.translation.source.object_repr}, “{_start_of(words)}”: {fault}")
        else:
            yield text, words


def _made_from(entry: polib.POEntry) -> str:
    """The check sum of what stood here when the file was made; empty where a program has lost it."""
    found = re.search(rf"^{MADE_FROM}([0-9a-f]+)$", entry.comment, re.MULTILINE)
    return found[1] if found else ""


def _fault_in(text: Text, words: str) -> str:
    most = Page._meta.get_field("draft_title").max_length  # wagtail-localize writes it there at once
    if text.path == "title" and len(words) > most:
        return _("A title has at most %(count)d letters.") % {"count": most}
    return fault_in(text.source, words)


def _start_of(words: str) -> str:
    return Truncator(words).chars(40)
