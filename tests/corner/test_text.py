"""What people type arrives without what nobody types, and otherwise as they typed it."""

import pytest
from django.utils import translation

from corner.text import clean_line, clean_text, ltr


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amina \t Hassan ", "Amina Hassan"),
        ("Amina\r\nBcc: everybody@example.org", "Amina Bcc: everybody@example.org"),
        ("Ami\x00na\x0b Hassan\x7f", "Amina Hassan"),
        ("\u202egnihtemos", "gnihtemos"),
        ("half a pair \ud800 here", "half a pair here"),
        ("two\u2028lines", "two lines"),
        ("", ""),
        ("\x00\x01", ""),
    ],
)
def test_a_line_is_one_line_of_visible_characters(typed, kept):
    assert clean_line(typed) == kept


def test_the_vertical_tab_that_broke_exports_is_a_line_end():
    assert clean_text("first\vsecond") == "first\nsecond"


@pytest.mark.parametrize("name", ["Zoë O’Neill", "می‌خواهم", "क्‍ष", "زينب", "李小龍", "👩‍👩‍👧", "\u200fرقم"])
def test_names_of_every_language_stay_as_they_are(name):
    """Persian and Hindi need the joiners, Arabic the right-to-left mark, families theirs."""
    assert clean_line(name) == name


def test_lines_and_empty_lines_of_a_longer_answer_stay():
    assert clean_text("I use a wheelchair.\r\n\r\nThank\tyou \r\n") == "I use a wheelchair.\n\nThank you"


def test_a_phone_number_keeps_its_order_in_an_arabic_sentence():
    assert ltr("023 8000 0000") == "023 8000 0000"
    with translation.override("ar"):
        assert ltr("023 8000 0000") == "\u2066023 8000 0000\u2069"
