"""The languages of the city: everything that the code has to know about each, one entry a language.

The city's largest first, from its census figures, then those that the network works with (languages.md).
Staff switch one on by adding its locale and publishing its home page; nothing of a language shows before that.
How to add one: docs/languages-register.md.
"""

from datetime import date
from typing import NamedTuple

from corner.languages import plurals


class Language(NamedTuple):
    code: str  # as in URLs and in Django
    name: str  # in English, for staff
    own_name: str  # in its own script, for readers
    country: str  # two letters; where a link is shared a language has one, also where we mean every country
    plural: str  # how it counts
    right_to_left: bool = False
    drafted: bool = False  # whether every word of its catalogue is there; the suite holds it to that
    reviewed: date | None = None  # when a speaker had read all of it; until then its pages say that nobody has

    @property
    def open_graph(self) -> str:
        """As Open Graph names a language: "pl_PL"."""
        return f"{self.code.partition('-')[0]}_{self.country}"


LANGUAGES = (
    Language("en-gb", "English", "English", "GB", plurals.ONE_OR_MORE, drafted=True),
    Language("pl", "Polish", "Polski", "PL", plurals.POLISH, drafted=True),
    Language("ro", "Romanian", "Română", "RO", plurals.ROMANIAN, drafted=True),
    Language("zh-hans", "Chinese (simplified)", "中文", "CN", plurals.ALWAYS_THE_SAME, drafted=True),
    Language("pt", "Portuguese", "Português", "PT", plurals.NOUGHT_IS_LIKE_ONE, drafted=True),
    Language("es", "Spanish", "Español", "ES", plurals.ONE_OR_MORE, drafted=True),
    Language("fa", "Persian", "فارسی", "IR", plurals.NOUGHT_IS_LIKE_ONE, right_to_left=True, drafted=True),
    Language("ar", "Arabic", "العربية", "AR", plurals.ARABIC, right_to_left=True, drafted=True),
    Language("ur", "Urdu", "اردو", "PK", plurals.ONE_OR_MORE, right_to_left=True, drafted=True),
    Language("bn", "Bengali", "বাংলা", "IN", plurals.NOUGHT_IS_LIKE_ONE, drafted=True),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ", "IN", plurals.NOUGHT_IS_LIKE_ONE, drafted=True),
    Language("hi", "Hindi", "हिन्दी", "IN", plurals.NOUGHT_IS_LIKE_ONE, drafted=True),
    Language("so", "Somali", "Soomaali", "SO", plurals.ONE_OR_MORE),
    Language("uk", "Ukrainian", "Українська", "UA", plurals.UKRAINIAN, drafted=True),
    Language("ps", "Pashto", "پښتو", "AF", plurals.ONE_OR_MORE, right_to_left=True),
)
BY_CODE = {language.code: language for language in LANGUAGES}
CONTENT_LANGUAGES = [(language.code, language.name) for language in LANGUAGES]
LANGUAGES_RIGHT_TO_LEFT = [language.code for language in LANGUAGES if language.right_to_left]


def register_with_django() -> None:
    """Tell Django of languages it has no entry for; without one, their prefix is a 404 (languages.md, trap 7)."""
    from django.conf.locale import LANG_INFO

    for language in LANGUAGES:
        ours = {"bidi": language.right_to_left, "code": language.code, "name": language.name}
        LANG_INFO[language.code] = {**ours, **LANG_INFO.get(language.code, {}), "name_local": language.own_name}


def lang_tag(code: str) -> str:
    """The language as HTML and calendars write it (BCP 47): "en-gb" is "en-GB", "zh-hans" is "zh-Hans"."""
    language, *parts = code.split("-")
    return "-".join([language, *(part.upper() if len(part) == 2 else part.title() for part in parts)])


def direction(code: str) -> str:
    """Which way the language is written: "rtl" or "ltr", as in the HTML attribute `dir`."""
    language = BY_CODE.get(code)
    return "rtl" if language and language.right_to_left else "ltr"


def known_code(code: str | None) -> str:
    """`code` if it is a language of this site, else English: what a request without a prefix is in."""
    return code if code in BY_CODE else LANGUAGES[0].code
