"""Pictures that staff upload: what is broken or enormous gets a clear message (safety.md 2).

Wagtail reads only the first bytes before it keeps a file. A picture that was cut short on its way then failed where it
was first shown, as an error page; one of 14 KB with 121 million points took 709 MB of memory.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageSequence
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

TOO_LARGE = _(
    "This picture is too large: %(width)s by %(height)s points. "
    "Make it smaller (2000 points wide is plenty) and choose it again."
)
DAMAGED = _(
    "This picture is damaged or incomplete. Open it on your computer to see if it is whole, save it again, "
    "and choose it once more."
)


class WholePictureField(WagtailImageField):
    """Wagtail's checks of name, kind and size; then the picture is read to its end."""

    def check_image_pixel_size(self, file: Any) -> None:
        """As Wagtail, by what the picture's first bytes say; the message gives width and height, which people know."""
        try:
            super().check_image_pixel_size(file)
        except ValidationError as error:
            width, height = file.image.get_size()
            size = {"width": width, "height": height}
            raise ValidationError(TOO_LARGE, code="file_too_many_pixels", params=size) from error

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            # Only now that its size is known: reading it all takes memory for every point.
            if file is not None:
                read_to_the_end(file)
        except ValidationError:
            raise
        except Exception as error:  # what decoders raise on hostile bytes is not to be listed
            raise ValidationError(DAMAGED, code="damaged") from error
        return file


def read_to_the_end(file: File) -> None:
    """Decode every frame of a picture; raises whatever Pillow raises when one is not whole. Rewinds the file."""
    file.seek(0)
    with Pillow.open(file) as picture:
        for frame in ImageSequence.Iterator(picture):
            frame.load()
    file.seek(0)


class ImageForm(BaseImageForm):
    """Every way to upload a picture in the admin uses this form (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):  # the form for a picture that is already there has none
            self.fields["file"] = WholePictureField(
                label=field.label, required=field.required, widget=field.widget, help_text=field.help_text
            )
