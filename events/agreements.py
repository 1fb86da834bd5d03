"""The list of agreements: "You said, we did"."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from casestudies.models import CaseStudyPage
from contacts.models import OrganisationPage
from corner.chosen import in_readers_language, with_keys
from corner.filters import OneOf, SeveralOf
from corner.languages.pages import snippets_in_language, source_pages
from corner.languages.versions import absolute
from corner.models import Topic
from events.models import Agreement, AgreementsPage, AgreementStep, EventPage
from events.searching import BELONGS_TO, in_readers_words, of_readable_pages
from library.models import RecommendationPage

ON_A_PAGE = 20
#: Who asks for all on one page, to print or to search it, gets so many at most.
MOST_AT_ONCE = 500
ALL = "all"
MODELS: dict[str, type[Page]] = {
    "event": EventPage,
    "case_study": CaseStudyPage,
    "recommendation": RecommendationPage,
}


@dataclass(frozen=True)
class Entry:
    """An agreement: its words in the reader's language, its facts from where it was written, and what it belongs to."""

    words: Agreement
    facts: Agreement
    belongs_to: list[Any]
    steps: list[AgreementStep]

    @property
    def icon(self) -> str:
        """The table, as full as the agreement is far."""
        return f"table-{self.quarters}"

    @property
    def quarters(self) -> int:
        return Agreement.Status(self.facts.status).quarters

    @property
    def history(self) -> list["Happening"]:
        """What changed when: where it stood, and what staff wrote about it, the first day first."""
        updates = [
            Happening(update.value["date"], text=update.value["text"], only_month=update.value["only_month"])
            for update in self.words.updates
        ]
        stood = [Happening(step.reached_on, status=step.get_status_display()) for step in self.steps]
        return sorted([*stood, *updates], key=lambda happening: happening.day)


@dataclass(frozen=True)
class Happening:
    """One day in the history of an agreement: where it stood from then on, or what was written about it."""

    day: date
    status: str = ""
    text: Any = None
    only_month: bool = False


def originals() -> QuerySet[Agreement]:
    """Each readable agreement once: in English, or in another language while there is no English of it.

    With the translation keys of what it belongs to, as `event_key`, `case_study_key` and `recommendation_key`.
    """
    english = Agreement.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    found = of_readable_pages().filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(english))
    return found.annotate(**{f"{name}_key": F(f"{name}__translation_key") for name in BELONGS_TO})


def entries(agreements: Iterable[Agreement], in_full: bool = True) -> list[Entry]:
    """Entries in the order of `agreements`, in a constant number of queries.

    `in_full` finds what they belong to and their steps; then `agreements` come from `originals`.
    """
    facts = list(agreements)
    pages = _pages(facts) if in_full else {}
    steps = _steps(facts) if in_full else {}
    return [
        Entry(
            words,
            fact,
            [pages[place] for name in BELONGS_TO if (place := (name, getattr(fact, f"{name}_key", None))) in pages],
            steps.get(fact.translation_key, []),
        )
        for fact, words in zip(facts, in_readers_words(facts), strict=True)
    ]


def _steps(facts: list[Agreement]) -> dict[UUID, list[AgreementStep]]:
    found = defaultdict(list)
    for step in AgreementStep.objects.filter(agreement_key__in=[fact.translation_key for fact in facts]):
        found[step.agreement_key].append(step)
    return found


def _pages(facts: list[Agreement]) -> dict[tuple[str, Any], Any]:
    """The pages that agreements belong to, each in the reader's language, by kind and translation key."""
    lists = in_readers_language(
        **{
            name: with_keys(model, {key for fact in facts if (key := getattr(fact, f"{name}_key"))})
            for name, model in MODELS.items()
        }
    )
    return {(name, page.translation_key): page for name, found in lists.items() for page in found}


def of_event(page: EventPage) -> list[Entry]:
    """What was agreed at an event, the newest change first."""
    return entries(originals().filter(event__translation_key=page.translation_key), in_full=False)


def latest(number: int, about: str = "") -> list[Entry]:
    """The newest changes; `about` is the address of a topic, empty for any."""
    found = originals().filter(_about([about])) if about else originals()
    return entries(found[:number], in_full=False)


def list_of_all() -> Any | None:
    """The page with all agreements, in the reader's language."""
    found = in_readers_language(page=source_pages(AgreementsPage)[:1])["page"]
    return next(iter(found), None)


class Filters(forms.Form):
    """What a reader can ask for. A choice that does not exist is said at the field and left out."""

    status = SeveralOf(label=_("Where it is now"), choices=Agreement.Status.choices)
    topic = SeveralOf(label=_("What it is about"))
    organisation = OneOf(label=_("Organisation"))
    event = OneOf(label=_("Event"))

    def __init__(self, asked: QueryDict, choices: "Choices") -> None:
        super().__init__(asked)
        fields: dict[str, Any] = self.fields
        fields["topic"].choices = [(topic.slug, topic.name) for topic in choices.topics]
        for name, pages in (("organisation", choices.organisations), ("event", choices.events)):
            fields[name].offer([(page.slug, page.title) for page in pages])

    def chosen(self, name: str) -> list[str]:
        """What was asked for in a field; nothing where one of the choices does not exist."""
        self.is_valid()
        asked = self.cleaned_data.get(name) or []
        return [asked] if isinstance(asked, str) else asked


