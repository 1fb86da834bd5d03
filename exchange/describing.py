"""Public pages as plain data, many at once: a constant number of queries, however many pages there are.

Words are those of the page, facts those of its source page (design.md, rule 1). What it names is named only if anybody
may read it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet, URLField
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site

from contacts.models import PersonPage
from corner.languages.config import lang_tag
from corner.languages.pages import restricted_paths
from corner.languages.shared_blocks import lay_facts_over
from corner.languages.versions import absolute
from corner.models import ConsentRecord
from events.describing import place
from events.models import EventPage, Occasion
from exchange.fields import FOUND_ELSEWHERE, fields_of
from exchange.words import Reference, pages_named, plain_blocks, reference, without_contacts

Item = dict[str, Any]


def public_pages(model: type[Page] = Page) -> QuerySet:
    """Pages that anybody may read, in languages that are switched on: no drafts, nothing restricted, no aliases, nobody
    without a basis. Asked of everybody alike: whoever is logged in gets no more.
    """
    restricted = restricted_paths()
    homes = [path for path in _home_paths() if not any(path.startswith(above) for above in restricted)]
    pages = model._default_manager.live().filter(alias_of=None)
    if not homes:
        return pages.none()
    pages = pages.filter(reduce(or_, (Q(path__startswith=path) for path in homes)))
    for path in restricted:
        pages = pages.exclude(path__startswith=path)
    if model is PersonPage:
        return pages  # its own `live` asks for a basis
    if issubclass(PersonPage, model):
        hidden = PersonPage.objects.exclude(pk__in=PersonPage.objects.live().values("pk"))
        pages = pages.exclude(pk__in=hidden.values("pk"))
    return pages


def _home_paths() -> list[str]:
    """The live home page of each language."""
    return list(_homes().values_list("path", flat=True))


def _homes() -> QuerySet[Page]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return Page.objects.none()
    return Page.objects.filter(translation_key=site.root_page.translation_key, live=True, alias_of=None).order_by(
        "path"
    )


def switched_on() -> list[str]:
    """The codes of the languages that readers can read in."""
    return list(_homes().values_list("locale__language_code", flat=True))


def describe(pages: Sequence[Any]) -> list[Item]:
    """Each of `pages`, all of one type and all public, in their order."""
    if not pages:
        return []
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    facts = _facts(pages)
    for page in pages:
        lay_facts_over(page, facts[page.pk])
    model = type(pages[0])
    names = fields_of(model._meta.label)
    relations = _relations(model, names, [facts[page.pk] for page in pages])
    in_blocks = _named_in_blocks(model, names, pages)
    titles = _titles(
        {key for keys in relations.values() for each in keys.values() for key in each} | set(in_blocks.values())
    )
    elsewhere: dict[UUID, Any] = {}
    if issubclass(model, EventPage):
        elsewhere = _dates(pages)
    elif issubclass(model, PersonPage):
        elsewhere = _bases(pages)

    def named(key: UUID, page: Any) -> Reference | None:
        by_language = titles.get(key)
        return reference(key, by_language.get(page.locale_id) or by_language[None]) if by_language else None

    known: dict[int, dict[int, Reference]] = {}

    def public_in(page: Any) -> dict[int, Reference]:
        """The public pages among those that blocks name, in the page's language."""
        if page.locale_id not in known:
            known[page.locale_id] = {pk: given for pk, key in in_blocks.items() if (given := named(key, page))}
        return known[page.locale_id]

    def value(name: str, page: Any) -> Any:
        source = facts[page.pk]
        if name in FOUND_ELSEWHERE:
            return elsewhere.get(page.translation_key)
        field: Any = model._meta.get_field(name)
        if name == "topics":
            return sorted(relations[name].get(source.pk, []))
        if name in relations:
            found = [given for key in relations[name].get(source.pk, []) if (given := named(key, page))]
            found.sort(key=lambda given: given["title"])
            return found if field.many_to_many else next(iter(found), None)
        if isinstance(field, StreamField):
            return plain_blocks(page, name, public_in(page))
        plain = getattr(source if name in _shared(model) else page, name)
        return without_contacts(plain) if isinstance(plain, str) and not isinstance(field, URLField) else plain

    return [{**_head(page, codes), **{name: value(name, page) for name in names}} for page in pages]


