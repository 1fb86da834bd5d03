"""What goes wrong with a backup, said to whoever runs the site."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from corner import failures
from corner.media import StoreAway


class BackupFailed(failures.Plain):
    """One sentence in plain words: what is the matter, and what to do. It names no person."""


@contextmanager
def said_plainly(where: str) -> Iterator[None]:
    """Turn what a disk says into BackupFailed; `where` is what could not be written or read."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise BackupFailed(f"The disk is full: {where} needs more room. Nothing was changed.") from error
        if isinstance(error, StoreAway):
            raise BackupFailed("The store of uploaded files is away: try again when it answers.") from error
        if isinstance(error, PermissionError):
            raise BackupFailed(f"This user may not read or write {where}.") from error
        raise
