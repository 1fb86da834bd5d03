"""Pictures that staff upload: what is broken or enormous gets a clear message (safety.md 2), the rest is made ready.

Wagtail's own field reads a picture before it counts its points: one of 14 KB with 121 million of them took 709 MB of
memory. And it raises, as an error page, what the decoders raise on a picture that was cut short on its way.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageSequence, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from corner.picture_consent import ConsentFields
from corner.picture_files import clean_once, is_read_in_steps, opened
from corner.upload_words import DESCRIPTION, MADE_SMALLER, TOO_HEAVY, TOO_HEAVY_FOR_US, WHAT_WE_TAKE

#: A photo that is read in steps never stands in memory at full size: 77 million points took 60 MB (docs/pictures.md).
MOST_POINTS_IN_STEPS = 80_000_000

TOO_LARGE = _(
    "This picture is too large: it has more than %(most)s million points. "
    "Make it smaller (2000 points wide is plenty) and choose it again."
)
DAMAGED = _(
    "This picture is damaged or incomplete. Open it on your computer to see if it is whole, save it again, "
    "and choose it once more."
)


def in_plain_numbers(size: int) -> str:
    """A number of bytes as people say it: "40 MB", not "40.0 MB"."""
    return str(filesizeformat(size)).replace(".0\xa0", "\xa0")


class WholePictureField(WagtailImageField):
    """Wagtail's field, which asks for a picture's size first, reads it to its end, and hands on a clean one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_upload_size_text = in_plain_numbers(self.max_upload_size)
        most = {"most": self.max_upload_size_text}
        self.help_text = str(WHAT_WE_TAKE) % most
        self.error_messages["file_too_large_unknown_size"] = str(TOO_HEAVY_FOR_US) % most

    def to_python(self, data: Any) -> Any:
        try:
            if isinstance(data, File) and data.name:
                data = self.made_ready(data)
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # what decoders raise on hostile bytes is not to be listed
            raise ValidationError(DAMAGED, code="damaged") from error

    def made_ready(self, file: File) -> File:
        """`file` clean and small (`corner.picture_files`). No picture at all is given back: Wagtail names the kinds."""
        self.check_image_file_size(file)
        try:
            with opened(file) as picture:
                self.refuse_the_enormous(picture)
                if not is_read_in_steps(picture):
                    read_to_the_end(picture)
            return clean_once(file)
        except Pillow.DecompressionBombError:
            raise self.too_large(self.max_image_pixels) from None
        except UnidentifiedImageError:
            return file
        finally:
            file.seek(0)

    def check_image_file_size(self, f: File) -> None:
        if f.size > self.max_upload_size:
            sizes = {"size": in_plain_numbers(f.size), "most": self.max_upload_size_text}
            raise ValidationError(TOO_HEAVY, code="file_too_large", params=sizes)

    def refuse_the_enormous(self, picture: Pillow.Image) -> None:
        """Raises ValidationError for too many points, by what the first bytes say: nothing is decoded."""
        in_steps = is_read_in_steps(picture)
        most = max(self.max_image_pixels, MOST_POINTS_IN_STEPS) if in_steps else self.max_image_pixels
        frames = 1 if in_steps else getattr(picture, "n_frames", 1)
        if picture.width * picture.height * frames > most:
            raise self.too_large(most)

    def too_large(self, most: int) -> ValidationError:
        return ValidationError(TOO_LARGE, code="file_too_many_pixels", params={"most": most // 1_000_000})


def read_to_the_end(picture: Pillow.Image) -> None:
    """Decode every frame of a picture; raises whatever Pillow raises when one is not whole."""
    for frame in ImageSequence.Iterator(picture):
        frame.load()


class ImageForm(ConsentFields, BaseImageForm):
    """Every way to upload or change a picture in the admin uses this form (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):  # the form for a picture that is already there may have none
            self.fields["file"] = WholePictureField(
                label=field.label, required=field.required, widget=field.widget, help_text=field.help_text
            )
        if "description" in self.fields:
            self.fields["description"].help_text = DESCRIPTION
        self.say_what_became_of_it()

    def say_what_became_of_it(self) -> None:
        """After an upload, in the form that asks for the rest: that it was made smaller."""
        came_as = getattr(self.instance, "came_as", None)
        if came_as is not None and came_as.was_made_smaller and "title" in self.fields:
            before, after = ("{} × {}".format(*size) for size in (came_as.sent_size, came_as.size_in_points))
            self.fields["title"].help_text = str(MADE_SMALLER) % {"before": before, "after": after}
