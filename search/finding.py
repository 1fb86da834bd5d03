"""Finding: which pages and snippets anybody may read answer a question.

One search index for all languages (several overwrite each other, wagtail#9253), filtered by language; then near
matches where little was found; then English. Every step has a limit: a search must not stop the server (safety.md 8).
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection
from django.db.models import F, Model, Q, QuerySet
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry
from wagtail_localize.models import Translation

from corner import failures, searchable, troubles
from corner.away import is_lost_connection
from corner.languages.finished import unfinished
from corner.languages.pages import open_to_all
from corner.models import BasePage, Topic
from corner.once import once_per_request
from search.near import names, near_matches
from search.partly import best, partly
from search.patience import at_most
from search.words import sought

logger = logging.getLogger(__name__)

#: The most that one search finds in one language. Who has more to choose from adds a word.
LIMIT = 500
#: Up to so many entries everything found is sorted by relevance. SQLite took 0.04 s for 2,000 and 58 s for 100,000;
#: PostgreSQL a second for 100,000, so there the newest that are found are sorted.
SORTS_UP_TO = {"sqlite": 2_000, "postgresql": 20_000}
#: Seconds that the index may take for one question in one language; then titles and first lines have to do.
PATIENCE = 2.0
#: Fewer than this, and near matches are looked for.
FEW = 10


#: The condition that everything meets.
ANYTHING = Q()


@dataclass(frozen=True)
class Hit:
    """Something found, before it is fetched."""

    model: type[Model]
    pk: Any
    translation_key: UUID
    #: Found in English only, by a reader of another language.
    in_english: bool = False


@dataclass(frozen=True)
class Found:
    """All hits, the best first."""

    hits: list[Hit]
    #: There is more than `hits` holds.
    has_more: bool = False
    #: The search index could not be asked: only titles were compared.
    is_degraded: bool = False


def find(words: Sequence[str], locale_id: int, english_id: int, within: Q = ANYTHING) -> Found:
    """What answers `words`, in the reader's language and then in English.

    A page that was found by its English words and is there in the reader's language counts as found in it.
    Without words everything is found, A to Z. `within` is a condition that pages and snippets must meet.
    """
    found = _find_in(words, locale_id, within)
    if english_id == locale_id:
        return found
    english = _find_in(words, english_id, within)
    return Found(
        _one_each([*found.hits, *_in_reader_language(english.hits, locale_id)]),
        has_more=found.has_more or english.has_more,
        is_degraded=found.is_degraded or english.is_degraded,
    )


def find_partly(words: Sequence[str], locale_id: int, english_id: int) -> list[Hit]:
    """For a question that nothing answers in full: what holds the words that say most, the best first."""
    rated = {
        language: best(
            [
                (worth, obj)
                for objects in public_objects(language)
                for worth, obj in _finished_of(partly(words, objects), language)
            ]
        )
        for language in dict.fromkeys((locale_id, english_id))
    }
    hits = [_hit(obj) for obj in rated[locale_id]]
    if english_id == locale_id:
        return hits
    return _one_each([*hits, *_in_reader_language([_hit(obj) for obj in rated[english_id]], locale_id)])


def _finished_of(rated: Sequence[tuple[float, Any]], locale_id: int) -> list[tuple[float, Any]]:
    finished = {obj.pk for obj in _finished([obj for _worth, obj in rated], locale_id)}
    return [(worth, obj) for worth, obj in rated if obj.pk in finished]


def public_pages(locale_id: int) -> QuerySet[Page]:
    """Pages in a language that anybody may read and search may name.

    Not found: drafts, pages behind a view restriction (design.md, rule 9), copies in another language's clothes, and
    whatever an app does not allow, such as people without a basis.
    """
    pages = open_to_all(Page.objects.live().filter(locale_id=locale_id, alias_of=None))
    pages = pages.filter(content_type__in=_content_types(page_models()).values())
    for model, allowed in searchable.allowed_only().items():
        if issubclass(model, Page):
            [content_type] = _content_types([model]).values()
            pages = pages.exclude(Q(content_type=content_type) & ~Q(pk__in=allowed().values("pk")))
    return pages


def page_models() -> list[Any]:
    """Every page class of the site."""
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def _content_types(models: Iterable[type[Model]]) -> dict[type[Model], ContentType]:
    return ContentType.objects.get_for_models(*models)


def public_objects(locale_id: int, within: Q = ANYTHING) -> list[QuerySet]:
    """Everything in a language that search may name: pages first, then each model of snippets."""
    pages = public_pages(locale_id).order_by("title", "pk").only("pk", "content_type_id", "translation_key")
    return [objects.filter(within) for objects in (pages, *(_snippets(m, locale_id) for m in _snippet_models()))]


def _find_in(words: Sequence[str], locale_id: int, within: Q) -> Found:
    lists = public_objects(locale_id, within)
    if not words:
        hits = [_hit(obj) for objects in lists for obj in _finished(objects[: LIMIT + 1], locale_id)]
        return Found(hits[:LIMIT], has_more=len(hits) > LIMIT)
    hits, is_degraded = _searched(words, lists, locale_id)
    hits += [_hit(page) for page in _on_topic(words, lists[0], locale_id)]
    if len(hits) < FEW:
        near = (obj for objects in lists for obj in _finished(near_matches(words, objects), locale_id))
        hits += map(_hit, near)
    hits = _one_each(hits)
    return Found(hits[:LIMIT], has_more=len(hits) > LIMIT, is_degraded=is_degraded)


def _searched(words: Sequence[str], lists: Sequence[QuerySet], locale_id: int) -> tuple[list[Hit], bool]:
    """What the index finds in each of `lists`, and whether it could not be asked, or not in good time.

    A damaged or missing index costs the search its depth, not the reader the page (design.md, rule 6).
    """
    try:
        with at_most(PATIENCE):
            found = [_search(words, objects) for objects in lists]
    except DatabaseError as error:
        if is_lost_connection(error):
            raise  # it is not the index
        troubles.note(troubles.Kind.SEARCH)
        # Never its words, which may quote the question.
        logger.error("The search index fails (manage.py rebuild_modelsearch_index): %s", failures.describe(error))
        return [], True
    return [_hit(obj) for objects in found for obj in _finished(objects, locale_id)], False


def _on_topic(words: Sequence[str], pages: QuerySet[Page], locale_id: int) -> list[Page]:
    """Pages on a topic that is called by these words: a page on parks need not say "parks" itself."""
    keys = [topic.translation_key for topic in topics_called(words, locale_id)]
    if not keys:
        return []
    on_topic = (
        model._default_manager.filter(topics__translation_key__in=keys, locale_id=F("source_locale_id"))
        for model in page_models()
    )
    return list(
        pages.filter(reduce(or_, (Q(translation_key__in=each.values("translation_key")) for each in on_topic)))[:LIMIT]
    )


def topics_called(words: Sequence[str], locale_id: int) -> list[Topic]:
    """Topics whose name in this language holds every word, in whatever form. At most one query a request."""
    wanted = [sought(word) for word in words]
    return [topic for topic in (_topics_in(locale_id) if wanted else ()) if names(topic.name, wanted)]


@once_per_request
def _topics_in(locale_id: int) -> list[Topic]:
    return list(Topic.objects.filter(locale_id=locale_id))


def _snippet_models() -> list[type[Model]]:
    return [model for kind in searchable.kinds() if not kind.is_pages for model in kind.models]


def _snippets(model: type[Model], locale_id: int) -> QuerySet:
    """Snippets in a language that anybody may read."""
    return model._default_manager.filter(pk__in=searchable.allowed_only()[model]().values("pk"), locale_id=locale_id)


def _finished(objects: Iterable[Any], locale_id: int) -> list[Any]:
    """`objects` without the snippets that only look as if they were in this language.

    A snippet has no draft: its translation holds English from the moment it is submitted, and its copies of facts, such
    as the event it belongs to, may be old. So its source must be there and open to all, and every string translated.
    """
    found = list(objects)
    if not found or isinstance(found[0], Page):
        return found
    keys = {obj.translation_key for obj in found}
    rows = Translation.objects.filter(source__object_id__in=keys, target_locale_id=locale_id)
    sources = dict(rows.values_list("source__object_id", "source__locale_id"))
    allowed = searchable.allowed_only()[type(found[0])]()
    readable = set(allowed.filter(translation_key__in=sources).values_list("translation_key", "locale_id"))
    strings_left = unfinished(found)
    return [
        obj
        for obj in found
        if not strings_left[obj]
        and (obj.translation_key not in sources or (obj.translation_key, sources[obj.translation_key]) in readable)
    ]


def _search(words: Sequence[str], objects: QuerySet) -> list[Any]:
    """At most LIMIT + 1 of `objects` that hold all words, by Wagtail's search; the best first."""
    if IndexEntry.objects.count() <= SORTS_UP_TO[connection.vendor]:
        return _by_relevance(words, objects)
    found = _newest(words, objects)
    if connection.vendor != "sqlite":
        return _by_relevance(words, objects.filter(pk__in=[each.pk for each in found]))
    if issubclass(objects.model, Page):  # unsorted; so at least what has the words in its title comes first
        found = list({each.pk: each for each in [*_newest(words, objects, ["title"]), *found]}.values())
    return found[: LIMIT + 1]


