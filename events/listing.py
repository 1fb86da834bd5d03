"""What the list of events shows."""

from typing import Any

from django.http import HttpRequest


def listing_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    return {}
