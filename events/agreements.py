"""The list of agreements: "You said, we did"."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from corner.chosen import in_readers_language, with_keys
from corner.filters import SeveralOf
from corner.languages.pages import snippets_in_language, source_pages
from corner.languages.versions import absolute
from corner.models import Topic
from events.models import Agreement, AgreementsPage, EventPage
from events.searching import BELONGS_TO, of_readable_pages
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

    @property
    def icon(self) -> str:
        """The table, as full as the agreement is far."""
        return f"table-{self.quarters}"

    @property
    def quarters(self) -> int:
        return Agreement.Status(self.facts.status).quarters


def originals() -> QuerySet[Agreement]:
    """Each readable agreement once: in English, or in another language while there is no English of it.

    With the translation keys of what it belongs to, as `event_key`, `case_study_key` and `recommendation_key`.
    """
    english = Agreement.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    found = of_readable_pages().filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(english))
    return found.annotate(**{f"{name}_key": F(f"{name}__translation_key") for name in BELONGS_TO})


def entries(agreements: Iterable[Agreement], with_pages: bool = True) -> list[Entry]:
    """Entries in the order of `agreements`, in a constant number of queries.

    `with_pages` finds what they belong to; then `agreements` come from `originals`.
    """
    facts = list(agreements)
    pages = _pages(facts) if with_pages else {}
    return [
        Entry(
            words,
            fact,
            [pages[place] for name in BELONGS_TO if (place := (name, getattr(fact, f"{name}_key", None))) in pages],
        )
        for fact, words in zip(facts, snippets_in_language(facts), strict=True)
    ]


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
    return entries(originals().filter(event__translation_key=page.translation_key), with_pages=False)


def latest(number: int, about: str = "") -> list[Entry]:
    """The newest changes; `about` is the address of a topic, empty for any."""
    found = originals().filter(_about([about])) if about else originals()
    return entries(found[:number], with_pages=False)


def list_of_all() -> Any | None:
    """The page with all agreements, in the reader's language."""
    found = in_readers_language(page=source_pages(AgreementsPage)[:1])["page"]
    return next(iter(found), None)


class Filters(forms.Form):
    """What a reader can ask for. A choice that does not exist is said at the field and left out."""

    status = SeveralOf(label=_("Where it is now"), choices=Agreement.Status.choices)
    topic = SeveralOf(label=_("What it is about"))

    def __init__(self, asked: QueryDict, topics: Iterable[Topic]) -> None:
        super().__init__(asked)
        self.fields["topic"].choices = [(topic.slug, topic.name) for topic in topics]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> list[str]:
        """What was asked for in a field; nothing where one of the choices does not exist."""
        self.is_valid()
        return self.cleaned_data.get(name, [])


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for, in the address; the list and its feed understand it."""

    form: Filters
    topics: list[Topic]
    statuses: list[str]
    slugs: list[str]
    #: Everything on one page.
    in_one: bool = False

    @classmethod
    def from_request(cls, request: HttpRequest) -> "Wanted":
        topics = snippets_in_language(Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE))
        form = Filters(request.GET, topics)
        return cls(form, topics, form.chosen("status"), form.chosen("topic"), request.GET.get("page") == ALL)

    @property
    def agreements(self) -> QuerySet[Agreement]:
        """Those that fit, the newest change first."""
        found = originals()
        if self.statuses:
            found = found.filter(status__in=self.statuses)
        return found.filter(_about(self.slugs)) if self.slugs else found

    @property
    def in_words(self) -> str:
        """The filters as the page names them: "Done, Parks"; empty where nothing is filtered."""
        named = [topic.name for topic in self.topics if topic.slug in self.slugs]
        return ", ".join([*(str(Agreement.Status(status).label) for status in self.statuses), *named])

    @property
    def filters(self) -> str:
        """The query of the filters alone: what the feed is asked for."""
        return self.address(1)

    def address(self, page: int | str) -> str:
        """The query of a page of the list; `ALL` is everything on one page."""
        pairs = [("status", status) for status in self.statuses] + [("topic", slug) for slug in self.slugs]
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
        "topics": [(topic, topic.slug in wanted.slugs) for topic in wanted.topics],
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
