"""People and organisations in search."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import OrganisationPage, PersonPage
from corner import see_also
from corner.searchable import Card, Kind, allow_only, describe, page_card, register, register_names


def cards(pages: Sequence[Any]) -> list[Card]:
    """Somebody's role, or what an organisation is; and what they can help with."""
    return [_person(page) if isinstance(page, PersonPage) else _organisation(page) for page in pages]


def _person(page: PersonPage) -> Card:
    return page_card(page, _("Person"), [(_("Role"), page.role), (_("Can help with"), page.can_help_with)])


def _organisation(page: OrganisationPage) -> Card:
    bits = [(_("Can help with"), page.can_help_with), (_("Where"), page.facts.area)]
    return page_card(page, _("Organisation"), bits)


def make_findable() -> None:
    """Called once, in `AppConfig.ready()`. Nobody is found without a basis (domain.md)."""
    register(Kind("people", gettext_lazy("People"), "s-people", 40, (PersonPage, OrganisationPage), cards))
    allow_only(PersonPage, lambda: PersonPage.objects.shown())
    see_also.register(PersonPage)
    see_also.register(OrganisationPage)
    register_names(lambda: PersonPage.objects.values_list("title", flat=True))
    describe("area", lambda: OrganisationPage.objects.filter(locale_id=F("source_locale_id")), "area")
