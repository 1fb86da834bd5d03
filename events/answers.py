"""What staff answered about access and offers, as readers see it.

The answer is the source page's (a fact); the words beside it are the translation's, unless its copy of the answer is
another: then it was translated for an older answer, and the source's words stand there in their own language.
Nothing is hidden: what nobody answered says so, and whom to ask (look.md, "Access information").
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Venue
from corner.fields import Answer
from events.models import EventPage

#: In the order of the page. The venue answers what the event leaves open, and two things of its own.
ACCESS = {
    "step_free": gettext_lazy("Step-free"),
    "calm_space": gettext_lazy("Calm space"),
    "quiet_activity": gettext_lazy("Quiet activity"),
    "accessible_toilet": gettext_lazy("Accessible toilet"),
    "hearing_loop": gettext_lazy("Hearing loop"),
    "bsl": gettext_lazy("British Sign Language"),
    "captions": gettext_lazy("Captions"),
    "languages_spoken": gettext_lazy("Other languages"),
    "interpreter": gettext_lazy("Interpreter if you ask"),
    "assistance_dogs": gettext_lazy("Assistance dogs"),
    "parking": gettext_lazy("Parking"),
}
OFFERS = {
    "payment": gettext_lazy("Payment"),
    "travel": gettext_lazy("Travel"),
    "food": gettext_lazy("Food"),
    "childcare": gettext_lazy("Childcare"),
    "training": gettext_lazy("Training"),
}
LABELS = ACCESS | OFFERS
OF_THE_VENUE = ("step_free", "accessible_toilet", "hearing_loop", "parking")
#: What a place is like matters to nobody who joins from home.
NOT_ONLINE = {"step_free", "accessible_toilet", "hearing_loop", "assistance_dogs", "parking"}


@dataclass(frozen=True)
class ShownAnswer:
    """One line. `value` is empty where nobody answered; `words_of` is what the details belong to, for `lang_attrs`."""

    name: str
    label: str
    value: str
    details: str
    words_of: Any

    @property
    def is_known(self) -> bool:
        return self.value in (Answer.YES, Answer.NO)

    @property
    def word(self) -> str:
        return str(Answer(self.value or Answer.UNSURE).label)


def answer_of(name: str, words: Any, facts: Any) -> ShownAnswer:
    """The answer `name` of a page or venue: `facts` is the source, `words` the version in the reader's language."""
    value = getattr(facts, name)
    own = getattr(words, f"{name}_details")
    is_current = getattr(words, name) == value and bool(own)
    words_of = words if is_current else facts
    return ShownAnswer(name, str(LABELS[name]), value, getattr(words_of, f"{name}_details"), words_of)


def offers(page: EventPage, facts: EventPage) -> list[ShownAnswer]:
    """What people get. Payment always stands there; of the rest, what staff have answered."""
    found = [answer_of(name, page, facts) for name in OFFERS]
    return [answer for answer in found if answer.value or answer.name == "payment"]


def access(page: EventPage, facts: EventPage, venue: Venue | None, place: Venue | None) -> list[ShownAnswer]:
    """The access table. `place` is `venue` in the reader's language; both None where the event is online only.

    Empty for an event of the past of which nothing of the kind was recorded: one line says so.
    """
    online = facts.mode == EventPage.Mode.ONLINE
    names = (name for name in ACCESS if not (online and name in NOT_ONLINE))
    found = list(_access(page, facts, venue, place, names))
    nothing_known = not any(answer.is_known or answer.details for answer in found)
    return [] if facts.not_recorded and nothing_known else found


def _access(
    page: EventPage, facts: EventPage, venue: Venue | None, place: Venue | None, names: Iterable[str]
) -> Iterator[ShownAnswer]:
    for name in names:
        if name in EventPage.ACCESS and (getattr(facts, name) or name not in OF_THE_VENUE):
            yield answer_of(name, page, facts)
        elif venue is not None:
            yield answer_of(name, place, venue)
        elif name in EventPage.ACCESS:
            yield answer_of(name, page, facts)


def of_venue(venue: Venue, place: Venue) -> list[ShownAnswer]:
    """What a venue is like by itself: for events in several places."""
    return [answer_of(name, place, venue) for name in OF_THE_VENUE]


def whom_to_ask(hosts: list[Any], organisation: Any | None) -> str:
    """A name for "Ask (name)": the first host, else the responsible organisation, else the network."""
    first = next(iter(hosts), None) or organisation
    return first.title if first else _("the network")
