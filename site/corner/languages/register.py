"""Which languages' interface words (buttons, labels, messages) exist, and which of them a speaker has reviewed.

Everything that is not reviewed is a draft, and every page in that language says so. Both are written down in the
language's entry in `config.py` (docs/languages-register.md says how).
"""

from corner.languages.config import BY_CODE, LANGUAGES

#: English is written, not translated: it has no catalogue to draft.
TRANSLATED = LANGUAGES[1:]
#: Languages whose words are all drafted; the suite holds their catalogues to that.
DRAFTED = tuple(language.code for language in TRANSLATED if language.drafted)
REVIEWED = {language.code: language.reviewed for language in TRANSLATED if language.reviewed}

DRAFT = "draft: a speaker has yet to review it"


def is_drafted(code: str) -> bool:
    """Whether every interface word is there in this language, so that it can be switched on."""
    return code in BY_CODE and BY_CODE[code].drafted


def is_reviewed(code: str) -> bool:
    """Whether a speaker has reviewed the interface words of this language. English is written, not translated."""
    return code == "en-gb" or code in REVIEWED
