"""Events, their dates, the people who sign up, and what was agreed."""

from events.models.agreement import Agreement, AgreementsPage, AgreementStep
from events.models.contact import CallTask, HostMessage
from events.models.feedback import Feedback, FeedbackSum
from events.models.lost_link import LostLinkRequest
from events.models.occasion import Event, Occasion, Places, Way
from events.models.pages import EventDate, EventIndexPage, EventPage
from events.models.signup import AccessNeed, Attendee, ResponsibleAdult, SignUp

__all__ = [
    "AccessNeed",
    "Agreement",
    "AgreementStep",
    "AgreementsPage",
    "Attendee",
    "CallTask",
    "Event",
    "EventDate",
    "EventIndexPage",
    "EventPage",
    "Feedback",
    "FeedbackSum",
    "HostMessage",
    "LostLinkRequest",
    "Occasion",
    "Places",
    "ResponsibleAdult",
    "SignUp",
    "Way",
]
