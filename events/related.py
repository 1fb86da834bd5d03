"""Lists of events and agreements on the pages of the rooms below (corner/related.py)."""

from typing import Any

from django.conf import settings
from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from casestudies.models import CaseStudyPage
from contacts.models import OrganisationPage, PersonPage
from corner import related
from events.models import EventPage
from events.searching import readable_agreements
from library.models import InformationPage, RecommendationPage
from techniques.models import TechniquePage


def _events(**lookup: Any) -> QuerySet:
    """Source pages of events, those with the latest date first. Matched on translation_key, in no list twice."""
    return _in_order(EventPage.objects.filter(**lookup))


def _in_order(events: QuerySet) -> QuerySet:
    keys = events.filter(alias_of=None, locale_id=F("source_locale_id")).values("pk")
    return EventPage.objects.filter(pk__in=keys).annotate(latest=Max("dates__day")).order_by("-latest", "title")


def of_organisation(page: OrganisationPage) -> QuerySet:
    key = page.translation_key
    return _in_order(
        EventPage.objects.filter(
            Q(responsible_organisation__translation_key=key) | Q(organisations__translation_key=key)
        )
    )


def of_host(page: PersonPage) -> QuerySet:
    return _events(hosts__translation_key=page.translation_key)


def of_technique(page: TechniquePage) -> QuerySet:
    return _events(techniques__translation_key=page.translation_key)


def of_ways_of_working(page: InformationPage) -> QuerySet:
    return _events(working_together_page__translation_key=page.translation_key)


def agreements_of(field: str, page: Any) -> QuerySet:
    """Agreements in the language they were written in; the newest change first."""
    return readable_agreements().filter(
        **{f"{field}__translation_key": page.translation_key}, locale__language_code=settings.LANGUAGE_CODE
    )


def of_case_study(page: CaseStudyPage) -> QuerySet:
    return agreements_of("case_study", page)


def of_recommendation(page: RecommendationPage) -> QuerySet:
    return agreements_of("recommendation", page)


def of_event(page: EventPage) -> QuerySet:
    return agreements_of("event", page)


def register_lists() -> None:
    """Called once, when the room is ready."""
    related.register(OrganisationPage, _("Events"), 40, of_organisation)
    related.register(PersonPage, _("Events"), 40, of_host)
    related.register(TechniquePage, _("Events that used this"), 40, of_technique)
    related.register(InformationPage, _("Events that work this way"), 40, of_ways_of_working)
    related.register(CaseStudyPage, _("What was agreed"), 50, of_case_study)
    related.register(RecommendationPage, _("What was agreed"), 50, of_recommendation)
    related.register(EventPage, _("What was agreed"), 50, of_event)
