"""What became of agreements as RSS, for news readers: each change is news."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from corner.languages.config import lang_tag
from corner.text import clean_line, clean_text
from events.agreements import Entry

#: Words of what people said, in the title.
LONGEST_TITLE = 20


def rss(
    entries: Iterable[Entry], language: str, *, title: str, about: str, link: str, address: str, feed_url: str
) -> bytes:
    """Every entry given, in its order. Each links to its own page below `address`, that of the list.

    The id of an entry changes with its status or its date, so that a news reader shows it anew.
    """
    feed = Rss201rev2Feed(
        title=clean_line(title),
        link=link,
        description=clean_text(about),
        language=lang_tag(language),
        feed_url=feed_url,
    )
    for entry in entries:
        facts = entry.facts
        with override(language):
            feed.add_item(
                title=_title(entry),
                link=f"{address}{facts.translation_key}/",
                description=_about(entry),
                unique_id=f"urn:uuid:{facts.translation_key}:{facts.status}:{facts.changed_on:%Y-%m-%d}",
                unique_id_is_permalink=False,
                pubdate=datetime.combine(facts.changed_on, time(12), UTC),  # only its day is known
            )
    return feed.writeString("utf-8").encode()


def _title(entry: Entry) -> str:
    said = Truncator(clean_line(entry.words.what_people_said)).words(LONGEST_TITLE)
    sample = _("Sample") if entry.facts.is_sample else ""
    return " – ".join(words for words in (str(entry.facts.get_status_display()), said, sample) if words)


def _about(entry: Entry) -> str:
    """Readers show this as HTML, so what people typed is escaped for it."""
    words = entry.words
    lines = [
        (_("You said"), words.what_people_said),
        (_("We agreed"), words.what_was_agreed),
        (_("The reason:"), words.reason),
        (_("What changed"), words.what_changed),
    ]
    return format_html_join(
        "", "<p><strong>{}</strong> {}</p>", ((label, clean_text(text)) for label, text in lines if text)
    )
