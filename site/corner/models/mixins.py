"""Parts that a page class is put together from: each carries its own fields, panels and editor help."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from corner.blocks.easy_read import easy_read_blocks
from corner.fields import ChoicesField, StreamField


class ContentNote(models.TextChoices):
    """Hard topics that a reader may want to know about first. Short words; they stand before the content."""

    ABUSE = "abuse", _("Abuse or violence")
    DEATH = "death", _("Death and grief")
    DISCRIMINATION = "discrimination", _("Racism or other unfair treatment")
    HEALTH = "health", _("Illness or hospital")
    LOW_MOOD = "low-mood", _("Feeling very low")
    SUBSTANCES = "substances", _("Drugs or alcohol")
    TRAUMA = "trauma", _("Trauma")
    OTHER = "other", _("Something else that can be hard to read")


class PictureMixin(models.Model):
    """A picture at the top, with its alternative text on the page, never taken from the picture."""

    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without a picture, the page gets a pattern of its own."),
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("One short sentence for people who cannot see it."),
    )
    image_is_decoration = models.BooleanField(
        _("decoration only"), default=False, help_text=_("Tick if the picture adds nothing to the words.")
    )

    shared_fields: ClassVar[tuple[str, ...]] = ("image", "image_is_decoration")
    picture_panel: ClassVar[Panel | None] = MultiFieldPanel(
        [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_is_decoration")],
        heading=_("Picture"),
        classname="collapsed",
    )

    class Meta:
        abstract = True


class WaysToReadMixin(models.Model):
    """Easy read and listening: the same content for people who read little or not at all."""

    easy_read = StreamField(
        easy_read_blocks,
        verbose_name=_("easy read"),
        blank=True,
        help_text=_("One idea a line, 15 words at most, each with a picture."),
    )
    audio = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("listen"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A recording of this page (MP3). Nothing plays by itself."),
    )
    audio_transcript = models.TextField(
        _("what the recording says"), blank=True, help_text=_("Every word of it, so that nobody is left out.")
    )

    ways_to_read_panel: ClassVar[Panel | None] = MultiFieldPanel(
        [FieldPanel("easy_read"), FieldPanel("audio"), FieldPanel("audio_transcript")],
        heading=_("Easy read and listen"),
        classname="collapsed",
    )

    class Meta:
        abstract = True


class HardTopicsMixin(models.Model):
    """A content note before the content, and a quick exit where being seen reading could put somebody at risk."""

    content_notes = ChoicesField(
        _("hard topics"),
        options=ContentNote,
        help_text=_("Tick what this page speaks of. Readers see it before the content, and can turn back."),
    )
    content_note_text = models.CharField(
        _("about the hard topics"),
        max_length=280,
        blank=True,
        help_text=_("Say what the page does and does not describe. Example: It does not describe violence."),
    )
    quick_exit = models.BooleanField(
        _("show a quick exit"),
        default=False,
        help_text=_("Only where being seen reading this could put somebody at risk."),
    )

    shared_fields: ClassVar[tuple[str, ...]] = ("content_notes", "quick_exit")
    hard_topics_panel: ClassVar[Panel] = MultiFieldPanel(
        [FieldPanel("content_notes"), FieldPanel("content_note_text"), FieldPanel("quick_exit")],
        heading=_("Hard topics"),
        classname="collapsed",
    )

    class Meta:
        abstract = True

    @property
    def content_note_labels(self) -> list:
        """The names of the hard topics, in the language that is active."""
        field: Any = self._meta.get_field("content_notes")
        return field.labels(self.content_notes)


class NothingToReadFirst:
    """For lists and the home page: they name other pages, each with its own note of hard topics and its easy read.

    The fields are there, as on every page, but staff are not asked for what no reader would see. The quick exit works
    on every page.
    """

    hard_topics_panel: ClassVar[Panel] = FieldPanel("quick_exit")
    ways_to_read_panel: ClassVar[Panel | None] = None
    # Words without a place in the editor are offered to no translator.
    shared_fields: ClassVar[tuple[str, ...]] = ("content_note_text", "easy_read", "audio_transcript")


class ReviewMixin(models.Model):
    """When somebody last read the page with care, and when it is due again."""

    # Who looks after a page is Wagtail's own `owner`: whoever wrote it first, until staff hand it on. For staff only.
    last_reviewed = models.DateField(_("last checked"), null=True, blank=True)
    next_review = models.DateField(_("check again on"), null=True, blank=True)

    shared_fields: ClassVar[tuple[str, ...]] = ("last_reviewed", "next_review")
    review_panel = MultiFieldPanel(
        [
            FieldPanel(
                "owner",
                heading=_("Who looks after this page"),
                help_text=_("Whoever is to be asked about it in the team."),
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "last_reviewed", help_text=_("The day when somebody last read it and found that all is right.")
                    ),
                    FieldPanel(
                        "next_review",
                        help_text=_("From that day it stands under “To be checked”. Example: a year from now."),
                    ),
                ]
            ),
        ],
        heading=_("Checking"),
        classname="collapsed",
    )

    class Meta:
        abstract = True
