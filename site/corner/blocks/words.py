"""Text with bold, links and lists."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.rich_text import RichText, get_text_for_indexing

FEATURES = ["bold", "link", "document-link", "ul", "ol"]


class WordsBlock(blocks.RichTextBlock):
    """Where words are required, an empty paragraph is not enough.

    The editor leaves `<p></p>` behind, which Wagtail takes for text; a page that tells nothing could go live.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FEATURES, **kwargs)

    def clean(self, value: RichText) -> RichText:
        cleaned = super().clean(value)
        if self.required and not get_text_for_indexing(cleaned.source).strip():
            raise ValidationError(self.field.error_messages["required"], code="required")
        return cleaned
