"""Case studies: what people did, what was hard, and what changed."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from casestudies.blocks import FindingBlock, TechniqueUsedBlock
from corner.blocks.body import DocumentBlock
from corner.blocks.registry import body_blocks
from corner.blocks.rows import DatedUpdateBlock
from corner.fields import StreamField
from corner.models import BasePage, NothingToReadFirst
from corner.publishing import gathered
from library.routes import CitationRoutes
from techniques.models import Mode


class Stage(models.TextChoices):
    IDEA = "idea", _("Idea")
    LOOKING_FOR_HELP = "looking-for-help", _("Looking for help")
    UNDER_WAY = "under-way", _("Under way")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Finished")


class Impact(models.TextChoices):
    YES = "yes", _("Yes")
    NOT_YET = "not-yet", _("Not yet")
    NO = "no", _("No")
    NOT_SURE = "not-sure", _("Not sure")


class CaseStudyIndexPage(NothingToReadFirst, BasePage):
    """All case studies, with filters."""

    section = "s-cases"
    navigation = (2, _("Case studies"))
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["casestudies.CaseStudyPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of case studies")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from casestudies.listing import listing_context

        return {**super().get_context(request, *args, **kwargs), **listing_context(self, request)}

    def query_for_all_languages(self, request: HttpRequest) -> str:
        from casestudies.listing import Filters

        return Filters.of(request).query


class CaseStudyPage(CitationRoutes, BasePage):
    """One case study, kept up to date while it goes on. Its description is the page's intro."""

    stage = models.CharField(
        _("stage"),
        max_length=16,
        choices=Stage.choices,
        help_text=_("Where it is today. Change it here when it goes on."),
    )
    help_wanted = models.CharField(
        _("help wanted"),
        max_length=280,
        blank=True,
        help_text=_("For the stage “looking for help”: what readers could offer, such as time or a room."),
    )
    began = models.CharField(
        _("began"), max_length=40, blank=True, help_text=_("As exactly as you know, such as: July 2024.")
    )
    ended = models.CharField(_("ended"), max_length=40, blank=True, help_text=_("Empty while it goes on."))
    ongoing = models.BooleanField(
        _("goes on without an end"), default=False, help_text=_("Tick it where no end is planned.")
    )
    location = models.CharField(
        _("where"), max_length=160, blank=True, help_text=_("The place in words, such as: in two parks and a school.")
    )
    area = models.CharField(
        _("part of the city"), max_length=120, blank=True, help_text=_("Its name, such as: Sholing.")
    )
    purposes = models.CharField(
        _("what it was for"), max_length=280, blank=True, help_text=_("Such as: to make the park safer for girls.")
    )
    number_of_participants = models.PositiveIntegerField(_("how many people took part"), null=True, blank=True)
    who_took_part = models.TextField(
        _("who took part, and how they were found"),
        max_length=600,
        blank=True,
        help_text=_("Say who was missing, too. Name nobody who did not agree to it."),
    )
    mode = models.CharField(_("where people met"), max_length=12, choices=Mode.choices, blank=True)
    organisations = ParentalManyToManyField(
        "contacts.OrganisationPage",
        verbose_name=_("organisations"),
        blank=True,
        related_name="+",
        help_text=_("Who did it together."),
    )
    people = ParentalManyToManyField(
        "contacts.PersonPage",
        verbose_name=_("people to ask"),
        blank=True,
        related_name="+",
        help_text=_("Who answers questions of readers."),
    )
    funder = models.CharField(
        _("paid for by"), max_length=160, blank=True, help_text=_("Who gave the money. Write “nobody” if that is so.")
    )
    resources_shared = models.TextField(
        _("what was shared (money, food, rooms, time)"),
        max_length=600,
        blank=True,
        help_text=_("Who gave what, also what cost no money."),
    )

    what_happened = StreamField(
        body_blocks,
        verbose_name=_("what happened"),
        help_text=_("The story from its beginning, in short sentences. Begin with why people came together."),
    )
    turning_points = StreamField(
        body_blocks,
        verbose_name=_("turning points"),
        blank=True,
        help_text=_("When did it go another way, and what made it so?"),
    )
    what_was_hard = StreamField(
        body_blocks,
        verbose_name=_("what was hard"),
        blank=True,
        help_text=_("What did not work, and what you did then. Others learn most from this."),
    )
    what_was_learned = StreamField(
        body_blocks,
        verbose_name=_("what was learned"),
        blank=True,
        help_text=_("What would you do again, and what would you do in another way?"),
    )
    techniques_used = StreamField(
        [("technique", TechniqueUsedBlock())],
        verbose_name=_("techniques used"),
        blank=True,
        help_text=_("Each with how it went. The page of the technique then names this story."),
    )
    impact = models.CharField(
        _("did something change?"),
        max_length=8,
        choices=Impact.choices,
        help_text=_("“Not yet” and “not sure” are honest answers."),
    )
    evidence = StreamField(
        body_blocks,
        verbose_name=_("what changed, and how we know"),
        blank=True,
        help_text=_("Who saw the change, or where it can be read."),
    )
    evaluation = StreamField(
        [("document", DocumentBlock())],
        verbose_name=_("how it was checked"),
        blank=True,
        help_text=_("Reports and results to download. Nothing in them may name people who did not agree to it."),
    )
    updates = StreamField(
        [("update", DatedUpdateBlock())],
        verbose_name=_("updates"),
        blank=True,
        help_text=_("Add one whenever something happens; leave the old ones."),
    )
    came_before = ParentalManyToManyField(
        "casestudies.CaseStudyPage",
        verbose_name=_("came before"),
        blank=True,
        related_name="+",
        help_text=_("Work that this one builds on. That page then names this one."),
    )
    findings = StreamField(
        [("finding", FindingBlock())],
        verbose_name=_("what it says about the recommendations"),
        blank=True,
        help_text=_("Only what you saw. It is shown with the recommendation as evidence."),
    )
    use_this_to = models.CharField(
        _("use this to"), max_length=280, blank=True, help_text=_("Such as: ask your council for a bench.")
    )
    citation = models.TextField(
        _("how to cite it"), max_length=600, blank=True, help_text=_("Only if it should be cited in another way.")
    )

    card_template = "casestudies/parts/item.html"
    section = "s-cases"
    schema_type = "Article"
    shared_fields = (
        "stage",
        "began",
        "ended",
        "ongoing",
        "area",
        "number_of_participants",
        "mode",
        "organisations",
        "people",
        "impact",
        "came_before",
        "citation",
    )
    basics = [
        FieldPanel("stage"),
        FieldPanel("help_wanted"),
        FieldPanel("impact"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("began"), FieldPanel("ended")]),
                FieldPanel("ongoing"),
                FieldRowPanel([FieldPanel("location"), FieldPanel("area")]),
                FieldPanel("purposes"),
                FieldPanel("who_took_part"),
                FieldPanel("number_of_participants", help_text=_("A number, such as: 24. Empty: nothing is said.")),
                FieldPanel("mode", help_text=_("Empty: nothing is said about it.")),
                FieldPanel("funder"),
                FieldPanel("resources_shared"),
            ],
            heading=_("Where, when and who"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("organisations"), FieldPanel("people")],
            heading=_("Organisations and people"),
            classname="collapsed",
        ),
    ]
    story = [
        FieldPanel("what_happened"),
        MultiFieldPanel(
            [FieldPanel("turning_points"), FieldPanel("what_was_hard"), FieldPanel("what_was_learned")],
            heading=_("What was hard, and what was learned"),
            classname="collapsed",
        ),
        FieldPanel("techniques_used", classname="collapsed"),
    ]
    afterwards = [
        FieldPanel("evidence", classname="collapsed"),
        FieldPanel("evaluation", classname="collapsed"),
        FieldPanel("use_this_to", classname="collapsed"),
        FieldPanel("updates", classname="collapsed"),
        FieldPanel("findings", classname="collapsed"),
        FieldPanel("came_before", classname="collapsed"),
        FieldPanel("citation", classname="collapsed"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("location"),
        index.SearchField("what_happened"),
        index.SearchField("what_was_hard"),
        index.SearchField("what_was_learned"),
        index.SearchField("evidence"),
        index.FilterField("stage"),
    ]
    parent_page_types: ClassVar[list[str]] = ["casestudies.CaseStudyIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from casestudies.showing import case_study_context

        return {**super().get_context(request, *args, **kwargs), **case_study_context(self)}

    def preview_cards(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [{"case_study": self}]

    def clean_for_publishing(self) -> None:
        """What has an end does not go on without one."""
        errors: dict[str, Any] = {}
        with gathered(errors):
            super().clean_for_publishing()
        if self.ongoing and (self.ended or self.stage == Stage.FINISHED):
            errors["ongoing"] = _("This has an end. Untick “goes on without an end”, or take the end out.")
        if errors:
            raise ValidationError(errors)

    def said_about(self, target: Page) -> list[str | SafeString]:
        """How a technique went here, or what was found about a recommendation; empty when nothing was written."""
        from casestudies.evidence import said_about

        return said_about(self, target)
