"""Events and agreements in search. Dates come from Occasions, as everywhere."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corner.dates import long_date, month_year
from corner.languages.pages import in_language, open_to_all, snippets_in_language, source_pages
from corner.searchable import Card, Kind, allow_only, page_card, register
from events.models import Agreement, AgreementsPage, EventPage, Occasion

#: Pages that an agreement may belong to.
BELONGS_TO = ("event", "case_study", "recommendation")


def event_cards(pages: Sequence[EventPage]) -> list[Card]:
    """The next date, or that it is over; calm space and payment of what is still to come."""
    occasions = _occasions([page.translation_key for page in pages])
    return [_event_card(page, occasions[page.translation_key]) for page in pages]


def _occasions(keys: Sequence[UUID]) -> dict[UUID, list[Occasion]]:
    """The dates of each event, the first first. One query."""
    found = defaultdict(list)
    rows = Occasion.objects.filter(event__translation_key__in=keys, on_page=True).select_related("event")
    for occasion in rows.order_by("day", "starts_at", "pk"):
        found[occasion.event.translation_key].append(occasion)
    return found


def _event_card(page: EventPage, occasions: Sequence[Occasion]) -> Card:
    coming = [occasion for occasion in occasions if not occasion.is_over]
    if not coming:
        return page_card(page, _over(occasions))
    offered = page.payment_details if page.facts.payment == "yes" else ""
    bits = [
        (_("Calm space"), page.facts.get_calm_space_display()),
        (_("Payment"), offered or page.facts.get_payment_display()),
    ]
    ahead = [occasion for occasion in coming if occasion.status == Occasion.Status.SCHEDULED]
    return page_card(page, _date((ahead or coming)[0]), bits)


def _date(occasion: Occasion) -> str:
    day = month_year(occasion.day) if occasion.month_only else long_date(occasion.day)
    if occasion.status == Occasion.Status.SCHEDULED:
        return day
    return _("%(status)s: %(date)s") % {"status": occasion.get_status_display(), "date": day}


def _over(occasions: Sequence[Occasion]) -> str | Promise:
    return _("Over: %(date)s") % {"date": month_year(occasions[-1].day)} if occasions else ""


def agreement_cards(agreements: Sequence[Agreement]) -> list[Card]:
    """What people said, where it is now and what was agreed; each links to its place in the list of agreements."""
    written = Agreement.objects.filter(
        translation_key__in=[agreement.translation_key for agreement in agreements],
        locale__language_code=settings.LANGUAGE_CODE,
    ).select_related("locale")
    # A translation counts only when it is finished; until then it holds English.
    shown = {agreement.translation_key: agreement for agreement in snippets_in_language(written)}
    listed = in_language(source_pages(AgreementsPage)[:1])
    address = listed[0].url if listed else ""
    return [_agreement_card(shown.get(found.translation_key, found), address or "") for found in agreements]


def _agreement_card(agreement: Agreement, address: str) -> Card:
    url = f"{address}#agreement-{agreement.translation_key}"
    return Card(agreement, agreement.what_people_said, url, agreement.what_was_agreed, agreement.get_status_display())


def readable_agreements() -> QuerySet[Agreement]:
    """Agreements that anybody may read: not those of a page that is a draft or behind a view restriction.

    None while there is no public list of agreements to read them in.
    """
    agreements = of_readable_pages()
    return agreements if source_pages(AgreementsPage).exists() else agreements.none()


def of_readable_pages() -> QuerySet[Agreement]:
    """Agreements whose event, case study and recommendation anybody may read, wherever they are then shown."""
    agreements = Agreement.objects.all()
    for name in BELONGS_TO:
        page_type: Any = Agreement._meta.get_field(name).related_model
        pages = open_to_all(page_type._default_manager.live())
        agreements = agreements.filter(Q(**{name: None}) | Q(**{f"{name}__in": pages.values("pk")}))
    return agreements


def make_findable() -> None:
    """Called once, in `AppConfig.ready()`."""
    register(Kind("events", gettext_lazy("What’s on"), "s-events", 10, (EventPage,), event_cards))
    register(Kind("agreements", gettext_lazy("Agreements"), "s-people", 60, (Agreement,), agreement_cards))
    allow_only(Agreement, readable_agreements)
