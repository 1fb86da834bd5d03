"""Everything that the site holds about one party: for the person themselves, and for staff who are asked for it.

Not in it is what would put somebody in danger (`safety`), and who of the staff did what, which is in the audit.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from corner.models import OutgoingEmail
from events import kept_answers
from events.access import WORDINGS
from events.asking import in_words
from events.describing import describe
from events.models import ResponsibleAdult, SignUp
from events.retention import mails_about


def mails_sent(signup: SignUp) -> QuerySet[OutgoingEmail]:
    """Mails to the party that left or are on their way, the latest last."""
    found: QuerySet[OutgoingEmail] = mails_about(signup)
    return found.exclude(state=OutgoingEmail.State.DROPPED).order_by("created_at", "pk")


def responsible_adult(signup: SignUp) -> ResponsibleAdult | None:
    return ResponsibleAdult.objects.filter(signup=signup).first()


def everything_about(signup: SignUp, language: str) -> dict[str, Any]:
    """All of it as plain data: names of fields in English, moments as ISO 8601."""
    occasion = signup.occasion
    event = describe(occasion, language)
    adult = responsible_adult(signup)
    return {
        "event": event.title,
        "when": event.when,
        "responsible_organisation": event.organisation,
        "sign_up": {
            "id": str(signup.uuid),
            "state": signup.state,
            "name": signup.name,
            "email": signup.email,
            "phone": signup.phone,
            "language": signup.language,
            "number_of_places": signup.number_of_places,
            "way_of_joining": signup.places.way,
            "source": signup.source,
            "would_like_to_help_host": signup.would_like_to_help_host,
            "offered_out_of_turn_because": signup.out_of_turn_reason,
            "signed_up_at": _moment(signup.created_at),
            "confirmed_at": _moment(signup.confirmed_at),
            "offer_ends_at": _moment(signup.offer_expires_at),
            "cancelled_at": _moment(signup.cancelled_at),
        },
        "people": [
            {"name": each.name, "under_16": each.under_16, "attendance": each.attendance}
            for each in signup.attendees.all()
        ],
        "responsible_adult": adult
        and {
            "name": adult.name,
            "phone": adult.phone,
            "emergency_contact": adult.emergency_contact,
            "may_collect": adult.may_collect,
        },
        "answers": list(_answers(signup)),
        "what_would_help": [
            {
                "asked": need.asked,
                "answer": need.answer,
                "our_answer": need.reply,
                "our_words": need.reply_words,
                "answered_at": _moment(need.replied_at),
            }
            for need in signup.access_needs.all()
        ],
        "calls": [
            {"about": call.kind, "outcome": call.outcome, "note": call.note, "at": _moment(call.made_at)}
            for call in signup.calls.all()
        ],
        "mails": [
            {"about": mail.kind, "to": mail.to, "at": _moment(mail.sent_at or mail.created_at)}
            for mail in mails_sent(signup)
        ],
        "agreed_to": {
            "privacy_notice": signup.privacy_notice_version,
            "privacy_notice_language": signup.privacy_notice_language,
            "keeping_what_would_help": signup.access_consent_version,
            "keeping_what_would_help_words": WORDINGS.get(signup.access_consent_version, ""),
            "keeping_what_would_help_language": signup.access_consent_language,
            "keeping_what_would_help_at": _moment(signup.access_consent_at),
        },
        "deleted_after": {
            "sign_up": _moment(signup.erase_after),
            "what_would_help": sorted({need.erase_after.isoformat() for need in signup.access_needs.all()}),
            "responsible_adult": _moment(adult.erase_after if adult else None),
        },
    }


def _answers(signup: SignUp) -> Any:
    """Those to the event's own questions, as they were asked: also those that staff may not read any more."""
    now = kept_answers.questions_now(signup.occasion.event)
    for key, answer in signup.answers.items():
        asked, question = signup.asked.get(key, {}), now.get(key)
        options = {**asked.get("options", {}), **(question.asked_options if question else {})}
        words = asked.get("question", "") or (question.asked if question else "")
        yield {"asked": words, "answer": in_words(answer, options)}


def _moment(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None
