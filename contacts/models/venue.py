"""Venues: entered once, used by many events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from corner.fields import AnswerField, DetailsField


class Venue(TranslatableMixin, index.Indexed, models.Model):
    """A place. Its address is shared by all languages; directions and access notes are translated."""

    name = models.CharField(_("name"), max_length=120)
    address = models.TextField(_("address"), max_length=400, help_text=_("One line each: street, part of the city."))
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    directions = models.TextField(
        _("how to get there"), max_length=1500, blank=True, help_text=_("One way a line, such as: By bus: get off at …")
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)

    bus = models.CharField(
        _("bus"), max_length=160, blank=True, help_text=_("Numbers and the stop, such as: 3, 7 and 11 to Civic Centre.")
    )

    step_free = AnswerField(_("step-free"), blank=True)
    step_free_details = DetailsField(_("step-free: details"))
    accessible_toilet = AnswerField(_("accessible toilet"), blank=True)
    accessible_toilet_details = DetailsField(_("accessible toilet: details"))
    hearing_loop = AnswerField(_("hearing loop"), blank=True)
    hearing_loop_details = DetailsField(_("hearing loop: details"))
    parking = AnswerField(_("parking"), blank=True)
    parking_details = DetailsField(_("parking: details"))

    shared_fields = (
        "name",
        "address",
        "postcode",
        "bus",
        "picture",
        "step_free",
        "accessible_toilet",
        "hearing_loop",
        "parking",
    )
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in shared_fields]

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("name", "address", "postcode", "bus", "directions")],
            heading=_("The place"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(field)
                for name in ("step_free", "accessible_toilet", "hearing_loop", "parking")
                for field in (name, f"{name}_details")
            ],
            heading=_("What the place is like"),
        ),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture"), classname="collapsed"
        ),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
