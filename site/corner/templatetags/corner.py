"""The tags and filters of every template: `{% load corner %}`. `docs/look.md` shows how they are used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import segno
from django import template
from django.conf import settings
from django.db.models import Model
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail.models import Page

from corner import dates, searchable, structured_data
from corner.documents import bytes_of
from corner.fields import Answer
from corner.frame import Frame, frame_for
from corner.icons import icon as drawn
from corner.languages.config import BY_CODE, direction, lang_tag
from corner.languages.pages import active_code, in_language, locale_ids, open_to_all, snippets_in_language
from corner.languages.switcher import Choice, languages_for
from corner.languages.versions import absolute
from corner.models import Helpline, SiteSettings
from corner.models.helpline import helplines
from corner.pictures import picture
from corner.related import is_page, related_lists, visible
from corner.see_also import has_see_also
from corner.see_also import see_also as pages_in_common
from corner.text import ltr

register = template.Library()
register.filter("ltr", ltr)
register.filter("bytes_of", bytes_of)

ENGLISH = mark_safe('lang="en-GB" dir="ltr"')
LONGEST_LIST = 24


# --- The frame ----------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def page_frame(context: Context) -> Frame:
    """`{% page_frame as frame %}`: name, ways, help and footer (see corner.frame)."""
    page = context.get("page")
    return frame_for(context.get("request"), page if is_page(page) else None)


@register.simple_tag(takes_context=True)
def site_settings(context: Context) -> SiteSettings:
    """`{% site_settings as settings %}`: how to reach the network; asked once a request."""
    return frame_for(context.get("request")).settings


@register.simple_tag(name="helplines")
def helplines_tag() -> list[Helpline]:
    """`{% helplines as lines %}`: whom to ring who feels low."""
    return helplines()


@register.simple_tag(takes_context=True)
def switcher(context: Context) -> list[Choice]:
    """`{% switcher as languages %}`: every language that is on, each with a link to this page in it."""
    request = context.get("request")
    return languages_for(request, context.get("page")) if request is not None else []


@register.simple_tag
def language_tag() -> str:
    """The reader's language as HTML writes it, such as en-GB."""
    return lang_tag(active_code())


@register.simple_tag
def language_direction() -> str:
    """`rtl` or `ltr`."""
    return direction(active_code())


@register.simple_tag(takes_context=True)
def user_bar(context: Context) -> str:
    """Wagtail's bar for staff, where a session cookie is. Else nothing is asked, and pages stay cacheable."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

    return wagtailuserbar(context)


@register.simple_tag(takes_context=True)
def structured(context: Context) -> SafeString | str:
    """What search engines read about the page (schema.org), as a script of data."""
    return structured_data.script({str(name): value for name, value in context.flatten().items()})


@register.simple_tag
def shared_picture(page: Any, facts: Any = None) -> structured_data.SharedPicture | None:
    """`{% shared_picture page facts as picture %}`: what is shown where somebody shares the page."""
    return structured_data.shared_picture(page, facts or page.facts) if hasattr(page, "facts") else None


@register.simple_tag
def open_graph_locale() -> str:
    """The reader's language as Open Graph writes it, such as en_GB."""
    return BY_CODE[active_code()].open_graph


# --- Pages and their parts ----------------------------------------------------------------------------------


@register.simple_tag
def pattern_url(thing: Any, key: Any = None) -> str:
    """`{% pattern_url page %}`, or `{% pattern_url "events-door" page.pattern_key %}`: the address of a pattern."""
    if key is not None:
        return reverse("pattern", args=[str(thing).removeprefix("s-"), key])
    return reverse("pattern", args=[thing.section.removeprefix("s-"), thing.pattern_key])


