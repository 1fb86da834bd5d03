"""Files that no row of the database names any more: of a picture that was deleted while its store was away, say.

What somebody wants erased is a file, too (design.md, rule 5), and Wagtail tries to delete it once.
"""

import logging
import os
from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

from corner import failures, jobs

logger = logging.getLogger(__name__)

#: Where Wagtail keeps originals, the smaller pictures made from them, and documents.
FOLDERS = ("original_images", "images", "documents")
#: A file is written before its row is; nothing takes a day between the two.
OLD_ENOUGH = timedelta(days=1)
#: More than this many, and more than one file in so many, were hardly lost one by one.
SURPRISING, ONE_IN = 50, 5


class SurprisinglyMany(failures.Plain):
    """So many files are named by no row that the database is probably not the one they belong to."""


def delete_lost_files() -> None:
    """The worker's job. Deletes nothing when it would be surprisingly much: after a half restore, say.

    Raises SurprisinglyMany. Ends with the store's own error when the store is away; it goes on at its next turn.
    """
    known, found = _known_files(), list(_stored_files())
    lost = [name for name in found if name not in known]
    if len(lost) > SURPRISING and len(lost) * ONE_IN > len(found):
        raise SurprisinglyMany(f"{len(lost)} of {len(found)} files belong to nothing; none was deleted. Look into it.")
    deleted = 0
    for name in lost:
        if jobs.stopping.is_set():
            return
        if default_storage.get_modified_time(name) < timezone.now() - OLD_ENOUGH:
            default_storage.delete(name)
            deleted += 1
    if deleted:
        logger.warning("Files that belonged to nothing any more were deleted: %d", deleted)


def _known_files() -> set[str]:
    """Every file that a row names, in any table."""
    fields = [
        field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, FileField)
    ]
    return {name for field in fields for name in field.model._base_manager.values_list(field.name, flat=True) if name}


def _stored_files() -> Iterator[str]:
    for folder in FOLDERS:
        try:
            _folders, names = default_storage.listdir(folder)
        except FileNotFoundError:
            continue  # nothing was uploaded yet
        yield from (os.path.join(folder, name) for name in names if name)
