"""What everybody who signs up is asked: what would help you? And the consent to keep the answers.

The ids are stored with the answers and never change; the words are for the reader. What people need is asked, never
what condition they have (safety.md, "Privacy"); an answer never changes who gets a place.
"""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """Things that staff can arrange."""

    SEAT = "seat-near-the-speaker", _("A seat near the speaker")
    BSL = "bsl", _("British Sign Language")
    CAPTIONS = "captions", _("Captions: what people say, as text")
    LANGUAGE = "my-language", _("Somebody who speaks my language")
    INTERPRETER = "interpreter", _("An interpreter")
    MET = "met-at-the-door", _("A person to meet me at the door")
    STEP_FREE = "step-free", _("A way in without steps")
    QUIET = "quiet-space", _("A quiet space")
    FOOD = "food", _("Food that I can eat")
    SUPPORTER = "supporter", _("Somebody comes with me to support me")
    CHILDCARE = "childcare", _("Somebody to look after my children")
    TRAVEL = "travel-cost", _("Help with the cost of travel")


def in_english(need: Need) -> str:
    """The name of a need as staff read it."""
    with translation.override("en-gb"):
        return str(need.label)


#: The id and the question of the line about their language. Whoever ticks an interpreter need not fill it in.
SPEAKS = "language"
SPEAKS_ASKED = "Which language?"

#: The id and the question of the free text below the ticks.
MORE = "more"
MORE_ASKED = "Anything else that would help?"

#: Every wording that people were ever asked to agree to: what is stored with a consent is its version. None is changed
#: or taken away; another wording in `signup/consent.html` is another version here (a test compares the two).
WORDINGS = {"2026-11": "You may keep my answers about what would help me, to plan this event"}
CONSENT_VERSION = "2026-11"
#: Legal wording is not shipped as a draft in other languages, so this is what people saw (languages.md).
CONSENT_LANGUAGE = "en-gb"