@register.inclusion_tag("components/page_head.html", takes_context=True)
def page_head(
    context: Context, page: Any, state: str = "", icon: str = "", tag: str = "", calm: bool = False
) -> dict[str, Any]:
    """The head of a page: link to the page above, pattern or picture, title, intro; then what a reader must know.

    `state` is a status line with its `icon`, `tag` a label. `calm` makes the pattern small, for forms.
    """
    parent = page.get_parent()
    return {
        "page": page,
        "parent": parent if parent is not None and parent.depth > 1 else None,
        "facts": context.get("facts", page),
        "request": context.get("request"),
        "state": state,
        "icon": icon,
        "tag": tag,
        "calm": calm,
    }


@register.simple_tag(takes_context=True)
def related_to(context: Context, target: Model) -> list["RelatedList"]:
    """`{% related_to page as lists %}`: what points at `target`, as far as anybody may read it, in their language."""
    return [found for label, query in related_lists(target) if (found := _related(label, query)).items]


@register.inclusion_tag("components/see_also.html", takes_context=True)
def see_also(context: Context) -> dict[str, Any]:
    """`{% see_also %}`: what shares topics, techniques or people with the page, and its topics; done by the base.

    Only on the page itself, not on its forms (corner/see_also.py says which types have it).
    """
    page, request = context.get("page"), context.get("request")
    route = getattr(request, "routable_resolver_match", None)
    if not is_page(page) or not has_see_also(page) or (route and route.url_name != "index_route"):
        return {"is_shown": False}
    facts: Any = context.get("facts", page)
    topics = snippets_in_language(facts.topics.all())
    return {"is_shown": True, "items": pages_in_common(page, topics), "topics": topics, "request": request}


@register.simple_tag
def kind_of(page: Page) -> str | Promise:
    """`{% kind_of page %}`: what kind of thing a page is, in the words of the results of search."""
    return searchable.kind_of(page.specific_class).label if page.specific_class else ""


@dataclass
class RelatedList:
    """A list of pages (or snippets) that belong to something; `more` were left out because it is long."""

    label: str | Promise
    items: list[Any]
    more: int
    are_pages: bool


def _related(label: str | Promise, query: Any) -> RelatedList:
    found = list(visible(query)[: LONGEST_LIST + 1])
    more = visible(query).count() - LONGEST_LIST if len(found) > LONGEST_LIST else 0
    found = found[:LONGEST_LIST]
    are_pages = bool(found) and is_page(found[0])
    return RelatedList(label, in_language(found) if are_pages else snippets_in_language(found), more, are_pages)


@register.simple_tag
def pages_in_language(pages: Iterable[Page]) -> list[Page]:
    """`{% pages_in_language pages as found %}`: live, public ones among `pages`, in the reader's language."""
    wanted = [page.pk for page in pages if page is not None]
    readable = {page.pk: page for page in open_to_all(Page.objects.live().specific().filter(pk__in=wanted))}
    return in_language([readable[pk] for pk in wanted if pk in readable])


@register.simple_tag(takes_context=True)
def link_to(context: Context, page: Page, text: str = "") -> SafeString:
    """A link to the page in the reader's language; one that is not translated is marked as what it is.

    Invented content is marked wherever it is named, so that nobody takes it for real or sets out for it.
    """
    if "facts" not in page.__dict__:
        page = in_language([page])[0]
    marks = lang_attrs(page)
    code = _code_of(page)
    hreflang = format_html(' hreflang="{}"', lang_tag(code)) if marks and code else ""
    url = page.get_url(context.get("request")) or ""
    link = format_html('<a href="{}"{}{}>{}</a>', url, marks if not text else "", hreflang, text or page.title)
    if text:
        return link
    notes = [sample_tag()] if getattr(page, "is_sample", False) else []
    notes += [in_english()] if marks else []
    return format_html_join(" ", "{}", ((part,) for part in [link, *notes]))


@register.simple_tag
def in_english() -> SafeString:
    """What stands beside something that is not translated yet."""
    return format_html('<small class="muted">({})</small>', gettext("In English"))


@register.simple_tag
def sample_tag() -> SafeString:
    """The word that stands beside what is invented."""
    return format_html('<span class="tag">{}</span>', gettext("Sample"))


