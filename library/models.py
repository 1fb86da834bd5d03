"""Information pages, recommendations and resources."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.search import index

from corner.blocks.registry import body_blocks
from corner.blocks.rows import ForAudienceBlock
from corner.fields import StreamField
from corner.models import BasePage
from library.routes import CitationRoutes
from library.self_check import SelfCheckBlock


class InformationPage(BasePage):
    """Plain text pages: about, ethics, how we work together, privacy, accessibility, join."""

    class Purpose(models.TextChoices):
        ABOUT = "about", _("About us")
        ETHICS = "ethics", _("Ethics")
        WORKING_TOGETHER = "working-together", _("How we work together")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        JOIN = "join", _("Join")
        OTHER = "other", _("Something else")

    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose.choices, default=Purpose.OTHER)
    is_template = models.BooleanField(
        _("this text is a template"),
        default=False,
        help_text=_("Readers see a notice. Untick when the right people have read and changed it."),
    )
    body = StreamField(body_blocks, verbose_name=_("text"))

    section = "s-people"
    shared_fields = ("purpose", "is_template")
    basics = [
        FieldPanel(
            "purpose",
            help_text=_("The site links to some pages by it, such as the privacy page from every form."),
        ),
        FieldPanel("is_template"),
    ]
    story = [FieldPanel("body", help_text=_("What the page says. Begin with what most readers come for."))]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "library.InformationPage"]
    subpage_types: ClassVar[list[str]] = [
        "library.InformationPage",
        "library.RecommendationsPage",
        "library.ResourcePage",
        "events.AgreementsPage",
    ]

    class Meta:
        verbose_name = _("information page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from library.showing import information_context

        return {**super().get_context(request, *args, **kwargs), **information_context(self)}


class RecommendationsPage(BasePage):
    """The report's recommendations, in their order."""

    body = StreamField(body_blocks, verbose_name=_("text"), blank=True)

    story = [FieldPanel("body", help_text=_("Stands above the list. Say where the recommendations come from."))]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "library.InformationPage"]
    subpage_types: ClassVar[list[str]] = ["library.RecommendationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("recommendations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from library.showing import recommendations_context

        return {**super().get_context(request, *args, **kwargs), **recommendations_context(self)}


class RecommendationPage(BasePage):
    """One recommendation, and what has become of it. Its short text is the page's intro."""

    class Status(models.TextChoices):
        """How far the network has come with it."""

        NOT_BEGUN = "not-begun", _("Not begun yet")
        UNDER_WAY = "under-way", _("Under way")
        DONE = "done", _("Done")

    number = models.PositiveSmallIntegerField(_("number"), null=True)
    status = models.CharField(
        _("how far we are"),
        max_length=10,
        choices=Status.choices,
        blank=True,
        help_text=_("Empty: nothing is said about it."),
    )
    body = StreamField(body_blocks, verbose_name=_("in full"))
    what_you_can_do = StreamField([("for_audience", ForAudienceBlock())], verbose_name=_("what you can do"), blank=True)
    self_check = StreamField(
        [("statement", SelfCheckBlock())],
        verbose_name=_("check yourself"),
        blank=True,
        help_text=_(
            "Three to six short statements. Readers answer yes, partly or not yet, for themselves: "
            "the answers stay in their browser or on their paper."
        ),
    )
    learning = StreamField(body_blocks, verbose_name=_("what we have learned since"), blank=True)

    shared_fields = ("number", "status")
    basics = [
        FieldPanel("number", help_text=_("As in the report, such as: 3. The list is in this order.")),
        FieldPanel("status"),
    ]
    story = [
        FieldPanel("body", help_text=_("The whole recommendation, and why it matters.")),
        FieldPanel(
            "what_you_can_do",
            classname="collapsed",
            help_text=_("For each group of readers one or two things to do. Example: If you run a project: ask early."),
        ),
        FieldPanel("self_check", classname="collapsed"),
        FieldPanel(
            "learning",
            classname="collapsed",
            help_text=_("What happened since the report. Example: Two groups tried it, and it took longer."),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("what_you_can_do"),
        index.SearchField("self_check"),
        index.FilterField("number"),
    ]
    parent_page_types: ClassVar[list[str]] = ["library.RecommendationsPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from library.showing import recommendation_context

        return {**super().get_context(request, *args, **kwargs), **recommendation_context(self)}


class Licence(models.TextChoices):
    """Licences a work may carry; the value is the SPDX identifier."""

    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"
    OTHER = "other", _("All rights reserved, or see the source")

    @property
    def url(self) -> str:
        """The licence's own page; empty where there is none."""
        if self is Licence.OTHER:
            return ""
        if self is Licence.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        return (
            f"https://creativecommons.org/licenses/{self.value.removeprefix('CC-').removesuffix('-4.0').lower()}/4.0/"
        )


class ResourcePage(CitationRoutes, BasePage):
    """A report, toolkit or paper, as a page that can be read, cited and downloaded."""

    authors = models.CharField(_("authors"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    published_on = models.CharField(
        _("date of publication"), max_length=40, blank=True, help_text=_("As it is printed, such as: September 2024.")
    )
    doi = models.CharField(_("DOI"), max_length=120, blank=True, help_text=_("As it is printed. It is shown as text."))
    version = models.CharField(_("version"), max_length=60, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices)
    citation = models.TextField(_("how to cite it"), max_length=600)
    faults = models.TextField(
        _("known faults of the source"),
        max_length=1000,
        blank=True,
        help_text=_("One a line. We flag them, not mend them."),
    )
    body = StreamField(body_blocks, verbose_name=_("text"))
    original = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    original_label = models.CharField(
        _("what the file is"), max_length=120, blank=True, help_text=_("Such as: text extract of the report.")
    )
    speaks_to = ParentalManyToManyField(
        "library.RecommendationPage", verbose_name=_("recommendations it speaks to"), blank=True, related_name="+"
    )

    schema_type = "CreativeWork"
    shared_fields = (
        "authors",
        "publisher",
        "published_on",
        "doi",
        "version",
        "licence",
        "citation",
        "original",
        "speaks_to",
    )
    basics = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "licence", help_text=_("What others may do with it. It is printed in most reports, near the front.")
                ),
                FieldPanel(
                    "citation",
                    help_text=_("As in a list of sources, such as: Khan, A. (2024). Tea in the park. Southampton."),
                ),
            ],
            heading=_("Licence and citation"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("authors", help_text=_("As they are printed, such as: Amina Khan and Ola Nowak.")),
                FieldPanel("publisher", help_text=_("Who brought it out, such as: University of Southampton.")),
                FieldPanel("published_on"),
                FieldPanel("version", help_text=_("If there are several, such as: second edition.")),
                FieldPanel("doi"),
            ],
            heading=_("About the source"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("original", help_text=_("The report itself, to download. PDF is best.")),
                FieldPanel("original_label"),
            ],
            heading=_("File"),
            classname="collapsed",
        ),
        FieldPanel("faults", classname="collapsed"),
    ]
    story = [
        FieldPanel("body", help_text=_("The text, so that nobody has to open a file to read it.")),
        FieldPanel(
            "speaks_to",
            classname="collapsed",
            help_text=_("Tick the recommendations that it says something about. Their pages then name it."),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("authors")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "library.InformationPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from library.showing import resource_context

        return {**super().get_context(request, *args, **kwargs), **resource_context(self, request)}

    @property
    def licence_url(self) -> str:
        """Where the licence can be read; empty for "all rights reserved"."""
        return Licence(self.licence).url if self.licence else ""
