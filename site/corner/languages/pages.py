"""Finding content in the reader's language, with the source as the honest fallback.

Lists take *source* pages, because facts and dates are theirs, and show each in the reader's language
(design.md, rule 1). What is not translated shows in the language it was written in and says so.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction

from corner.languages.config import known_code
from corner.languages.finished import unfinished
from corner.languages.shared_blocks import lay_facts_over
from corner.once import once_per_request

M = TypeVar("M", bound=Model)


def active_code() -> str:
    """The code of the language that the reader reads in."""
    return known_code(translation.get_language())


def source_pages(model: type[M]) -> QuerySet[M]:
    """Pages of a model that anybody may read, each once, in the language it was written in."""
    pages = open_to_all(model._default_manager.live())  # type: ignore[attr-defined]
    return pages.filter(alias_of=None, locale_id=F("source_locale_id"))


def open_to_all(pages: QuerySet[M]) -> QuerySet[M]:
    """Pages behind no view restriction: Wagtail's `public()`, without asking for the restrictions every time."""
    for path in restricted_paths():
        pages = pages.exclude(path__startswith=path)
    return pages


def restricted_paths() -> list[str]:
    """Tree paths of all pages with a view restriction; what lies below them is restricted too. One query a request."""
    return _restrictions_and_languages()[0]


@once_per_request
def _restrictions_and_languages() -> tuple[list[str], dict[str, int]]:
    """`restricted_paths` and `locale_ids`: two short lists that nearly every page needs, in one query."""
    restrictions = PageViewRestriction.objects.order_by().values_list(
        Value("", output_field=TextField()), Cast("page__path", TextField()), "pk"
    )
    languages = Locale.objects.order_by().values_list(
        Cast("language_code", TextField()), Value("", output_field=TextField()), "pk"
    )
    rows = list(restrictions.union(languages, all=True))
    return [path for code, path, _pk in rows if not code], {code: pk for code, _path, pk in rows if code}


def is_restricted(page: Page, paths: list[str]) -> bool:
    """Whether `page` stands at or below one of `paths` (from `restricted_paths`)."""
    return any(page.path.startswith(path) for path in paths)


def in_language(pages: Iterable[Any], language_code: str | None = None) -> list[Any]:
    """Each source page's live translation into the language (the active one, if none is given), else itself.

    Keeps the order. On each page returned, `facts` is the source page and `is_fallback` says that it is not in the
    language asked for. Takes a constant number of queries: one for the language, one for view restrictions, one for
    each model among the pages.
    """
    sources = list(pages)
    if not sources:
        return []
    locale_id = _locale_id(language_code or active_code())
    wanted = [page for page in sources if locale_id and page.locale_id != locale_id]
    found = _live_translations(wanted, locale_id) if locale_id and wanted else {}
    return [_shown(page, found.get(page.translation_key, page), locale_id) for page in sources]


def _locale_id(language_code: str) -> int | None:
    """The locale of a language, or None while staff have not switched it on."""
    return locale_ids().get(language_code)


def locale_ids() -> dict[str, int]:
    """The id of each language that staff have added, by its code. One query a request."""
    return _restrictions_and_languages()[1]


def _live_translations(sources: list[Any], locale_id: int) -> dict[Any, Any]:
    """The live, public translations of `sources`, by translation key. An alias is no translation (trap 8)."""
    keys = defaultdict(set)
    for page in sources:
        keys[type(page)].add(page.translation_key)
    restricted = restricted_paths()
    return {
        page.translation_key: page
        for model, of_model in keys.items()
        for page in model._default_manager.filter(
            translation_key__in=of_model, locale_id=locale_id, live=True, alias_of=None
        )
        if not is_restricted(page, restricted)
    }


def _shown(source: Any, page: Any, locale_id: int | None) -> Any:
    page.__dict__["facts"] = source
    page.is_fallback = page.locale_id != locale_id
    return page


def localized(obj: M) -> M:
    """A snippet in the active language, or the object itself while that translation is missing or unfinished."""
    return snippets_in_language([obj])[0]


def snippets_in_language(objs: Iterable[M]) -> list[M]:
    """Each snippet's finished translation into the active language, else the snippet itself; keeps the order.

    A snippet has no draft: from the moment it is submitted, its translation holds English text under another
    language. So a translation counts only when every string of it is the translator's (`unfinished`).
    Its facts (an address, a status) are those of the snippet given, whatever its own copies say (trap 4).
    Takes a constant number of queries for each model among the snippets.
    """
    snippets: list[Any] = list(objs)
    locale_id = _locale_id(active_code()) if snippets else None
    keys = defaultdict(set)
    for snippet in snippets:
        if locale_id and snippet.locale_id != locale_id:
            keys[type(snippet)].add(snippet.translation_key)
    found: dict[Any, Any] = {}
    for model, of_model in keys.items():
        candidates = list(model._default_manager.filter(translation_key__in=of_model, locale_id=locale_id))
        strings_left = unfinished(candidates)
        found |= {c.translation_key: c for c in candidates if not strings_left[c]}
    return [_with_facts_of(snippet, found.get(snippet.translation_key, snippet)) for snippet in snippets]


def _with_facts_of(source: Any, shown: Any) -> Any:
    """`shown` with the shared fields of `source`, and the facts inside its blocks; never saved."""
    if shown is not source:
        for shared in getattr(source, "override_translatable_fields", ()):
            attname = source._meta.get_field(shared.field_name).attname
            setattr(shown, attname, getattr(source, attname))
        lay_facts_over(shown, source)
    return shown
