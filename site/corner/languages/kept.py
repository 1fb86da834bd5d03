"""What a translation has to keep of its source, so that pages work and say the same: placeholders, links, numbers."""

import re
import unicodedata
from collections import Counter
from itertools import islice

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, validate_translation_links

from corner.languages.upkeep import PLACEHOLDER

#: What separates thousands, in one language or another. "1,000" and "1 000" are one number.
GROUPED = re.compile(r"(?<=\d)[,.'’٬\s](?=\d{3}(?!\d))")
#: Addresses of the web and of mail, as people write them into a text.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]*[\w/]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")

#: Marks within marks. wagtail-localize climbs down them by calling itself, and Python ends that with an error.
DEEPEST = 20


def fault_in(source: str, translation: str) -> str:
    """Why this text cannot stand on a page, in words for whoever wrote it; empty if it can.

    A person may put things otherwise, leave a link out or write a number as a word; only what would break is refused.
    """
    if len(translation) > 10 * len(source) + 1000:
        return _("It is far longer than the original.")
    if _is_deeper_than(DEEPEST, translation):
        return _("Its HTML is nested too deeply.")
    try:
        StringValue.from_translated_html(translation)
        validate_translation_links(source, translation)
    except ValueError as error:
        return str(error)
    if _placeholders(source) != _placeholders(translation):
        return _("Its placeholders, such as {name}, are not those of the original.")
    return ""


def keeps_everything(source: str, translation: str) -> bool:
    """Whether a machine's text has all marks, links, placeholders, addresses and numbers of the source.

    A machine puts nothing otherwise on purpose, so more is asked of it than of a person.
    """
    if not translation.strip() or fault_in(source, translation) or _tags(source) != _tags(translation):
        return False
    words, translated = (StringValue(text).render_text() for text in (source, translation))
    if Counter(ADDRESS.findall(words)) - Counter(ADDRESS.findall(translated)):
        return False
    return not _numbers(words) - _numbers(translated)


def _is_deeper_than(depth: int, html: str) -> bool:
    tags = BeautifulSoup(html, "html.parser").find_all(True)
    return any(sum(1 for _parent in islice(tag.parents, depth + 1)) > depth for tag in tags)


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _tags(html: str) -> Counter[tuple[str, str]]:
    return Counter((tag.name, str(tag.get("id", ""))) for tag in BeautifulSoup(html, "html.parser").find_all(True))


def _numbers(text: str) -> Counter[str]:
    """Every number, in whatever script its digits are: "١٠" is "10"."""
    runs = re.findall(r"\d+", GROUPED.sub("", text))
    return Counter("".join(str(unicodedata.digit(digit)) for digit in run) for run in runs)