@register.simple_tag(takes_context=True)
def page_url(context: Context, page: Page) -> str:
    """The address of a page, by what the request already knows."""
    return page.get_url(context.get("request")) or ""


@register.simple_tag(takes_context=True)
def url_for_reader(context: Context, page: Page) -> str:
    """Where a word in the reader's language leads: to a notice in that language where the page is in English only.

    Whoever follows a Polish word is told in Polish that the page is not translated, and does not land in English
    without a warning (languages.md, journey 7).
    """
    url, code = page_url(context, page), active_code()
    is_readable = code in (_code_of(page), settings.LANGUAGE_CODE) or not url.startswith("/")
    return url if is_readable else f"/{code}{url}"


@dataclass
class Part:
    """A stretch of a page body: what stands below one heading, or before the first."""

    heading: str
    blocks: list[Any]


@register.simple_tag
def parts(blocks: Iterable[Any]) -> list[Part]:
    """`{% parts page.body as found %}`: the body cut at its headings, so that they can stand in the margin."""
    found: list[Part] = []
    for block in blocks or []:
        # A smaller heading that comes first opens a part as well, so that no level of headings is left out.
        if block.block_type == "heading" and (block.value["level"] == "h2" or not any(part.heading for part in found)):
            found.append(Part(block.value["text"], []))
            continue
        if not found:
            found.append(Part("", []))
        found[-1].blocks.append(block)
    return found


@register.simple_tag
def heading_depth(blocks: Iterable[Any]) -> str:
    """How far headings go down in a body that stands below a heading of its own: "flat" or "deep".

    Its headings then begin at h3, and a smaller one is an h4 only where there are bigger ones.
    """
    levels = {block.value["level"] for block in blocks or [] if block.block_type == "heading"}
    return "deep" if "h2" in levels else "flat"


@register.simple_tag
def block_picture(image: Any, size: str, alt: str = "") -> SafeString | str:
    """The `<picture>` of a picture at a size such as "width-960"; nothing when it cannot be had.

    The words for people who cannot see it come from the block (`ImageBlock`) or as `alt`, never from the picture.
    """
    return picture(image, size, alt=alt or getattr(image, "contextual_alt_text", None) or "")


@register.simple_tag
def head_picture(page: Any, facts: Any = None) -> SafeString | str:
    """The picture of a page's head, cut to its section's quarter; a page without one wears its pattern."""
    alt = "" if page.image_is_decoration else page.image_alt
    shown = picture((facts or page).image, "fill-704x704", alt=alt, lazy=False, classes="pat corner")
    return shown or format_html('<img class="pat corner" src="{}" alt="" width="288" height="288">', pattern_url(page))


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, page: Page) -> str:
    """The address of a page as the world knows it, for paper and for other sites; empty outside the site."""
    url = page.get_url(context.get("request"))
    return absolute(url) if url else ""


# --- Languages ----------------------------------------------------------------------------------------------


def _code_of(obj: Any) -> str | None:
    if "locale" in obj._state.fields_cache:
        return obj.locale.language_code
    return next((code for code, pk in locale_ids().items() if pk == obj.locale_id), None)


@register.simple_tag
def lang_attrs(obj: Any) -> SafeString | str:
    """` lang="…" dir="…"` for something that is not in the reader's language; else nothing."""
    code = _code_of(obj) if obj is not None else None
    if code is None or code == active_code():
        return ""
    return format_html(' lang="{}" dir="{}"', lang_tag(code), direction(code))


@register.simple_tag
def shared_text(value: str) -> SafeString | str:
    """A text of the settings: translated if the catalogues know it, else English and marked as such."""
    value = str(value or "")
    if not value:  # for which gettext gives the head of its catalogue
        return ""
    translated = gettext(value)
    if translated != value or active_code() == settings.LANGUAGE_CODE:
        return translated
    return format_html("<bdi {}>{}</bdi>", ENGLISH, value)


