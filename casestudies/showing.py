"""What the page of a case study shows."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail.rich_text import RichText

from casestudies.chain import Chain, chain_of
from casestudies.models import CaseStudyPage, Impact, Stage
from corner.chosen import chosen, in_readers_language, keys_of, with_keys
from corner.languages.config import direction, lang_tag
from library.citing import plain_citation
from library.models import Licence, RecommendationPage
from techniques.models import TechniquePage

#: The drawn sign beside each word: the same shapes as yes, no and not sure yet elsewhere on the site.
IMPACT_SIGNS = {Impact.YES: "yes", Impact.NOT_YET: "soon", Impact.NO: "no", Impact.NOT_SURE: "unsure"}


@dataclass
class Chosen:
    """A page that staff chose in a row of the case study, with the words they wrote beside it."""

    page: Any
    words: Any


def case_study_context(page: CaseStudyPage) -> dict[str, Any]:
    """Everything the case study points at, each page in the reader's language and only if anybody may read it."""
    facts = page.facts
    chain = chain_of(page)
    techniques, findings = _rows(page.techniques_used, "technique"), _rows(page.findings, "recommendation")
    keys = keys_of(pk for pk, _row in [*techniques, *findings])
    lists = in_readers_language(
        organisations=chosen(facts.organisations).order_by("title"),
        people=chosen(facts.people).order_by("title"),
        techniques=with_keys(TechniquePage, {keys[pk] for pk, _row in techniques if pk in keys}),
        recommendations=with_keys(RecommendationPage, {keys[pk] for pk, _row in findings if pk in keys}),
        chain=with_keys(CaseStudyPage, [*chain.before, *chain.after]),
    )
    return {
        "stage_line": stage_line(page),
        "organisations": lists["organisations"],
        "people": lists["people"],
        "techniques_used": [
            Chosen(used, row.get("how_it_went", "")) for used, row in _beside(techniques, keys, lists["techniques"])
        ],
        "findings": [
            Chosen(about, RichText(row.get("finding", "")))
            for about, row in _beside(findings, keys, lists["recommendations"])
        ],
        **_in_order(chain, lists["chain"]),
        "updates": sorted((block.value for block in page.updates), key=lambda update: update["date"]),
        "impact_sign": IMPACT_SIGNS.get(Impact(facts.impact), "unsure") if facts.impact else "",
        "citation": plain_citation(page),
        "address": page.full_url,
        "licence": Licence.CC_BY_NC_SA,
    }


def stage_line(page: CaseStudyPage) -> str:
    """The stage, with when it began and ended as far as staff wrote it down: "Under way since July 2024".

    The dates are shared by all languages, so in another language they are marked as the words of the source page.
    """
    line = _stage_and_dates(page)
    return format_html(gettext("{line}. No end is planned."), line=line) if page.facts.ongoing else line


def _stage_and_dates(page: CaseStudyPage) -> str:
    facts = page.facts
    stage = facts.get_stage_display()
    began, ended = _as_written(page, facts.began), _as_written(page, facts.ended)
    if began and ended:
        return format_html(gettext("{stage}: {began} to {ended}"), stage=stage, began=began, ended=ended)
    if began and facts.stage == Stage.UNDER_WAY:
        return format_html(gettext("Under way since {began}"), began=began)
    if began:
        return format_html(gettext("{stage}, began {began}"), stage=stage, began=began)
    if ended:
        return format_html(gettext("{stage}, ended {ended}"), stage=stage, ended=ended)
    return stage


def _as_written(page: CaseStudyPage, words: str) -> str:
    facts = page.facts
    if not words or facts.locale_id == page.locale_id:
        return words
    code = facts.locale.language_code
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', lang_tag(code), direction(code), words)


Row = dict[str, Any]


def _rows(stream: Any, chooser: str) -> list[tuple[int, Row]]:
    """The rows of a stream with the id that their chooser names. Read raw: the pages are asked for all at once."""
    return [(row["value"][chooser], row["value"]) for row in stream.raw_data if row["value"].get(chooser)]


def _beside(rows: list[tuple[int, Row]], keys: dict[int, UUID], pages: list[Any]) -> list[tuple[Any, Row]]:
    """The rows in their order, each with its page; rows whose page nobody may read are left out."""
    by_key = {page.translation_key: page for page in pages}
    return [(by_key[keys[pk]], row) for pk, row in rows if keys.get(pk) in by_key]


def _in_order(chain: Chain, pages: list[Any]) -> dict[str, list[Any]]:
    by_key = {page.translation_key: page for page in pages}
    return {
        "came_before": [by_key[key] for key in chain.before if key in by_key],
        "came_after": [by_key[key] for key in chain.after if key in by_key],
    }
