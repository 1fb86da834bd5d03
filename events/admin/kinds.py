"""What a mail, or the call that stands for it, is about: in words, for staff."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "signup.confirmed": _("They have a place"),
    "signup.waiting": _("They are on the waiting list"),
    "signup.offered": _("A place is free for them"),
    "signup.offer_lapsed": _("The offer ran out"),
    "signup.not_reached": _("No place became free"),
    "signup.reminder": _("Reminder: it is soon"),
    "signup.needs_answered": _("An answer to what would help them"),
    "signup.thanks": _("Thank you, and the record"),
    "signup.already_signed_up": _("They were already on the list"),
    "signup.lost_link": _("The link to their place"),
    "signup.date_changed": _("The time or the place is another"),
    "signup.host_message": _("A message from the host"),
    "signup.cancelled": _("Their sign-up is cancelled"),
    "signup.date_cancelled": _("The date is cancelled"),
    "contact.message": _("Message from the contact form"),
    "contact.task": _("Complaint, or wish to be taken off the site"),
    "staff.notice": _("To staff, about a page"),
    "accounts.invited": _("To staff: an invitation"),
    "accounts.let_in_again": _("To staff: a link after a lost phone"),
    "accounts.forgotten": _("To staff: a link for a new password"),
    "accounts.confirm": _("To staff: is this your address?"),
    "accounts.changed": _("To staff: their account has changed"),
}


def kind_in_words(kind: str) -> str:
    """What is said of a kind of mail; a kind without words of its own is named by what it is called in the code."""
    return str(KINDS.get(kind) or kind.rpartition(".")[2].replace("_", " ").capitalize())
