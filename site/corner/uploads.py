"""Pictures that staff upload: what is broken or enormous gets a clear message (safety.md 2).

Wagtail's own field reads a picture before it counts its points: one of 14 KB with 121 million of them took 709 MB of
memory. And it raises, as an error page, what the decoders raise on a picture that was cut short on its way.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageSequence, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

TOO_LARGE = _(
    "This picture is too large: it has more than %(most)s million points. "
    "Make it smaller (2000 points wide is plenty) and choose it again."
)
DAMAGED = _(
    "This picture is damaged or incomplete. Open it on your computer to see if it is whole, save it again, "
    "and choose it once more."
)


class WholePictureField(WagtailImageField):
    """Wagtail's field, which asks for a picture's size first and reads it to its end last."""

    def to_python(self, data: Any) -> Any:
        try:
            if isinstance(data, File):
                self.refuse_the_enormous(data)
            file = super().to_python(data)
            if file is not None:
                read_to_the_end(file)
        except ValidationError:
            raise
        except Exception as error:  # what decoders raise on hostile bytes is not to be listed
            raise ValidationError(DAMAGED, code="damaged") from error
        return file

    def refuse_the_enormous(self, file: File) -> None:
        """Raises ValidationError for too many points, by what the first bytes say: nothing is decoded."""
        try:
            picture = Pillow.open(file)
            points = picture.width * picture.height * getattr(picture, "n_frames", 1)
        except Pillow.DecompressionBombError:
            points = self.max_image_pixels + 1
        except UnidentifiedImageError:
            return  # no picture at all: Wagtail says so, and names the kinds that it takes
        finally:
            file.seek(0)
        if points > self.max_image_pixels:
            raise ValidationError(
                TOO_LARGE, code="file_too_many_pixels", params={"most": self.max_image_pixels // 1_000_000}
            )


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
