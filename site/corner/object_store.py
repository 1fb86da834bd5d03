"""The store of uploaded files across the network, chosen by S3_BUCKET."""

import functools
from collections.abc import Callable
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from corner import failures
from corner.media import StoreAway


def _or_away(method: Callable) -> Callable:
    """boto's errors are no OSErrors, which is what Django and Wagtail are ready for."""

    @functools.wraps(method)
    def asked(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except (BotoCoreError, Boto3Error, ClientError) as error:
            raise StoreAway(failures.describe(error)) from error

    return asked


class MediaStore(S3Storage):
    """An S3-compatible store. Every failure to reach it is a StoreAway; a file that is not there, FileNotFoundError."""

    _open = _or_away(S3Storage._open)
    _save = _or_away(S3Storage._save)
    delete = _or_away(S3Storage.delete)
    exists = _or_away(S3Storage.exists)
    listdir = _or_away(S3Storage.listdir)
    size = _or_away(S3Storage.size)
    get_modified_time = _or_away(S3Storage.get_modified_time)
