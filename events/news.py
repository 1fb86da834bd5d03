"""The dates to come as RSS, for news readers. Nothing about anybody who takes part stands inside."""

from collections.abc import Iterable

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import override

from corner.languages.config import lang_tag
from corner.text import clean_line, clean_text
from events.describing import Description, describe_all
from events.models import Occasion

CONTENT_TYPE = "application/rss+xml; charset=utf-8"


def rss(occasions: Iterable[Occasion], language: str, *, title: str, about: str, link: str, feed_url: str) -> bytes:
    """Every date given, in its order. The id of an entry is that of its calendar entry, and no address."""
    wanted = list(occasions)
    feed = Rss201rev2Feed(
        title=clean_line(title),
        link=link,
        description=clean_text(about),
        language=lang_tag(language),
        feed_url=feed_url,
    )
    for occasion, event in zip(wanted, describe_all(wanted, language), strict=True):
        if event.page is None:
            continue
        with override(language):
            title = _title(occasion, event)
        feed.add_item(
            title=title,
            link=event.url,
            description=_about(event),
            unique_id=occasion.ical_uid,
            unique_id_is_permalink=False,
            pubdate=event.page.first_published_at,
            updateddate=event.page.last_published_at,
        )
    return feed.writeString("utf-8").encode()


def _title(occasion: Occasion, event: Description) -> str:
    off = "" if occasion.status == Occasion.Status.SCHEDULED else occasion.get_status_display()
    sample = _("Sample") if event.page and event.page.is_sample else ""
    return " – ".join(clean_line(words) for words in (event.title, event.when, off, sample) if words)


def _about(event: Description) -> str:
    """Readers show this as HTML, so what people typed is escaped for it."""
    words = [event.page.intro if event.page else "", event.where]
    return format_html_join("", "<p>{}</p>", ((clean_text(text),) for text in words if text))
