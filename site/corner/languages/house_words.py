"""The words of this house where Wagtail has its trade's: staff read "picture" and "language", never "locale".

Made anew from the catalogues that the installed Wagtail ships each time ours are compiled, so that a newer Wagtail's
sentences are covered, too. A sentence that simple exchange would spoil has an entry of its own in our catalogue of
English, which goes before.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import wagtail
import wagtail_localize

#: One word for one thing, in every screen, mail and guide for staff. Longer ones first: they hold shorter ones.
WORDS = {
    "an image": "a picture",
    "image": "picture",
    "images": "pictures",
    "snippet": "item",
    "snippets": "items",
    "slug": "address",
    "slugs": "addresses",
    "locale": "language",
    "locales": "languages",
    "in moderation stage": "at the stage",
    "to moderation stage": "to the stage",
    "in moderation": "awaiting approval",
    "moderation": "approval",
    "validation errors": "mistakes",
}
#: What stands for a value, or is markup, is never touched.
_NOT_WORDS = r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>|\[[^\]]*\]"
_TRADE = re.compile(rf"({_NOT_WORDS})|\b({'|'.join(sorted(WORDS, key=len, reverse=True))})\b", re.IGNORECASE)


def in_our_words(sentence: str) -> str:
    """The sentence with each word of the trade exchanged; capital letters stay where they were."""

    def exchanged(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        ours = WORDS[found[2].lower()]
        return ours[0].upper() + ours[1:] if found[2][0].isupper() else ours

    return _TRADE.sub(exchanged, sentence)


def entries() -> Iterator[polib.POEntry]:
    """An entry for each sentence of Wagtail and wagtail-localize that has such a word, once."""
    seen = set()
    for package in (wagtail, wagtail_localize):
        for path in sorted(Path(package.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")):
            for entry in polib.pofile(str(path)):
                key = (entry.msgctxt, entry.msgid)
                ours = in_our_words(entry.msgid)
                several = in_our_words(entry.msgid_plural)
                if key in seen or entry.obsolete or (ours, several) == (entry.msgid, entry.msgid_plural):
                    continue
                seen.add(key)
                plural = {"msgstr_plural": {0: ours, 1: several}} if entry.msgid_plural else {"msgstr": ours}
                yield polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural, **plural)