def _head(page: Any, codes: dict[int, str]) -> Item:
    address = absolute(page.get_url() or "")
    return {
        "key": str(page.translation_key),
        "type": page._meta.label,
        "language": lang_tag(codes[page.locale_id]),
        "source_language": lang_tag(codes.get(page.source_locale_id, settings.LANGUAGE_CODE)),
        "title": page.title,
        "url": address,
        "first_published": page.first_published_at.isoformat() if page.first_published_at else None,
        "last_published": page.last_published_at.isoformat() if page.last_published_at else None,
    }


def _shared(model: Any) -> set[str]:
    return {field.field_name for field in model.override_translatable_fields}


def _facts(pages: Sequence[Any]) -> dict[int, Any]:
    """The page in the source language of each page, by the page's id. One query at most."""
    translated = [page.translation_key for page in pages if not page.is_source]
    sources: dict[UUID, Any] = {}
    if translated:
        found = type(pages[0])._default_manager.filter(
            translation_key__in=translated, locale_id=F("source_locale_id"), alias_of=None
        )
        sources = {page.translation_key: page for page in found}
    return {page.pk: page if page.is_source else sources.get(page.translation_key, page) for page in pages}


def _relations(model: Any, names: Iterable[str], sources: Sequence[Any]) -> dict[str, dict[int, list[Any]]]:
    """What each source page names in a relation, by field and page: translation keys; of topics, addresses.

    One query a relation.
    """
    ids = {source.pk for source in sources}
    found: dict[str, dict[int, list[Any]]] = {}
    for name in names:
        field: Any = None if name in FOUND_ELSEWHERE else model._meta.get_field(name)
        if field is None or not field.is_relation:
            continue
        found[name] = defaultdict(list)
        wanted = "slug" if name == "topics" else "translation_key"
        if field.many_to_many:
            through = field.remote_field.through
            own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
            rows = through._default_manager.filter(**{f"{own}__in": ids}).values_list(f"{own}_id", f"{other}__{wanted}")
        else:
            rows = model._default_manager.filter(pk__in=ids).values_list("pk", f"{name}__{wanted}")
        for pk, key in rows:
            if key:
                found[name][pk].append(key)
    return found


def _named_in_blocks(model: Any, names: Iterable[str], pages: Sequence[Any]) -> dict[int, UUID]:
    """The translation keys of all pages that blocks name, by the id that stands there. One query."""
    streams = [
        name for name in names if name not in FOUND_ELSEWHERE and isinstance(model._meta.get_field(name), StreamField)
    ]
    ids = {pk for page in pages for name in streams for pk in pages_named(page, name)}
    return dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key")) if ids else {}


def _titles(keys: set[Any]) -> dict[UUID, dict[int | None, str]]:
    """The titles of public pages by key and language; under None the one in English, or in any language there is."""
    keys = {key for key in keys if isinstance(key, UUID)}
    if not keys:
        return {}
    found: dict[UUID, dict[int | None, str]] = defaultdict(dict)
    rows = public_pages().filter(translation_key__in=keys).order_by("path")
    for key, locale_id, title in rows.values_list("translation_key", "locale_id", "title"):
        found[key][locale_id] = title
        found[key].setdefault(None, title)
    return found


def _dates(pages: Sequence[Any]) -> dict[UUID, Any]:
    """The dates of events by translation key, the first first. Moments are UTC; `day` is the local date. One query."""
    found: dict[UUID, Any] = {page.translation_key: [] for page in pages}
    occasions = Occasion.objects.filter(
        event__translation_key__in={page.translation_key for page in pages}, on_page=True
    )
    for occasion in occasions.select_related("event", "venue").order_by("day", "starts_at", "pk"):
        found[occasion.event.translation_key].append(
            {
                "day": f"{occasion.day:%Y-%m}" if occasion.month_only else occasion.day.isoformat(),
                "starts_at": occasion.starts_at.isoformat() if occasion.starts_at else None,
                "ends_at": occasion.ends_at.isoformat() if occasion.ends_at else None,
                "status": occasion.status,
                "place": place(occasion.venue),
            }
        )
    return found


def _bases(pages: Sequence[Any]) -> dict[UUID, str]:
    """Why each person may be shown, by translation key: the newest consent that stands. One query."""
    keys = [page.translation_key for page in pages]
    standing = ConsentRecord.objects.filter(subject_key__in=keys, withdrawn_on=None).order_by("pk")
    return dict(standing.values_list("subject_key", "basis"))
