"""Pictures in pages: a rendition as `<img>`, and never the reason for a page to fail (design.md, rule 6)."""

import logging
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

logger = logging.getLogger(__name__)

LAZY = mark_safe(' loading="lazy" decoding="async"')  # noqa: S308  no input


def rendition_of(image: Any, size: str) -> Any | None:
    """The picture at a size such as "width-960"; None when the file or its store cannot be had."""
    if image is None:
        return None
    try:
        return image.get_rendition(size)
    except Exception:  # what a store raises has no common name; the page goes on without the picture
        logger.exception("picture %s cannot be shown", image.pk)
        return None


def picture(image: Any, size: str, alt: str = "", lazy: bool = True, classes: str = "") -> SafeString | str:
    """The `<img>` of `image`; an empty string when it cannot be had."""
    found = rendition_of(image, size)
    if found is None:
        return ""
    return format_html(
        '<img{} src="{}" alt="{}" width="{}" height="{}"{}>',
        format_html(' class="{}"', classes) if classes else "",
        found.url,
        alt,
        found.width,
        found.height,
        LAZY if lazy else "",
    )