@dataclass(frozen=True)
class Choices:
    """What there is to choose from, in the reader's language: topics, and pages that agreements belong to."""

    topics: list[Topic]
    events: list[Any]
    organisations: list[Any]

    @classmethod
    def that_exist(cls) -> "Choices":
        """Only organisations and events with an agreement that anybody may read, and only such as anybody may read."""
        listed = of_readable_pages().order_by()
        events = _sources(EventPage).filter(translation_key__in=listed.values("event__translation_key"))
        studies = _sources(CaseStudyPage).filter(translation_key__in=listed.values("case_study__translation_key"))
        theirs = (
            Q(pk__in=events.values("responsible_organisation"))
            | Q(pk__in=events.values("organisations"))
            | Q(pk__in=studies.values("organisations"))
        )
        keys = OrganisationPage.objects.filter(theirs).values("translation_key")
        pages = in_readers_language(
            events=_to_choose(EventPage, pk__in=events.values("pk")),
            organisations=_to_choose(OrganisationPage, translation_key__in=keys),
        )
        topics = Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return cls(snippets_in_language(topics), pages["events"], pages["organisations"])


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for, in the address; the list and its feed understand it."""

    form: Filters
    choices: Choices
    asked: dict[str, list[str]]
    #: Everything on one page.
    in_one: bool = False

    @classmethod
    def from_request(cls, request: HttpRequest) -> "Wanted":
        """Worked out once a request: the list and the links to other languages both ask."""
        if "_wanted_agreements" not in request.__dict__:
            choices = Choices.that_exist()
            form = Filters(request.GET, choices)
            asked = {name: form.chosen(name) for name in form.fields}
            wanted = cls(form, choices, asked, request.GET.get("page") == ALL)
            request.__dict__["_wanted_agreements"] = wanted
        return request.__dict__["_wanted_agreements"]

    @property
    def agreements(self) -> QuerySet[Agreement]:
        """Those that fit all that was asked, the newest change first."""
        found = originals()
        if statuses := self.asked["status"]:
            found = found.filter(status__in=statuses)
        if slugs := self.asked["topic"]:
            found = found.filter(_about(slugs))
        if slugs := self.asked["organisation"]:
            found = found.filter(_of_organisations(self._keys(self.choices.organisations, slugs)))
        if slugs := self.asked["event"]:
            found = found.filter(event__translation_key__in=self._keys(self.choices.events, slugs))
        return found

    @staticmethod
    def _keys(pages: list[Any], slugs: list[str]) -> list[UUID]:
        return [page.translation_key for page in pages if page.slug in slugs]

    @property
    def in_words(self) -> str:
        """The filters as the page names them: "Done, Parks"; empty where nothing is filtered."""
        names = [str(Agreement.Status(status).label) for status in self.asked["status"]]
        names += [topic.name for topic in self.choices.topics if topic.slug in self.asked["topic"]]
        for name, pages in (("organisation", self.choices.organisations), ("event", self.choices.events)):
            names += [page.title for page in pages if page.slug in self.asked[name]]
        return ", ".join(names)

    @property
    def filters(self) -> str:
        """The query of the filters alone: what the feed is asked for."""
        return self.address(1)

    def address(self, page: int | str) -> str:
        """The query of a page of the list; `ALL` is everything on one page."""
        pairs = [(name, value) for name, values in self.asked.items() for value in values]
        pairs += [("page", str(page))] if page != 1 else []
        return f"?{urlencode(pairs)}" if pairs else ""


def agreements_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """One page of entries, newest change first, with the filters."""
    wanted = Wanted.from_request(request)
    shown = Paginator(wanted.agreements, MOST_AT_ONCE if wanted.in_one else ON_A_PAGE).get_page(request.GET.get("page"))
    listed = entries(shown.object_list)
    return {
        "entries": listed,
        "has_samples": any(entry.facts.is_sample for entry in listed),
        "found": shown,
        "filters": wanted.form,
        "is_filtered": bool(wanted.filters),
        "statuses": [(status, f"table-{status.quarters}") for status in Agreement.Status],
        "topics": [(topic, topic.slug in wanted.asked["topic"]) for topic in wanted.choices.topics],
        "earlier_page": wanted.address(shown.previous_page_number()) if shown.has_previous() else None,
        "later_page": wanted.address(shown.next_page_number()) if shown.has_next() else None,
        "all_in_one": wanted.address(ALL),
        "feed": f"{absolute(page.get_url(request) or '')}feed.rss{wanted.filters}",
    }


def _about(slugs: list[str]) -> Q:
    """Agreements whose event, case study or recommendation has one of these topics."""
    condition = Q()
    for name in BELONGS_TO:
        pages = MODELS[name]._default_manager.filter(topics__slug__in=slugs).values("translation_key")
        condition |= Q(**{f"{name}__translation_key__in": pages})
    return condition


def _sources(model: type[Page]) -> Any:
    """The pages whose facts count: who did it together is said on the source page."""
    return model._default_manager.filter(locale_id=F("source_locale_id"))


def _to_choose(model: type[Page], **lookup: Any) -> PageQuerySet:
    """Pages that anybody may read, for their names, from A to Z."""
    readable: PageQuerySet = source_pages(model)
    return readable.filter(**lookup).defer_streamfields().order_by("title", "pk")


def _of_organisations(keys: list[UUID]) -> Q:
    """Agreements of an event that one of these organisations answers for or takes part in, or of their case study."""
    events = _sources(EventPage).filter(
        Q(responsible_organisation__translation_key__in=keys) | Q(organisations__translation_key__in=keys)
    )
    studies = _sources(CaseStudyPage).filter(organisations__translation_key__in=keys)
    return Q(event__translation_key__in=events.values("translation_key")) | Q(
        case_study__translation_key__in=studies.values("translation_key")
    )


def one(key: UUID) -> Entry | None:
    """The agreement with this key, as anybody may read it; None where nobody may."""
    return next(iter(entries(originals().filter(translation_key=key))), None)
