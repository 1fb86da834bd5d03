"""Which languages' interface words (buttons, labels, messages) exist, and which of them a speaker has reviewed.

Everything that is not reviewed is a draft, and every page in that language says so. To record a review, add the
language's code to REVIEWED with the date (docs/languages-register.md says how).
"""

from datetime import date

#: Languages whose words are all drafted; the suite holds their catalogues to that.
DRAFTED = ("pl", "ro", "zh-hans", "pt", "es", "fa", "ar", "ur", "bn", "pa", "hi", "uk")
REVIEWED: dict[str, date] = {}

DRAFT = "draft: a speaker has yet to review it"


def is_drafted(code: str) -> bool:
    """Whether every interface word is there in this language, so that it can be switched on."""
    return code == "en-gb" or code in DRAFTED


def is_reviewed(code: str) -> bool:
    """Whether a speaker has reviewed the interface words of this language. English is written, not translated."""
    return code == "en-gb" or code in REVIEWED
