"""Pictures from before each was cleaned on its way in: the worker does it afterwards, one after the other."""

import logging
import os

from django.db import transaction

from corner import failures, jobs
from corner.media import StoreAway
from corner.models import Picture
from corner.picture_files import CleanFile, cleaned
from corner.pictures import store_away

logger = logging.getLogger(__name__)


def clean_old_pictures() -> None:
    """The worker's job. Ends quietly when the store cannot be reached, and goes on at its next turn."""
    is_over = jobs.turn()
    for picture in Picture.objects.filter(is_clean=False).order_by("pk").iterator():
        if is_over():
            return
        try:
            _clean(picture)
        except Exception as error:  # what decoders and stores raise is not to be listed
            if isinstance(store_away(error), StoreAway):
                logger.warning("Old pictures will be cleaned later: %s", failures.describe(error))
                return
            logger.error("Picture %s cannot be cleaned; look at it: %s", picture.pk, failures.describe(error))


def _clean(picture: Picture) -> None:
    """Write a clean file, let the picture know it, then delete the old one: whatever happens, one of them is there."""
    before = (picture.width, picture.height)
    storage, old = picture.file.storage, picture.file.name
    with storage.open(old) as file:
        clean = cleaned(file)
    with transaction.atomic():
        picture.file.save(os.path.basename(clean.name or old), clean, save=False)
        picture._set_image_file_metadata()
        _move_focal_point(picture, before, clean)
        picture.save()
        picture.renditions.all().delete()
        transaction.on_commit(lambda: storage.delete(old))


def _move_focal_point(picture: Picture, before: tuple[int, int], clean: CleanFile) -> None:
    """The part that staff marked, in the points of the smaller file. Of a picture that was turned it is forgotten."""
    if not picture.has_focal_point():
        return
    width, height = before
    by = clean.size_in_points[0] / width
    if abs(clean.size_in_points[1] - height * by) > 2:
        picture.set_focal_point(None)
        return
    for name in ("x", "y", "width", "height"):
        field = f"focal_point_{name}"
        setattr(picture, field, round(getattr(picture, field) * by))
