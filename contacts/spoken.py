"""The languages that somebody speaks, as staff typed them, in names that their speakers recognise."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language_info

from corner.languages.config import BY_CODE, LANGUAGES, direction, lang_tag
from corner.languages.pages import active_code

_OTHER_NAMES = {"chinese": "zh-hans", "mandarin": "zh-hans", "farsi": "fa", "bangla": "bn", "panjabi": "pa"}
_CODES = {
    **_OTHER_NAMES,
    **{name.casefold(): language.code for language in LANGUAGES for name in (language.name, language.own_name)},
}


@dataclass(frozen=True)
class Spoken:
    """One language. `code` is empty for words that name none of the site's: they stand as they were typed."""

    words: str
    code: str = ""
    #: Its name in the reader's language, where that is another and is known.
    for_reader: str = ""

    @property
    def lang_tag(self) -> str:
        return lang_tag(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)


def spoken(typed: str) -> list[Spoken]:
    """ "Polish, a little Arabic" is [Polski, "a little Arabic"]: only whole names are known."""
    parts = (part.strip() for part in re.split(r"[,;/،、]|\band\b", typed))
    return [_named(part) for part in parts if part]


def _named(words: str) -> Spoken:
    code = _CODES.get(words.casefold())
    if code is None:
        return Spoken(words)
    own, name = BY_CODE[code].own_name, str(get_language_info(code)["name_translated"])
    is_untranslated = name == get_language_info(code)["name"] and active_code() != "en-gb"
    return Spoken(own, code, "" if is_untranslated or code == active_code() else name)
