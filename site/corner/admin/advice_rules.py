"""What staff are advised while they write: the one place that says so. Advice never keeps a page from being published.

What can be read from the page itself is shown above its form (`advice.py`); what shows only on the page as readers see
it, Wagtail's checker looks for in the preview (`checker.py`). Both use these limits and these words. What *is* refused
stands in `clean_for_publishing` and with the fields.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Rule(NamedTuple):
    """One piece of advice. `name` is what is odd, `remedy` what to do."""

    id: str
    name: str | Promise
    remedy: str | Promise


#: Longer sentences are hard to follow (look.md, reading age 9 to 11). In words.
LONGEST_SENTENCE = 20
#: In years, by Flesch-Kincaid (`corner.reading`). Our own starter pages stay below it, too.
HIGHEST_READING_AGE = 12
#: On less the formula says nothing: one long name would tip it. In words.
SHORTEST_TO_MEASURE = 60
#: Texts of links that say nothing on their own, as somebody hears them who has the links of a page read out.
VAGUE_LINKS = ("click here", "click", "here", "link", "this link", "more", "read more", "this page", "this", "see here")
#: A text that is nothing but an address. Read by Python and by JavaScript alike.
ADDRESS = r"^(https?://|www\.)\S+$"

VAGUE_LINK = Rule(
    "vague-link",
    _("A link does not say where it leads"),
    _("Write what people find there, such as “Read the report”, not “click here”."),
)
BARE_ADDRESS = Rule(
    "bare-address",
    _("A link is only an address"),
    _("A screen reader spells it out, sign by sign. Write what people find there."),
)
LONG_SENTENCE = Rule(
    "long-sentence",
    _("A sentence has more than 20 words"),
    _("Two short sentences are easier to read."),
)
HARD_TO_READ = Rule(
    "hard-to-read",
    _("The page is hard to read"),
    _("Shorter sentences and shorter words help. Would a child of 11 follow it?"),
)
YES_WITHOUT_DETAILS = Rule(
    "yes-without-details",
    _("“Yes” without details"),
    _("Say where, when or how, so that people can rely on it. Example: Room 2, open the whole time."),
)
NO_CAPTION = Rule(
    "no-caption",
    _("A picture has no caption"),
    _("Say who or what it is and where, if that helps readers."),
)
NO_HOST = Rule(
    "no-host",
    _("Nobody is named as host"),
    _("Readers are told to ask the first host when something is not known yet."),
)
LEAVES_TOO_SOON = Rule(
    "leaves-too-soon",
    _("The page leaves the site before its last date is over"),
    _("People who signed up would find no page. Choose a later time, or cancel the date: that writes to them."),
)

#: What Wagtail's checker looks for in the preview, beside its own rules (heading order, empty links, alt text …).
IN_PREVIEW = (VAGUE_LINK, BARE_ADDRESS, LONG_SENTENCE, NO_CAPTION)
