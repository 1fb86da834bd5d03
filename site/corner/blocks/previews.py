"""What a block that shows something stored is previewed with: the newest picture, recording, file or page there is."""

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page


def newest_picture() -> int | None:
    return _newest(get_image_model())


def newest_file(ending: str = "") -> int | None:
    """A file whose name ends like this, such as ".mp3"."""
    return _newest(get_document_model(), file__iendswith=ending)


def newest_page(model: type[Page] = Page) -> int | None:
    """Of one page type, or of any."""
    return _newest(model, live=True, depth__gt=2)


def _newest(model: type[Model], **wanted: object) -> int | None:
    """Its key, as StreamField data holds it; None on a site that has none yet, whose preview then shows the rest."""
    return model._default_manager.filter(**wanted).order_by("-pk").values_list("pk", flat=True).first()
