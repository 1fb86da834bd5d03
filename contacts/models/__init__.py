"""People, organisations, places, and who belongs to which organisation."""

from contacts.models.membership import Membership
from contacts.models.pages import ContactsPage, OrganisationPage, PersonPage
from contacts.models.venue import Venue

__all__ = ["ContactsPage", "Membership", "OrganisationPage", "PersonPage", "Venue"]
