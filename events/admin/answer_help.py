"""What staff read below the answers about access and offers: an example of details that people can rely on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DETAILS: dict[str, str | Promise] = {
    "calm_space": _("Where, and when it is open. Example: Room 2, open the whole time. Nobody asks why."),
    "quiet_activity": _("Such as: drawing at the table by the window."),
    "step_free": _("The way in. Example: Ramp at the side door, lift to the first floor."),
    "hearing_loop": _("Such as: in the main hall, not in the small rooms."),
    "bsl": _("Who, and when. Example: Two interpreters from 10:30 to 12:30."),
    "captions": _("Such as: a person types what is said, on a screen."),
    "languages_spoken": _("Which, and who. Example: Polish (Ola) and Arabic (Samir)."),
    "interpreter": _("Until when people can ask. Example: Tell us a week before."),
    "assistance_dogs": _("Such as: welcome everywhere, water by the door."),
    "payment": _("How much, how and when. Example: £20 in cash on the day. Say that it can change benefits."),
    "travel": _("Such as: bus fare back on the day, show the ticket."),
    "food": _("What, and for whom. Example: Sandwiches, vegan and halal too."),
    "childcare": _("For which ages, and how to ask. Example: From 2 to 8 years, tell us a week before."),
    "training": _("Such as: sit beside a host for one evening."),
}
#: For answers whose question the name alone does not ask.
ANSWERS: dict[str, str | Promise] = {
    "bsl": _("Is there somebody who interprets into sign language?"),
    "captions": _("Can people read what is said, while it is said?"),
    "interpreter": _("Can people ask for somebody who speaks their language?"),
    "assistance_dogs": _("May they come into every room?"),
    "food": _("Do you give people something to eat and drink?"),
    "childcare": _("Does somebody look after children meanwhile?"),
}
