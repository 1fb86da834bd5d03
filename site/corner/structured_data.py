"""What other programs read about a page: schema.org as JSON-LD, Open Graph. Only what the page itself shows."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from corner.frame import locale_codes
from corner.languages.config import lang_tag
from corner.languages.versions import absolute
from corner.models import BasePage, SiteSettings
from corner.pictures import file_to_share

CONTENT_LICENCE = "https://creativecommons.org/licenses/by-nc-sa/4.0/"
#: As JSON may write them, so that no text can end the script it stands in.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


#: Kinds that are no work and no event: schema.org knows no language of theirs.
WITHOUT_LANGUAGE = {"Organization", "Person"}


class SharedPicture(NamedTuple):
    """What is shown where somebody shares a link; sizes in pixels."""

    url: str
    width: int
    height: int
    alt: str


def shared_picture(page: Any, facts: Any) -> SharedPicture:
    """The page's own picture; the mark where it has none, or none that has been made yet (`tools/draw_share.py`)."""
    file = file_to_share(facts.image)
    if file is None:
        return SharedPicture(absolute(static("share.png")), 1200, 630, "")
    return SharedPicture(absolute(file.url), file.width, file.height, page.image_alt)


def basics(page: BasePage) -> dict[str, Any]:
    """What every kind says: name, description and address; and the language of what has one."""
    language = {"inLanguage": lang_tag(locale_codes()[page.locale_id])}
    return {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "name": page.title,
        "description": page.intro,
        **(language if page.schema_type not in WITHOUT_LANGUAGE else {}),
        **({"url": absolute(page.url)} if page.url else {}),
    }


def _article(page: Any, facts: Any) -> dict[str, Any]:
    published, changed = page.first_published_at, page.last_published_at
    return {
        "headline": page.title[:110],
        "license": CONTENT_LICENCE,
        "author": {"@type": "Organization", "name": SiteSettings.current().name},
        **({"datePublished": published.date().isoformat()} if published else {}),
        **({"dateModified": changed.date().isoformat()} if changed else {}),
    }


def _how_to(page: Any, facts: Any) -> dict[str, Any]:
    steps = [
        {
            "@type": "HowToStep",
            "position": number,
            "name": step.value["title"],
            "text": step.value["text"] or step.value["title"],
        }
        for number, step in enumerate(page.steps, start=1)
    ]
    minutes = facts.minutes_in_all
    return {"license": CONTENT_LICENCE, "step": steps, **({"totalTime": f"PT{minutes}M"} if minutes else {})}


def _organisation(page: Any, facts: Any) -> dict[str, Any]:
    return {
        **({"areaServed": page.area} if page.area else {}),
        **({"sameAs": facts.website} if facts.website else {}),
    }


def _person(page: Any, facts: Any) -> dict[str, Any]:
    return {"jobTitle": page.role} if page.role else {}


def _work(page: Any, facts: Any) -> dict[str, Any]:
    found = {
        "author": facts.authors,
        "publisher": facts.publisher,
        "version": facts.version,
        "license": facts.licence_url,
        "creditText": facts.citation,
    }
    return {name: value for name, value in found.items() if value}


#: What a kind says beyond the basics; the fields are those of the page types that name the kind.
KINDS: dict[str, Callable[[Any, Any], dict[str, Any]]] = {
    "Article": _article,
    "HowTo": _how_to,
    "Organization": _organisation,
    "Person": _person,
    "CreativeWork": _work,
}


def data_for(page: Any) -> dict[str, Any]:
    """The structured data of a page; empty where its type has none."""
    build = KINDS.get(getattr(page, "schema_type", ""))
    return {**basics(page), **build(page, page.facts)} if build else {}


def script(context: dict[str, Any]) -> SafeString | str:
    """The script of data for the page in `context`: what its view put there as `structured_data`, or the page's own."""
    page = context.get("page")
    data = context["structured_data"] if "structured_data" in context else data_for(page)
    if not data:
        return ""
    written = json.dumps(data, ensure_ascii=False, default=str).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308  no sign can end it