class LegalNode(template.Node):
    def __init__(self, nodelist: NodeList, element: FilterExpression | None, classes: FilterExpression | None) -> None:
        self.nodelist, self.element, self.classes = nodelist, element, classes

    def render(self, context: Context) -> SafeString:
        element = self.element.resolve(context) if self.element else ""
        classes = self.classes.resolve(context) if self.classes else ""
        words = mark_safe(self.nodelist.render(context).strip())  # noqa: S308  escaped when it was rendered
        english = active_code() == settings.LANGUAGE_CODE
        if english and not element:
            return words
        return format_html(
            "<{0}{1}{2}>{3}</{0}>",
            element or "span",
            format_html(' class="{}"', classes) if classes else "",
            "" if english else format_html(" {}", ENGLISH),
            words,
        )


@register.tag
def legal(parser: Parser, token: Token) -> LegalNode:
    """`{% legal %}…{% endlegal %}`, `{% legal "p" "note" %}…`: words that are English in every language.

    Privacy, consent, safeguarding and payment are not shipped as drafts (languages.md, "Interface strings"). Without
    an element the words stand in a span, and in English in none.
    """
    arguments = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endlegal",))
    parser.delete_first_token()
    return LegalNode(nodelist, *[*arguments, None, None][:2])


# --- Signs, answers, figures --------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "yes" %}`: a drawn sign, always beside a word (see corner.icons)."""
    return drawn(name)


@register.inclusion_tag("components/answer.html")
def answer(value: str, details: str = "", words_of: Any = None) -> dict[str, Any]:
    """`{% answer value details %}`: yes, no or not sure yet, with a shape, a word and the details.

    `words_of` is the page that the details belong to, where that may be another than the one that is read.
    """
    known = value if value in Answer.values else Answer.UNSURE.value
    return {
        "value": known,
        "word": Answer(known).label,
        "details": details,
        "attrs": lang_attrs(words_of),
    }


@register.simple_tag
def qr_svg(url: str) -> SafeString:
    """A QR code of an address, for paper; without style attributes."""
    size, path = _qr_drawing(url)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" width="152" height="152" role="img" aria-label="{1}">{2}</svg>',
        size,
        gettext("QR code for this page"),
        path,
    )


@lru_cache(maxsize=500)
def _qr_drawing(url: str) -> tuple[float, SafeString]:
    """Size and path of the code, which depend on nothing but the address. Drawing one takes milliseconds."""
    code = segno.make(url, error="m", micro=False)
    drawing = code.svg_inline(border=0, svgclass=None, lineclass=None, omitsize=True)
    path = drawing[drawing.index("<path") : drawing.index("</svg>")]
    return code.symbol_size(border=0)[0], mark_safe(path)  # noqa: S308  drawn by segno from modules, not the address


@register.filter
def phone_href(number: str) -> str:
    """`tel:` address of a phone number as people write it; British numbers in their international form."""
    digits = "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")
    if digits.startswith("0") and len(digits) > 9:
        digits = f"+44{digits[1:]}"
    return f"tel:{digits}"


@register.filter
def clock_slice(minutes: int) -> str:
    """The path of a slice of the clock: a quarter of it is a quarter of an hour; an hour or more fills it."""
    return dates.clock_slice(minutes)


# --- Dates --------------------------------------------------------------------------------------------------


@register.filter
def long_date(day: date | datetime | None) -> str:
    """ "Saturday 5 December 2026", in the reader's language and the city's time."""
    return dates.long_date(day)


@register.filter
def short_date(day: date | datetime | None) -> str:
    """ "5 December 2026"."""
    return dates.short_date(day)


@register.filter
def month_year(day: date | datetime | None) -> str:
    """ "December 2026"."""
    return dates.month_year(day)


@register.filter
def clock(moment: datetime | time | None) -> str:
    """ "10:30am", "noon"; in other languages as they write it."""
    return dates.clock(moment)


@register.filter
def hours(minutes: int | None) -> str:
    """ "2 hours", "1 hour 30 minutes", "45 minutes"."""
    return dates.hours(minutes)
