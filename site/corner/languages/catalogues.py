"""The message catalogues: where they lie, and how they are compiled. polib does it; no gettext tools are needed."""

import os
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

from corner.languages import house_words
from corner.languages.config import BY_CODE

WIDTH = 110


def catalogue_path(code: str) -> Path:
    """Where the catalogue of a language lies; the folder has Django's name for it (zh_Hans)."""
    return Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES" / "django.po"


def read(code: str) -> polib.POFile:
    """The catalogue of a language; an empty one, with its header, where there is none yet.

    Raises OSError if the file is no catalogue.
    """
    path = catalogue_path(code)
    return polib.pofile(str(path), wrapwidth=WIDTH) if path.exists() else empty(code)


def empty(code: str) -> polib.POFile:
    """A catalogue without entries. Its header carries how the language counts."""
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Project-Id-Version": "Southampton Coproduction Corner",
        "Language": to_locale(code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": BY_CODE[code].plural,
    }
    return catalogue


def compile_all() -> Iterator[Path]:
    """Write the compiled catalogue of every configured language; yields the path of each.

    A language without one gets an empty one: until a `.mo` ships, Django does not know Somali or Pashto, and their
    prefix is a 404 (languages.md, trap 7). Each is written under another name and moved into place, so that a
    process that reads at that moment never finds half a file.
    """
    for code in BY_CODE:
        compiled = catalogue_path(code).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        half = compiled.with_suffix(f".{os.getpid()}.new")
        catalogue = read(code)
        if code == settings.LANGUAGE_CODE:
            own = {(entry.msgctxt, entry.msgid) for entry in catalogue}
            catalogue.extend(entry for entry in house_words.entries() if (entry.msgctxt, entry.msgid) not in own)
        catalogue.save_as_mofile(str(half))
        half.replace(compiled)
        yield compiled
