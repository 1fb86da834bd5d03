"""What was done, in words. The codes are written by every room (`corner.audit.record`); a test holds that each is here.

They are spoken to nobody but administrators, so one list here is simpler than one a room.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry

WORDS = {
    "accessneed.answered": _("Answered what somebody needs"),
    "accessneeds.viewed": _("Looked at what people need"),
    "account.code_refused": _("Typed a wrong code when signing in"),
    "account.codes_made_anew": _("Made new recovery codes"),
    "account.email_changed": _("Changed their e-mail address"),
    "account.factor_added": _("Set up a second key for signing in"),
    "account.factor_removed": _("Took a second key for signing in away"),
    "account.invitation_withdrawn": _("Withdrew an invitation"),
    "account.invited": _("Invited somebody"),
    "account.invited_again": _("Sent an invitation again"),
    "account.let_in_again": _("Let somebody who lost the phone set up again"),
    "account.organisations_changed": _("Changed who somebody works for"),
    "account.password_changed": _("Changed their password"),
    "account.password_chosen": _("Used an invitation"),
    "account.password_reset": _("Set a new password by a link from a mail"),
    "account.sign_in_failed": _("Tried to sign in, and it was not right"),
    "account.signed_in": _("Signed in"),
    "account.signed_out": _("Signed out"),
    "attendee.came": _("Ticked that somebody came"),
    "attendee.did-not-come": _("Ticked that somebody did not come"),
    "attendee.supporter_let_in": _("Let a supporter in"),
    "attendee.supporter_taken_back": _("Took back that a supporter came"),
    "attendee.unknown": _("Took back whether somebody came"),
    "call.noted": _("Noted a call"),
    "consent.changed": _("Changed a consent"),
    "consent.recorded": _("Recorded a consent"),
    "consent.withdrawn": _("Recorded that a consent was withdrawn"),
    "event.organisation_changed": _("Changed who runs an event"),
    "event.organisation_kept": _("Left an event with who ran it, because people have signed up"),
    "event.question_kept": _("Kept the answers to a question that was taken away"),
    "feedback.summed_up": _("Made sums of feedback and deleted single answers"),
    "feedback.typed_in": _("Typed in feedback from paper"),
    "feedback.words_hidden": _("Took somebody’s words from the site"),
    "feedback.words_shown": _("Put somebody’s words on the site"),
    "import.applied": _("Imported a sheet"),
    "mail.tried_again": _("Had a mail sent again"),
    "message.answered": _("Marked a message as answered"),
    "message.received": _("Wrote a message through the site"),
    "occasion.capacity_kept": _("Kept the number of places, because more are taken"),
    "occasion.changed": _("Changed a date of an event"),
    "occasion.date_kept": _("Kept a date, because people have signed up"),
    "occasion.joining_link_set": _("Set the link for joining online"),
    "occasion.message_sent": _("Wrote to people who signed up"),
    "occasion.not_told": _("Decided to tell nobody of a change"),
    "occasion.told": _("Told people of a change"),
    "occasion.way_kept": _("Kept a way of joining, because people have signed up"),
    "person.erased": _("Erased what is kept about a person"),
    "person.handed_out": _("Handed out what is kept about a person"),
    "person.looked_up": _("Looked up what is kept about a person"),
    "private_address.added": _("Added a private address"),
    "private_address.changed": _("Changed a private address"),
    "retention.done": _("Erased what was kept long enough"),
    "settings.changed": _("Changed the site settings"),
    "signup.accepted": _("Took an offered place"),
    "signup.answers_kept_apart": _("Kept answers of a sign-up apart"),
    "signup.cancelled": _("Cancelled a sign-up"),
    "signup.concern_cleared": _("Took a concern about somebody back"),
    "signup.concern_set": _("Noted a concern about somebody"),
    "signup.confirmed": _("Confirmed a sign-up"),
    "signup.corrected": _("Corrected a sign-up"),
    "signup.date_cancelled": _("Ended a sign-up because its date is cancelled"),
    "signup.declined": _("Declined an offered place"),
    "signup.erased": _("Erased a sign-up"),
    "signup.held": _("Held a sign-up back for staff to look at"),
    "signup.not_reached": _("Told somebody that no place became free"),
    "signup.offer_expired": _("Let an offered place run out"),
    "signup.offered": _("Offered a place"),
    "signup.rejoined": _("Joined the waiting list again"),
    "signup.released": _("Let a sign-up through that was held back"),
    "signup.repeated": _("Signed up once more for the same date"),
    "signup.turned_away": _("Turned a sign-up away"),
    "signup.waiting": _("Put a sign-up on the waiting list"),
    "signup.walk_in": _("Wrote somebody down at the door"),
    "signups.exported": _("Took a list of sign-ups as a file"),
    "translation.file": _("Sent a file of translations"),
    "translation.machine": _("Had a machine translate"),
    "translation.offered": _("Offered something for translation"),
}


def in_words(action: str) -> str:
    """What an action is called: here, or by Wagtail; its code where nobody has found words."""
    if action in WORDS:
        return str(WORDS[action])
    return str(registry.get_action_label(action)) if registry.action_exists(action) else action


def choices() -> list[tuple[str, str]]:
    """Every action, by its words."""
    known = {action: str(label) for action, label in (*registry.get_choices(), *WORDS.items())}
    return sorted(known.items(), key=lambda each: each[1].lower())
