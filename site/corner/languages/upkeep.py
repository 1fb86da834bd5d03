"""Keeping the catalogues in step with the words in templates and code."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import locale as django_locale
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_ALT, WEEKDAYS
from django.utils.translation import to_locale

from corner.languages.catalogues import catalogue_path, read
from corner.languages.config import BY_CODE
from corner.languages.messages import Key, Message, all_messages
from corner.languages.register import DRAFT, is_reviewed

#: "%(name)s" as gettext and templates write it, "{name}" as str.format does.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+")


def wanted(code: str) -> dict[Key, Message]:
    """Every string that a complete catalogue holds: ours, and those of wagtail-localize that would be untrue here.

    The latter are what the English catalogue says otherwise than wagtail-localize (languages.md, "Publishing a
    translation"); a Polish admin must not show its Polish words either. Where Django does not know the language at
    all, as with Somali, the names of months and days are ours to write as well.
    """
    said_better = {
        _key(entry): Message(None, entry.msgid, places=["wagtail_localize: " + entry.msgstr]) for entry in read("en-gb")
    }
    return all_messages() | said_better | ({} if is_known_to_django(code) else months_and_days())


def is_known_to_django(code: str) -> bool:
    """Whether Django ships words in this language; then it has the names of months and days."""
    return (Path(django_locale.__file__).parent / to_locale(code)).is_dir()


def months_and_days() -> dict[Key, Message]:
    """The names that dates are written out with; of a month also as it is after a day ("5 grudnia")."""
    with translation.override(None):
        names: list[Key] = [(None, str(name)) for name in (*MONTHS.values(), *WEEKDAYS.values())]
        names += [("alt. month", str(name)) for name in MONTHS_ALT.values()]
    return {key: Message(*key, places=["django: dates"]) for key in names}


def problems(code: str) -> Iterator[str]:
    """What is wrong with a catalogue, one sentence each; nothing when it is complete and safe to compile."""
    try:
        catalogue = read(code)
    except OSError as error:
        yield f"It cannot be read: {error}"
        return
    if catalogue.metadata.get("Plural-Forms") != BY_CODE[code].plural:
        yield f"Its header must say Plural-Forms: {BY_CODE[code].plural}"
    entries = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    messages = wanted(code)
    for key in messages.keys() - entries.keys():
        yield f"Missing: {key[1]!r} ({', '.join(messages[key].places)})"
    for key in entries.keys() - messages.keys():
        yield f"No longer used: {key[1]!r}"
    for entry in entries.values():
        yield from _faults(entry, code)


def _faults(entry: polib.POEntry, code: str) -> Iterator[str]:
    forms = _forms(entry)
    if not forms or not all(forms):
        yield f"Not translated: {entry.msgid!r}"
        return
    if entry.fuzzy:
        yield f"Marked as fuzzy, so it would not be compiled: {entry.msgid!r}"
    if not is_reviewed(code) and DRAFT not in entry.comment:
        yield f"Without the comment that it is a draft: {entry.msgid!r}"
    if entry.msgid_plural and len(forms) != _number_of_forms(code):
        yield f"Has {len(forms)} forms for {_number_of_forms(code)} ways to count: {entry.msgid!r}"
    for form in forms:
        if fault := _misfit(entry, form):
            yield f"{fault}: {entry.msgid!r} is {form!r}"


def _misfit(entry: polib.POEntry, form: str) -> str:
    """What a translation does with placeholders and marks that its English does not; empty if nothing."""
    source = entry.msgid_plural or entry.msgid
    have, want = Counter(PLACEHOLDER.findall(form)), Counter(PLACEHOLDER.findall(source))
    # A form for one or two may say the number as a word: then one placeholder is left out, and none is added.
    missing = want - have if not entry.msgid_plural else Counter(list((want - have).elements())[1:])
    if missing or have.keys() - want.keys():
        return "Other placeholders"
    if Counter(TAG.findall(form)) != Counter(TAG.findall(source)):
        return "Other HTML"
    if form.startswith("\n") != source.startswith("\n") or form.endswith("\n") != source.endswith("\n"):
        return "Other line ends"
    return ""


def update(code: str) -> tuple[int, int]:
    """Add what is missing, untranslated and marked as a draft; drop what is no longer used. Writes the file.

    Gives back how many strings were added and dropped. Translations that are there stay as they are.
    """
    catalogue = read(code)
    messages = wanted(code)
    entries = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    dropped = [entry for entry in catalogue if entry.obsolete or _key(entry) not in messages]
    for entry in dropped:
        catalogue.remove(entry)
    added = [_new(message, code) for key, message in messages.items() if key not in entries]
    catalogue.extend(added)
    for entry in catalogue:
        entry.occurrences = [(place, "") for place in messages[_key(entry)].places]
    catalogue.sort(key=lambda entry: (entry.occurrences, entry.msgid))
    path = catalogue_path(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return len(added), len(dropped)


def _new(message: Message, code: str) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context, msgid=message.singular, comment="" if is_reviewed(code) else DRAFT)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict.fromkeys(range(_number_of_forms(code)), "")
    return entry


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def _forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _number_of_forms(code: str) -> int:
    return int(BY_CODE[code].plural.split(";")[0].removeprefix("nplurals="))
