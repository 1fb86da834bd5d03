"""Errors sent to whoever looks after the site (Sentry, GlitchTip, Bugsink …), when SENTRY_DSN says where.

A report is made anew out of what may leave, so that what a later version of the package collects stays here: where in
the code it failed, the kind of error, the view. No words of an error (`corner.failures` says why), no address, query,
form, cookie, header, user, variable, or trail of what came before.
"""

import logging
from collections.abc import Iterator
from typing import Any

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.utils import BadDsn, Dsn

from corner import failures

OF_A_REPORT = ("event_id", "timestamp", "level", "platform", "logger", "release", "environment", "sdk")
OF_A_FRAME = (
    *("filename", "abs_path", "function", "module", "lineno"),
    *("pre_context", "context_line", "post_context", "in_app"),
)
#: How a view is named by its code; every other way of naming it is by its address.
BY_CODE = ("component", "task", "custom")


def start(dsn: str) -> None:
    """Report from now on. Raises ImproperlyConfigured when it is no DSN; the message does not quote it."""
    try:
        Dsn(dsn)
    except (BadDsn, ValueError):
        raise ImproperlyConfigured(
            "SENTRY_DSN is not an address that errors can be reported to: copy it from your error tracker, as "
            "https://KEY@errors.example.org/1."
        ) from None
    sentry_sdk.init(
        dsn=dsn,
        before_send=only_what_may_leave,
        before_breadcrumb=lambda crumb, hint: None,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        server_name="",
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            DjangoIntegration(transaction_style="function_name", middleware_spans=False, signals_spans=False),
            LoggingIntegration(level=None, event_level=logging.ERROR),
            ExcepthookIntegration(),
            AtexitIntegration(callback=lambda pending, timeout: None),  # its own says on stderr that it waits
            DedupeIntegration(),
        ],
    )


def only_what_may_leave(event: Any, hint: dict[str, Any]) -> Any:
    """A report made anew; what is not named here stays here."""
    report = {name: event[name] for name in OF_A_REPORT if name in event}
    plain = _plain_words(hint)
    if values := event.get("exception", {}).get("values"):
        report["exception"] = {"values": [_exception(value, plain) for value in values]}
    if words := event.get("logentry", {}).get("message"):
        report["logentry"] = {"message": words}  # as it stands in the code, without what is filled in
    if event.get("transaction_info", {}).get("source") in BY_CODE:
        report["transaction"] = event.get("transaction", "")
        report["transaction_info"] = event["transaction_info"]
    if method := event.get("request", {}).get("method"):
        report["request"] = {"method": method}
    return report


def _exception(value: dict[str, Any], plain: dict[str, str]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or []
    kind = str(value.get("type"))
    return {
        "type": kind,
        "module": value.get("module"),
        "value": plain.get(kind, ""),
        "stacktrace": {"frames": [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]},
    }


def _plain_words(hint: dict[str, Any]) -> dict[str, str]:
    """By kind of error: the words of those whose words are our own and hold nothing about people."""
    error = (hint.get("exc_info") or (None, None, None))[1]
    return {type(one).__name__: failures.describe(one) for one in _chain(error) if isinstance(one, failures.Plain)}


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error with what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
