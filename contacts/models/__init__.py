"""People, organisations, places, who belongs to which organisation, and what is written to them."""

from contacts.models.membership import Membership
from contacts.models.message import Message, PrivateAddress
from contacts.models.pages import ContactsPage, OrganisationPage, PersonPage
from contacts.models.venue import Venue

__all__ = ["ContactsPage", "Membership", "Message", "OrganisationPage", "PersonPage", "PrivateAddress", "Venue"]
