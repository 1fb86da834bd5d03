"""What search engines read about a page: schema.org as JSON-LD. Only what the page itself shows."""

from typing import Any

from django.utils.safestring import SafeString


def script(context: dict[str, Any]) -> SafeString | str:
    return ""
