"""Which languages' interface words (buttons, labels, messages) a speaker has reviewed.

Everything else is a draft, and every page in that language says so. To record a review, add the language's code here
with the date, and take the "draft" comments out of its catalogue (docs/languages-register.md says how).
"""

from datetime import date

REVIEWED: dict[str, date] = {}


def is_reviewed(code: str) -> bool:
    """Whether a speaker has reviewed the interface words of this language. English is written, not translated."""
    return code == "en-gb" or code in REVIEWED
