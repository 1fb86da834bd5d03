"""Pictures: Wagtail's, and what a network of people needs besides (docs/pictures.md)."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, WagtailImageFieldFile
from wagtail.images.models import get_upload_to as upload_to

from corner.models.records import ConsentRecord
from corner.picture_files import clean_once


class ShowsPeople(models.TextChoices):
    """Whether somebody has to be asked before a picture may be shown."""

    NOBODY = "nobody", _("Nobody")
    NOT_RECOGNISABLE = "not-recognisable", _("People, but nobody could tell who they are")
    RECOGNISABLE = "recognisable", _("People who can be recognised")


class CleanFieldFile(WagtailImageFieldFile):
    """Whatever way a picture comes, what is written into the store is clean."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        clean = clean_once(content)
        self.instance.is_clean = True
        self.instance.came_as = clean
        super().save(clean.name or name, clean, save)


class PictureField(WagtailImageField):
    attr_class = CleanFieldFile


class Picture(AbstractImage):
    """A picture in the library. What it shows is said in `description`; a page may say it in other words."""

    file = PictureField(verbose_name=_("file"), upload_to=upload_to, width_field="width", height_field="height")
    shows_people = models.CharField(
        _("who can be seen in it"),
        max_length=16,
        choices=ShowsPeople.choices,
        blank=True,
        help_text=_("A face, a tattoo or a name badge is enough to recognise somebody."),
    )
    is_decoration = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("Tick if it adds nothing to words, such as a pattern. Then it needs no description."),
    )
    credit = models.CharField(
        _("who made it"),
        max_length=160,
        blank=True,
        help_text=_(
            "And where it comes from, if not from us. Readers see it. Example: Photo: Solent Voices, CC BY 4.0"
        ),
    )
    #: What a ConsentRecord calls it. Consent is never a field of what it is about (design.md, rule 10).
    consent_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: People can be recognised, and no consent stands (any more): no reader is shown it. Kept here so that a page asks
    #: nothing more.
    is_withheld = models.BooleanField(default=False, editable=False)
    #: Whether the file that is kept has been through `corner.picture_files`. Older ones are made so by the worker.
    is_clean = models.BooleanField(default=False, editable=False)

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "description",
        "is_decoration",
        "shows_people",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        # Rights are those of Wagtail's own model, whatever model is in use (wagtail/images/permissions.py).
        default_permissions = ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            # Before anything is written: width and height are those of what is kept.
            self.file = clean_once(self.file.file)  # type: ignore[assignment]
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """What editors are offered where they use it. Never the title: that is often a file's name."""
        return self.description

    def consents(self) -> models.QuerySet[ConsentRecord]:
        """What the people in it agreed to, the newest first; withdrawn ones too."""
        return ConsentRecord.objects.filter(subject_key=self.consent_key)


class PictureRendition(AbstractRendition):
    """A smaller file of a picture, which pages show."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_file_of_a_kind_of_a_picture"
            )
        ]
