"""The languages of the city, and what Django does not know about them.

The city's largest first, from its census figures, then those that the network works with (languages.md).
Staff switch one on by adding its locale and publishing its home page; nothing of a language shows before that.
"""

from typing import NamedTuple


class Language(NamedTuple):
    code: str  # as in URLs and in Django
    name: str  # in English, for staff
    own_name: str  # in its own script, for readers
    right_to_left: bool = False


LANGUAGES = (
    Language("en-gb", "English", "English"),
    Language("pl", "Polish", "Polski"),
    Language("ro", "Romanian", "Română"),
    Language("zh-hans", "Chinese (simplified)", "中文"),
    Language("pt", "Portuguese", "Português"),
    Language("es", "Spanish", "Español"),
    Language("fa", "Persian", "فارسی", right_to_left=True),
    Language("ar", "Arabic", "العربية", right_to_left=True),
    Language("ur", "Urdu", "اردو", right_to_left=True),
    Language("bn", "Bengali", "বাংলা"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    Language("hi", "Hindi", "हिन्दी"),
    Language("so", "Somali", "Soomaali"),
    Language("uk", "Ukrainian", "Українська"),
    Language("ps", "Pashto", "پښتو", right_to_left=True),
)
BY_CODE = {language.code: language for language in LANGUAGES}
CONTENT_LANGUAGES = [(language.code, language.name) for language in LANGUAGES]
LANGUAGES_RIGHT_TO_LEFT = [language.code for language in LANGUAGES if language.right_to_left]


def register_with_django() -> None:
    """Tell Django of languages it has no entry for; without one, their prefix is a 404 (languages.md, trap 7)."""
    from django.conf.locale import LANG_INFO

    for code, name, own_name, right_to_left in LANGUAGES:
        LANG_INFO.setdefault(code, {"bidi": right_to_left, "code": code, "name": name, "name_local": own_name})
        LANG_INFO[code] = {**LANG_INFO[code], "name_local": own_name}


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
