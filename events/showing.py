"""What an event page shows."""

from typing import Any

from django.http import HttpRequest


def event_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    return {}