def _by_relevance(words: Sequence[str], objects: QuerySet) -> list[Any]:
    # Wagtail wants every column of a filter in the model's search_fields, so the filters go into a subquery.
    candidates = objects.model._default_manager.filter(pk__in=objects.order_by().values("pk"))
    if issubclass(objects.model, Page):
        candidates = candidates.only("pk", "content_type_id", "translation_key")
    return list(get_search_backend().search(" ".join(words), candidates)[: LIMIT + 1])


def _newest(words: Sequence[str], objects: QuerySet, fields: list[str] | None = None) -> list[Any]:
    """At most LIMIT + 1 of `objects` that hold all words, the newest first: a database may stop as soon as it has them.

    The index's condition is the subquery here, and not our filters: few hold a word, and nearly all are public.
    """
    everything = objects.model._default_manager.all()
    holding = get_search_backend().search(" ".join(words), everything, fields=fields, order_by_relevance=False)
    return list(objects.filter(pk__in=holding.get_queryset().order_by().values("pk")).order_by("-pk")[: LIMIT + 1])


def _hit(obj: Any) -> Hit:
    return Hit(obj.specific_class if isinstance(obj, Page) else type(obj), obj.pk, obj.translation_key)


def _one_each(hits: Iterable[Hit]) -> list[Hit]:
    """Each thing once, in whichever language came first."""
    first: dict[UUID, Hit] = {}
    for hit in hits:
        first.setdefault(hit.translation_key, hit)
    return list(first.values())


def _in_reader_language(hits: Sequence[Hit], locale_id: int) -> list[Hit]:
    """English hits, each in the reader's language if it is there, else marked as English."""
    keys = {hit.translation_key for hit in hits}
    pages = public_pages(locale_id).filter(translation_key__in=keys).only("pk", "content_type_id", "translation_key")
    theirs = {page.translation_key: _hit(page) for page in pages} if keys else {}
    for model in {hit.model for hit in hits if not issubclass(hit.model, Page)}:
        theirs |= {
            obj.translation_key: _hit(obj)
            for obj in _finished(_snippets(model, locale_id).filter(translation_key__in=keys), locale_id)
        }
    return [theirs.get(hit.translation_key, replace(hit, in_english=True)) for hit in hits]
