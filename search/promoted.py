"""What staff put first for a question: Wagtail's promoted search results (Settings, Promoted search results).

A page is promoted in every language at once: the reader gets it in theirs, or in English. A draft or a page behind a
view restriction is nobody's first result. A link to another site has the words of one language only, so only readers
of English get it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail.contrib.search_promotions.models import SearchPromotion

from corner.languages.pages import active_code
from search.finding import public_pages
from search.words import fold, words_of

#: Staff write them by hand, so there are never many.
MOST = 500


@dataclass(frozen=True)
class Promoted:
    """One link. `obj` is the page whose title it is; None for another site."""

    title: str
    url: str
    description: str
    obj: Any = None


def promoted(words: Sequence[str], locale_id: int, english_id: int) -> list[Promoted]:
    """What is promoted for these words, however they were typed: capitals and accents do not count.

    One query, and two more where there is something to show. Nothing is written: Wagtail's own tag would keep every
    question anybody asks.
    """
    asked = [fold(word) for word in words]
    chosen = SearchPromotion.objects.select_related("query", "page").defer("page__draft_title")
    picks = [pick for pick in chosen[:MOST] if [fold(word) for word in words_of(pick.query.query_string)] == asked]
    keys = {pick.page.translation_key for pick in picks if pick.page}
    pages: dict[Any, Any] = {}
    for language in (english_id, locale_id) if keys else ():
        found = public_pages(language).filter(translation_key__in=keys).select_related("locale")
        pages |= {page.translation_key: page for page in found}
    shown = [_shown(pick, pages) for pick in picks]
    return [each for each in shown if each]


def _shown(pick: SearchPromotion, pages: dict[Any, Any]) -> Promoted | None:
    is_english = active_code() == settings.LANGUAGE_CODE
    description = pick.description if is_english else ""
    if pick.page:
        page = pages.get(pick.page.translation_key)
        return Promoted(page.title, page.url or "", description, page) if page else None
    return Promoted(pick.external_link_text, pick.external_link_url, description) if is_english else None
