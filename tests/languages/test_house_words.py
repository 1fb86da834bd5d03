"""Staff read our words where Wagtail has its trade's: no "snippet", "slug" or "locale" (issue 6)."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from corner.languages import house_words

TRADE = re.compile(r"\b(images?|snippets?|slugs?|locales?|moderation|validation errors)\b", re.IGNORECASE)
VALUES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>")


@pytest.mark.parametrize(
    ("sentence", "ours"),
    [
        ("Add an image", "Add a picture"),
        ("Images", "Pictures"),
        ("An image was deleted", "A picture was deleted"),
        ("Switch locales", "Switch languages"),
        ("%(locales_count)s locales", "%(locales_count)s languages"),
        ('<a href="%(wagtailimages_add_image_url)s">slug</a>', '<a href="%(wagtailimages_add_image_url)s">address</a>'),
        ("{locale} is in moderation", "{locale} is awaiting approval"),
        ("Imagine a sluggish snippety locality", "Imagine a sluggish snippety locality"),
    ],
)
def test_words_are_exchanged_and_nothing_else(sentence, ours):
    assert house_words.in_our_words(sentence) == ours


def test_every_sentence_of_wagtail_keeps_its_values_and_loses_the_trade():
    found = list(house_words.entries())
    assert len(found) > 100
    for entry in found:
        pairs = [(entry.msgid, entry.msgstr or entry.msgstr_plural[0])]
        if entry.msgid_plural:
            pairs.append((entry.msgid_plural, entry.msgstr_plural[1]))
        for theirs, ours in pairs:
            assert VALUES.findall(theirs) == VALUES.findall(ours)
            assert not TRADE.search(VALUES.sub("", ours)), ours


def test_the_admin_says_our_words():
    with translation.override("en-gb"):
        assert gettext("Page/Snippet") == "Page/Item"
        assert ngettext("%(count)s image", "%(count)s images", 2) == "%(count)s pictures"


def test_a_sentence_of_our_own_goes_before():
    """Ours says that nothing was published, which exchanging words would not."""
    with translation.override("en-gb"):
        assert gettext(
            "New validation errors were found when publishing '{object}' in {locale}. Please fix them or click publish "
            "again to ignore these translations for now."
        ).startswith("Not published.")
