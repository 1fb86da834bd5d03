"""What stands in the form of a new event at first: what most staff would choose.

Not the calm space, nor the payment, nor the photos: each event has to answer these for itself.
"""

from typing import Any

from wagtail.signals import init_new_page

from contacts.models import Membership
from events.models import EventPage
from library.models import InformationPage


def fill_in(sender: Any, page: Any, parent: Any, **kwargs: Any) -> None:
    """Before the empty form is shown; whoever it is for is the page's owner. Two queries."""
    if not isinstance(page, EventPage):
        return
    page.mode = EventPage.Mode.IN_PERSON
    page.signup = EventPage.SignUpKind.HERE
    page.what_to_expect = _a_first_line(page)
    own = Membership.objects.filter(user=page.owner).values_list("organisation", flat=True)[:2]
    if len(own) == 1:
        page.responsible_organisation_id = own[0]
    agreed = InformationPage.objects.filter(
        purpose=InformationPage.Purpose.WORKING_TOGETHER, live=True, locale_id=parent.locale_id
    )
    page.working_together_page = agreed.first()


def _a_first_line(page: EventPage) -> Any:
    """One part of the day, with every field of it empty: one that is not there reads “undefined” in the form."""
    return [("line", page.what_to_expect.stream_block.child_blocks["line"].get_default())]


def connect() -> None:
    """Called once, when the room is ready."""
    init_new_page.connect(fill_in, dispatch_uid="events.first_answers")
