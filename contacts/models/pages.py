"""The contacts page, and a page for each person and organisation below it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from contacts import consent
from contacts.blocks import ReachBlock
from contacts.people import PersonManager
from contacts.routes import ContactRoutes
from corner.blocks.registry import body_blocks
from corner.fields import StreamField
from corner.models import BasePage, ConsentRecord
from corner.publishing import gathered


class ContactsPage(BasePage):
    """People A to Z, not by rank, and organisations."""

    body = StreamField(body_blocks, verbose_name=_("text"), blank=True)

    section = "s-people"
    navigation = (4, _("People"))
    title_panel = TitleFieldPanel(
        "title", placeholder=_("Title"), help_text=_("What the page is called, such as: People.")
    )
    story = [FieldPanel("body", help_text=_("Stands above the lists. Say who is shown here, and how to join."))]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["contacts.PersonPage", "contacts.OrganisationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contacts page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from contacts.listing import contacts_context

        return {**super().get_context(request, *args, **kwargs), **contacts_context(self)}


class OrganisationPage(ContactRoutes, BasePage):
    """A group, charity, council or university of the network."""

    class Sector(models.TextChoices):
        COMMUNITY = "community", _("Community group or charity")
        COUNCIL = "council", _("Council")
        HEALTH = "health", _("Health service")
        UNIVERSITY = "university", _("University")
        BUSINESS = "business", _("Business or social enterprise")
        NETWORK = "network", _("Network")

    sector = models.CharField(_("kind of organisation"), max_length=12, choices=Sector.choices)
    description = StreamField(body_blocks, verbose_name=_("about"), blank=True)
    area = models.CharField(_("where it works"), max_length=120, blank=True)
    can_help_with = models.CharField(_("can help with"), max_length=280, blank=True)
    website = models.URLField(_("website"), blank=True)
    reach = StreamField([("reach", ReachBlock())], verbose_name=_("ways to reach it"), blank=True)
    named_in = models.CharField(
        _("named in"), max_length=200, blank=True, help_text=_("Where the name comes from, such as: the 2024 report.")
    )
    is_sample = models.BooleanField(_("sample entry"), default=False)

    section = "s-people"
    schema_type = "Organization"
    shared_fields = ("sector", "website", "area", "reach", "is_sample")
    title_panel = TitleFieldPanel("title", placeholder=_("Title"), help_text=_("Its name, as it writes it itself."))
    basics = [
        FieldPanel("sector", help_text=_("What fits best. Readers see it beside the name.")),
        FieldPanel("can_help_with", help_text=_("Such as: rooms, printing, people who speak Polish.")),
        FieldPanel("area", help_text=_("The part of the city, such as: Sholing. Or: all of Southampton.")),
        FieldPanel("website", help_text=_("The whole address, such as: https://example.org")),
        FieldPanel("named_in", classname="collapsed"),
    ]
    story = [
        FieldPanel("description", help_text=_("What it does and for whom, in a few sentences.")),
        FieldPanel("reach", help_text=_("A phone number, an address or the like, as it wants to be reached.")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("description"),
        index.SearchField("can_help_with"),
        index.FilterField("sector"),
    ]
    parent_page_types: ClassVar[list[str]] = ["contacts.ContactsPage"]
    subpage_types: ClassVar[list[str]] = []

    card_template = "contacts/parts/organisation.html"

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def preview_cards(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [{"organisation": self}]


class PersonPage(ContactRoutes, BasePage):
    """Somebody of the network. The title is their name, as they want it."""

    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    role = models.CharField(_("role"), max_length=160, blank=True)
    organisations = ParentalManyToManyField(
        "contacts.OrganisationPage", verbose_name=_("organisations"), blank=True, related_name="+"
    )
    can_help_with = models.CharField(
        _("can help with"),
        max_length=280,
        blank=True,
        help_text=_("In their own words, such as: hosting, parks, forms."),
    )
    languages_spoken = models.CharField(_("languages spoken"), max_length=160, blank=True)
    reach = StreamField([("reach", ReachBlock())], verbose_name=_("ways to reach them"), blank=True)
    expected_reply = models.CharField(
        _("when they answer"), max_length=160, blank=True, help_text=_("Such as: within a week.")
    )

    objects: ClassVar[PageManager] = PersonManager()

    section = "s-people"
    schema_type = "Person"
    shared_fields = ("pronouns", "organisations", "languages_spoken", "reach")
    title_panel = TitleFieldPanel(
        "title", placeholder=_("Title"), help_text=_("Their name, as they want it, such as: Amina Khan.")
    )
    basics = [
        FieldPanel("role", help_text=_("What they do, such as: hosts the board games evening.")),
        FieldPanel("pronouns", help_text=_("If they want them shown, such as: she/her.")),
        FieldPanel("organisations", help_text=_("Where they work or help. Tick all that fit.")),
        FieldPanel("can_help_with"),
        FieldPanel("languages_spoken", help_text=_("Such as: English, Polish, a little Arabic.")),
    ]
    story = [
        MultiFieldPanel(
            [
                FieldPanel("reach", help_text=_("Only what they want to be public. Example: Phone, mornings.")),
                FieldPanel("expected_reply"),
            ],
            heading=_("How to reach them"),
        )
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("role"),
        index.SearchField("can_help_with"),
        index.SearchField("languages_spoken"),
    ]
    parent_page_types: ClassVar[list[str]] = ["contacts.ContactsPage"]
    subpage_types: ClassVar[list[str]] = []

    card_template = "contacts/parts/person.html"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def preview_cards(self, request: HttpRequest) -> list[dict[str, Any]]:
        from contacts.showing import card_of_draft

        return [card_of_draft(self)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from contacts.showing import person_context

        return {**super().get_context(request, *args, **kwargs), **person_context(self)}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page's own address leads nowhere while the person may not be shown. Raises Http404.

        A preview does not come this way: staff see the draft of somebody whose consent they still ask for.
        """
        if self.basis() is None:
            raise Http404
        return super().route(request, path_components)

    def basis(self) -> ConsentRecord | None:
        """Why this person may be shown: the newest consent that still stands, for all languages of the page."""
        return ConsentRecord.objects.filter(subject_key=self.translation_key, withdrawn_on=None).first()

    def clean_for_publishing(self) -> None:
        errors: dict[str, Any] = {}
        with gathered(errors):
            super().clean_for_publishing()
        if self.basis() is None:
            # At the name, because Wagtail escapes the link in an error that belongs to no field.
            errors["title"] = consent.basis_missing(self)
        if errors:
            raise ValidationError(errors)
