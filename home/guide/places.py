"""Where in the admin the guide and its tours lead: a name in the text, the address here and nowhere else."""

from collections.abc import Callable

from django.urls import reverse
from wagtail.models import Locale, Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from contacts.models import ContactsPage, PersonPage
from events.models import EventIndexPage, EventPage


def new(parent: type[Page], kind: type[Page]) -> str:
    """An empty form for a page of this kind, below the list that it belongs to."""
    found = _the(parent)
    if found is None:
        return reverse("wagtailadmin_explore_root")
    return reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, found.pk])


def _the(model: type[Page]) -> Page | None:
    return model._default_manager.filter(locale=Locale.get_default()).order_by("path").first()


#: The name that the guide uses, and what makes the address.
PLACES: dict[str, Callable[[], str]] = {
    "home": lambda: reverse("wagtailadmin_home"),
    "pages": lambda: reverse("wagtailadmin_explore_root"),
    "events": lambda: reverse("event_pages:index"),
    "new-event": lambda: new(EventIndexPage, EventPage),
    "case-studies": lambda: reverse("case_study_pages:index"),
    "new-case-study": lambda: new(CaseStudyIndexPage, CaseStudyPage),
    "people": lambda: reverse("person_pages:index"),
    "new-person": lambda: new(ContactsPage, PersonPage),
    "consents": lambda: reverse("consents:index"),
    "sign-ups": lambda: reverse("events_signups"),
    "needs": lambda: reverse("events_all_needs"),
    "agreements": lambda: reverse("wagtailsnippets_events_agreement:list"),
    "new-agreement": lambda: reverse("wagtailsnippets_events_agreement:add"),
    "messages": lambda: reverse("messages:index"),
    "translations": lambda: reverse("translation_board"),
    "pictures": lambda: reverse("wagtailimages:index"),
    "new-picture": lambda: reverse("wagtailimages:add"),
    "approvals": lambda: reverse("wagtailadmin_reports:workflow"),
    "users": lambda: reverse("wagtailusers_users:index"),
    "one-person": lambda: reverse("events_person"),
    "guide": lambda: reverse("guide"),
}


def address_of(place: str) -> str:
    """The address of a place of the admin; raises KeyError for a name that nobody has written down."""
    return PLACES[place]()
