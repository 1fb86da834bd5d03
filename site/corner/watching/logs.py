"""Lines of the log: JSON in production, words in development, and in both nothing about people.

Our own code logs ids and kinds (`corner.failures`). Django, Wagtail and others quote what they failed on: addresses
with secret links, exceptions with names in them. So here an exception is written as the way to it, a request by the
pattern of its address, and e-mail addresses, queries and long secrets are cut out of all that others say.
"""

import logging
import re
from typing import Any

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

from corner import failures
from corner.watching import numbers, places

#: The one line for each request that was answered (`corner.watching.middleware`).
REQUESTS = "corner.requests"

#: The names of our own loggers begin so; what they say holds nothing about people, by rule and by test.
OURS = ("corner", "contacts", "library", "techniques", "casestudies", "events", "home", "search", "exchange")

_E_MAIL = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")
_QUERY = re.compile(r"\?\S+")
_SECRET = re.compile(r"(?=[\w.:=~-]*\d)[\w.:=~-]{20,}")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")

#: What a line may hold beside its words.
_KEPT = ("name", "levelno", "levelname", "created", "msecs", "exc_info", "process", "threadName", "funcName")
_OF_A_REQUEST = ("method", "path", "status", "ms")


def discreet(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of the record that holds nothing about people; other handlers keep theirs."""
    kept: dict[str, Any] = {name: getattr(record, name, None) for name in (*_KEPT, *_OF_A_REQUEST)}
    return logging.makeLogRecord({**kept, "msg": _words(record), "request_id": numbers.current()})


def _words(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        # "Not Found: /sign-ups/…": Django quotes the address, or what the visitor sent in a header.
        status = getattr(record, "status_code", 500)
        return f"{status} {places.method_of(request)} {places.path_of(request, max(status, 400))}"
    words = record.getMessage()
    for pattern in (_QUOTED, _E_MAIL, _QUERY, _SECRET):
        words = pattern.sub("[…]", words)
    return words


class _Discreet(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return super().format(discreet(record))

    def formatException(self, exc_info: Any) -> str:
        return failures.trace(exc_info[1]) if exc_info and exc_info[1] else ""


class Words(_Discreet):
    """For a person at a terminal."""


class Json(_Discreet, JsonFormatter):
    """One object a line, for whatever collects logs: time (UTC), level, logger, message, request_id and the rest."""

    def __init__(self) -> None:
        JsonFormatter.__init__(
            self,
            ["levelname", "name", "message", "request_id"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "trace"},
            timestamp="time",
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in log_data.items() if value not in (None, "")}
