"""Around every request: its number, one line in the log, and its place in the figures."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from corner.watching import figures, numbers, places
from corner.watching.logs import REQUESTS

logger = logging.getLogger(REQUESTS)

#: Asked every few seconds by machines; a line for each would hide all others.
NOT_LOGGED = {"health_live", "health_ready", "metrics"}


class Watched:
    """The outermost middleware. The line names no address in full, no query, no visitor and no browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with numbers.numbered(numbers.of_request(request)) as number:
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            method, status, name = places.method_of(request), response.status_code, places.name_of(request)
            figures.count_request(name, method, status, seconds)
            if name not in NOT_LOGGED or status >= 500:
                path = places.path_of(request, status)
                facts = {"method": method, "path": path, "status": status, "ms": round(seconds * 1000)}
                logger.info("%s %s %s", status, method, path, extra=facts)
        response.headers[numbers.HEADER] = number
        return response
