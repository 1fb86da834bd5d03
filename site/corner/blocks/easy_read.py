"""Easy read: a picture, then one idea in one line."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class EasyReadLineBlock(blocks.StructBlock):
    picture = ImageChooserBlock(required=False, label=_("Picture"))
    line = blocks.CharBlock(max_length=120, label=_("One idea, 15 words at most"))

    class Meta:
        icon = "view"
        label = _("Line")
        template = "blocks/easy_read_line.html"
        description = _("A picture before the words, one idea a line.")
        preview_value = {"line": "We meet on Tuesdays."}


def easy_read_blocks() -> list[tuple[str, blocks.Block]]:
    return [("line", EasyReadLineBlock())]
