"""The home page."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from corner.languages.register import is_drafted
from corner.models import BasePage, NothingToReadFirst


class HomePage(NothingToReadFirst, BasePage):
    """One sentence of welcome, four doors round a table, what is on next, what changed, one case study, join."""

    welcome = models.CharField(
        _("welcome"), max_length=120, help_text=_("One sentence. It is the biggest on the page.")
    )
    strap = models.CharField(
        _("what this network is"), max_length=160, blank=True, help_text=_("It stands at the top of every page.")
    )
    pinned_event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event to show first"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the next three dates are shown."),
    )
    case_study = models.ForeignKey(
        "casestudies.CaseStudyPage",
        verbose_name=_("case study to show"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    quote = models.CharField(_("a sentence from the report"), max_length=200, blank=True)
    quote_source = models.CharField(_("where it is from"), max_length=120, blank=True)
    join_text = models.CharField(_("why to join"), max_length=280, blank=True)
    partners = ParentalManyToManyField(
        "contacts.OrganisationPage", verbose_name=_("partners"), blank=True, related_name="+"
    )
    footer_text = models.CharField(_("who started it"), max_length=280, blank=True)

    section = "s-events"
    picture_panel = None  # the table with its four doors stands there
    shared_fields = ("pinned_event", "case_study", "partners", "image_alt")
    basics = [FieldPanel("welcome"), FieldPanel("strap")]
    story = [
        FieldPanel("pinned_event"),
        FieldPanel("case_study", help_text=_("Empty: the newest one is shown.")),
        MultiFieldPanel(
            [
                FieldPanel("join_text", help_text=_("Why somebody should, such as: You decide what happens next.")),
                FieldPanel("quote", help_text=_("One sentence that says what this is about, word for word.")),
                FieldPanel("quote_source", help_text=_("Such as: Making Coproduction Meaningful, 2024.")),
            ],
            heading=_("Join"),
        ),
        FieldPanel("partners", help_text=_("Tick who is named on the home page.")),
        FieldPanel("footer_text", help_text=_("Stands at the foot of every page, such as: Begun in 2024 by …")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("welcome")]

    def clean_for_publishing(self) -> None:
        """A live home page switches its language on, so the site's own words must be there (languages.md)."""
        super().clean_for_publishing()
        if not is_drafted(self.locale.language_code):
            raise ValidationError(
                _(
                    "The buttons and messages of the site are not written in this language yet, so it cannot be "
                    "switched on. docs/languages-register.md says how to add them."
                )
            )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 20  # one a language

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.showing import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}
