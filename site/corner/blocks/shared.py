"""Blocks whose value is a fact: the same in every language, never offered to translators."""

from typing import Any

from wagtail import blocks


class SharedCharBlock(blocks.CharBlock):
    """Text that is no word, such as a phone number. A translator's own number would be a wrong number."""

    def get_translatable_segments(self, value: Any) -> list:
        """wagtail-localize asks this: nothing here is to be translated."""
        return []
