"""See also: pages that share topics, techniques or people with a page, so that no page is a dead end.

Each app says in `AppConfig.ready()` what its pages are about. Everything is matched on `translation_key`, and between
pages in the language each was written in, because topics and people are facts (design.md, rule 1).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, IntegerField, Model, QuerySet, Value
from wagtail.models import Page

from corner.chosen import sources
from corner.languages.pages import in_language, restricted_paths
from corner.models import Topic

#: At most so many pages, and of one type so many: a handful of different things.
MOST, OF_ONE_TYPE = 5, 2
#: The newest rows that are looked at, a row for each thing that a page shares.
ROWS = 300
#: Sharing a technique or a person says more than sharing a topic.
OF_TOPIC, OF_OTHERS = 1, 2

Keys = Collection[UUID]


@dataclass(frozen=True)
class Subject:
    """Something that pages of `model` are about."""

    model: type[Page]
    #: What kind of thing that is.
    target: type[Model]
    #: The translation keys of what one page is about; None for topics, which are known already.
    of: Callable[[Any], QuerySet | Keys] | None
    #: The pages that are about any of some keys; None where no query can tell.
    sharing: Callable[[QuerySet, Keys], QuerySet] | None = None
    weight: int = OF_OTHERS


_subjects: list[Subject] = []


def register(model: type[Page], *fields: str) -> None:
    """Let pages of `model` have a "See also", and stand in that of others.

    They are shared by topics and by these many-to-many fields to pages.
    """
    register_subject(Subject(model, Topic, None, _by_field(model, "topics")[1], OF_TOPIC))
    for field in fields:
        target: Any = model._meta.get_field(field).related_model
        register_subject(Subject(model, target, *_by_field(model, field)))


def register_subject(subject: Subject) -> None:
    """As `register`, for what is no many-to-many field, such as choosers in a StreamField."""
    _subjects.append(subject)


def has_see_also(page: Any) -> bool:
    return any(type(page) is subject.model for subject in _subjects)


def see_also(page: Any, topics: Iterable[Topic]) -> list[Any]:
    """A handful of pages that share something with `page`, in the reader's language; those that share most come first.

    `topics` are those of the page, which are shown beside. None that the page names or that name it: those stand in its
    own lists. Only pages that anybody may read. Takes the same number of queries however much there is: what the page
    is about, who else is, these pages (and where the reader reads another language, their translations).
    """
    source = getattr(page, "facts", page)
    by_target = _about(source)
    by_target[Topic] = {topic.translation_key for topic in topics}
    about = set().union(*by_target.values())
    if not about:
        return []
    by_target[type(source)].add(source.translation_key)
    worth: dict[int, int] = defaultdict(int)
    found: dict[int, tuple[str, str]] = {}
    left_out = {source.pk}
    restricted = restricted_paths()
    for pk, key, subject, weight, kind, path, is_sample in _rows(by_target):
        if key in about or subject == source.translation_key or path.startswith(tuple(restricted)):
            left_out.add(pk)
        worth[pk] += weight
        found[pk] = (kind, "sample" if is_sample else "")
    best = sorted(worth.keys() - left_out, key=lambda pk: (-worth[pk], -pk))
    chosen = _mixed(best, {pk: kind for pk, (kind, _sample) in found.items()})
    pages = {each.pk: each for each in Page.objects.filter(pk__in=chosen)} if chosen else {}
    shown = in_language([pages[pk] for pk in chosen if pk in pages])
    for each in shown:
        each.is_sample = bool(found[each.facts.pk][1])
    return shown


def _about(source: Any) -> dict[type[Model], set[UUID]]:
    """The translation keys of everything the page is about beside topics, by kind. One query, however many fields."""
    found: dict[type[Model], set[UUID]] = defaultdict(set)
    own = [subject for subject in _subjects if type(source) is subject.model and subject.of]
    queries = []
    for number, subject in enumerate(own):
        answer = subject.of(source) if subject.of else ()
        if isinstance(answer, QuerySet):
            queries.append(answer.annotate(of_subject=Value(number, output_field=IntegerField())))
        else:
            found[subject.target] |= set(answer)
    for key, number in queries[0].union(*queries[1:], all=True) if queries else ():
        if key:
            found[own[number].target].add(key)
    return found


def _rows(by_target: dict[type[Model], set[UUID]]) -> Iterable[Any]:
    """A row for each page and each of the keys that it is about; one query.

    Only kinds of which there are keys are asked for: putting the query together costs more than answering it.
    """
    queries = [
        _row(subject, subject.sharing(_readable(subject.model), keys))
        for subject in _subjects
        if subject.sharing and (keys := by_target.get(subject.target))
    ]
    return queries[0].union(*queries[1:], all=True).order_by("-pk")[:ROWS] if queries else ()


def _readable(model: type[Model]) -> QuerySet:
    """Live pages in the language they were written in, and of people only those who may be shown (their `live`).

    View restrictions are looked at afterwards.
    """
    return sources(model).order_by()


def _row(subject: Subject, pages: QuerySet) -> QuerySet:
    has_samples = any(field.name == "is_sample" for field in subject.model._meta.get_fields())
    sample = F("is_sample") if has_samples else Value(False, output_field=BooleanField())
    return pages.annotate(
        weight_of_it=Value(subject.weight, output_field=IntegerField()),
        kind_of_it=Value(subject.model.__name__),
        sample_of_it=sample,
    ).values_list("pk", "translation_key", "subject_of_it", "weight_of_it", "kind_of_it", "path", "sample_of_it")


def _mixed(best: list[int], kinds: dict[int, str]) -> list[int]:
    """The first few of `best`, not too many of one type."""
    chosen: list[int] = []
    taken: dict[str, int] = defaultdict(int)
    for pk in best:
        if len(chosen) < MOST and taken[kinds[pk]] < OF_ONE_TYPE:
            chosen.append(pk)
            taken[kinds[pk]] += 1
    return chosen


def _by_field(model: type[Page], field: str) -> tuple[Callable[[Any], QuerySet], Callable[[QuerySet, Keys], QuerySet]]:
    key = f"{field}__translation_key"

    def of(page: Any) -> QuerySet:
        return model._default_manager.filter(pk=page.pk).order_by().values_list(key)

    def sharing(pages: QuerySet, keys: Keys) -> QuerySet:
        return pages.filter(**{f"{key}__in": keys}).annotate(subject_of_it=F(key))

    return of, sharing
