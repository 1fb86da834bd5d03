"""Uploaded files: which of them anybody may fetch, and what is said when their store cannot be reached.

The store itself, when it is one across the network, is `corner.object_store`; `docs/media.md` is for who runs it.
"""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from corner import failures

logger = logging.getLogger(__name__)

YEAR = 365 * 24 * 60 * 60  # seconds
RETRY_AFTER = 60  # seconds


class StoreAway(OSError):
    """The store of uploaded files cannot be reached, or refuses."""


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def picture_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that a page shows, from this machine's disk. Its name changes with its content.

    Only `images/`: nobody needs originals, which may be older than our rules about them, and documents have a view of
    their own, which asks whether the reader may have them.
    """
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    except (OSError, SuspiciousFileOperation) as error:  # a name too long for the disk, a way out of the folder
        raise Http404 from error


class MediaFolder(FileSystemStorage):
    """Uploaded files on this machine's disk. One that could not be written to its end does not stay."""

    def _save(self, name: str, content: Any) -> str:
        path = self.path(name)
        was_there = os.path.exists(path)  # then Django takes another name, and this one is somebody else's
        try:
            return super()._save(name, content)  # type: ignore[misc]  # left out of stubs
        except OSError:
            if not was_there:
                with suppress(OSError):
                    os.remove(path)
            raise


class StoreAwayPage:
    """A download, or an upload of staff, while the store is away: a page that says so, and when to try again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_of_the_store(error):
            return None
        logger.error("The store of uploaded files is away: %s", failures.describe(error))
        response = render(request, "503.html", status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        response.headers["Cache-Control"] = "no-store"
        return response


def is_of_the_store(error: Exception) -> bool:
    """Whether it is StoreAway, or one of boto's own: told by name, since boto is loaded only where it is used."""
    return isinstance(error, StoreAway) or type(error).__module__.partition(".")[0] in ("boto3", "botocore")
