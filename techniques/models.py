"""Techniques: ways to work together, step by step, that one can run tomorrow."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from corner.blocks.body import DocumentBlock
from corner.blocks.registry import body_blocks
from corner.blocks.rows import ProblemAndRemedyBlock, TimedStepBlock
from corner.fields import ChoicesField, StreamField
from corner.models import BasePage, NothingToReadFirst
from corner.publishing import gathered
from library.models import Licence


class Purpose(models.TextChoices):
    """What people want to do: the first filter of the index."""

    LISTEN = "listen", _("Hear everyone, quiet voices too")
    IDEAS = "ideas", _("Find ideas")
    DECIDE = "decide", _("Decide together")
    PLAN = "plan", _("Plan what happens next")
    REFLECT = "reflect", _("Learn from what happened")
    TRUST = "trust", _("Get to know each other")
    STUCK = "stuck", _("Help somebody who is stuck")


class Level(models.TextChoices):
    EASY = "easy", _("Easy start")
    PRACTICE = "practice", _("Some practice")
    SUPPORT = "support", _("Ask for support")


class Mode(models.TextChoices):
    FACE_TO_FACE = "face-to-face", _("Face to face")
    ONLINE = "online", _("Online")
    BOTH = "both", _("Face to face or online")


class TechniqueIndexPage(NothingToReadFirst, BasePage):
    """All techniques, with filters."""

    section = "s-techniques"
    navigation = (3, _("Techniques"))
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["techniques.TechniquePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of techniques")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from techniques.listing import listing_context

        return {**super().get_context(request, *args, **kwargs), **listing_context(self, request)}


class TechniquePage(BasePage):
    """One technique. Its description is the page's intro."""

    also_known_as = models.CharField(
        _("also known as"), max_length=160, blank=True, help_text=_("Other names that people may search for.")
    )
    makes_possible = models.CharField(
        _("what it makes possible"), max_length=280, help_text=_("Such as: Quiet people are heard first.")
    )
    purposes = ChoicesField(
        _("what it helps with"), options=Purpose, help_text=_("Readers narrow the list of techniques by this.")
    )
    when_to_use = models.TextField(
        _("when to use it"), max_length=600, blank=True, help_text=_("Such as: when people do not know each other yet.")
    )
    when_not_to_use = models.TextField(
        _("when not to use it"), max_length=600, blank=True, help_text=_("When it could do harm or waste time.")
    )
    minutes_to_prepare = models.PositiveSmallIntegerField(
        _("minutes to prepare"), null=True, help_text=_("For somebody who does it for the first time.")
    )
    minutes_in_all = models.PositiveSmallIntegerField(
        _("minutes in all"), null=True, help_text=_("With the breaks. The minutes of the steps have to add up to it.")
    )
    group_from = models.PositiveSmallIntegerField(_("smallest group"), null=True, blank=True)
    group_to = models.PositiveSmallIntegerField(_("largest group"), null=True, blank=True)
    level = models.CharField(
        _("level"), max_length=10, choices=Level.choices, help_text=_("How much the person who leads it must know.")
    )
    mode = models.CharField(_("where"), max_length=12, choices=Mode.choices)
    example_invitation = models.TextField(
        _("an example of an invitation"),
        max_length=600,
        blank=True,
        help_text=_("The question or sentence with which you ask people to begin."),
    )
    space = models.TextField(
        _("space"), max_length=400, blank=True, help_text=_("Such as: chairs in a circle, no tables.")
    )
    supplies = models.TextField(_("what you need"), max_length=400, blank=True, help_text=_("One thing a line."))
    roles = models.TextField(
        _("who does what"),
        max_length=400,
        blank=True,
        help_text=_("Such as: one host, one person who watches the time."),
    )
    steps = StreamField(
        [("step", TimedStepBlock())],
        verbose_name=_("steps"),
        help_text=_("Each with its minutes, so that somebody can run it tomorrow. Breaks are steps, too."),
    )
    quiet_option = models.TextField(
        _("a quiet way to take part"),
        max_length=600,
        help_text=_("How can somebody take part who does not want to talk?"),
    )
    access_tips = StreamField(
        body_blocks,
        verbose_name=_("access tips"),
        blank=True,
        help_text=_("What to change for people who see, hear, move, read or speak in another way."),
    )
    trauma_notes = models.TextField(
        _("for people who have lived through hard things"),
        max_length=600,
        blank=True,
        help_text=_("What could hurt here, and how people can stop or step out."),
    )
    tips = StreamField(
        body_blocks,
        verbose_name=_("tips"),
        blank=True,
        help_text=_("What you wish somebody had told you before the first time."),
    )
    what_can_go_wrong = StreamField(
        [("problem", ProblemAndRemedyBlock())],
        verbose_name=_("what can go wrong"),
        blank=True,
        help_text=_("Each with what helps then."),
    )
    goes_well_with = ParentalManyToManyField(
        "techniques.TechniquePage",
        verbose_name=_("goes well with"),
        blank=True,
        related_name="+",
        help_text=_("What to do before or after it. The other page then names this one, too."),
    )
    who_can_help = ParentalManyToManyField(
        "contacts.PersonPage",
        verbose_name=_("who can help"),
        blank=True,
        related_name="+",
        help_text=_("People who have done it. Empty: readers are sent to the network."),
    )
    sheets = StreamField(
        [("document", DocumentBlock())],
        verbose_name=_("sheets to download"),
        blank=True,
        help_text=_("Files for the day, such as cards to cut out. Readers see the kind and size of each."),
    )
    source = models.CharField(
        _("where it comes from"),
        max_length=280,
        blank=True,
        help_text=_("Leave empty if you do not know. The page then says: source not known, ask the network."),
    )
    source_url = models.URLField(_("web address of the source"), blank=True)
    source_licence = models.CharField(_("licence of the source"), max_length=20, choices=Licence.choices, blank=True)

    card_template = "techniques/parts/item.html"
    section = "s-techniques"
    schema_type = "HowTo"
    shared_fields = (
        "purposes",
        "minutes_to_prepare",
        "minutes_in_all",
        "group_from",
        "group_to",
        "level",
        "mode",
        "goes_well_with",
        "who_can_help",
        "source_url",
        "source_licence",
    )
    basics = [
        FieldPanel("makes_possible"),
        FieldPanel("purposes"),
        FieldRowPanel([FieldPanel("minutes_to_prepare"), FieldPanel("minutes_in_all")], heading=_("Time")),
        FieldRowPanel(
            [
                FieldPanel("group_from", help_text=_("With how many people it works, such as: 4. Empty: any number.")),
                FieldPanel("group_to", help_text=_("Such as: 30. Empty: no limit.")),
            ],
            heading=_("Group size"),
        ),
        FieldRowPanel(
            [FieldPanel("level"), FieldPanel("mode", help_text=_("Where it works well. Readers choose by it."))]
        ),
        FieldPanel("also_known_as", classname="collapsed"),
    ]
    access = [
        FieldPanel("quiet_option"),
        MultiFieldPanel(
            [FieldPanel("access_tips"), FieldPanel("trauma_notes")],
            heading=_("So that everybody can take part"),
            classname="collapsed",
        ),
    ]
    story = [
        FieldPanel("steps"),
        MultiFieldPanel(
            [FieldPanel("when_to_use"), FieldPanel("when_not_to_use")],
            heading=_("When to use it"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("space"), FieldPanel("supplies"), FieldPanel("roles"), FieldPanel("example_invitation")],
            heading=_("Before you begin"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("tips"), FieldPanel("what_can_go_wrong")],
            heading=_("Tips, and what can go wrong"),
            classname="collapsed",
        ),
        FieldPanel("sheets", classname="collapsed"),
    ]
    afterwards = [
        MultiFieldPanel(
            [FieldPanel("goes_well_with"), FieldPanel("who_can_help")],
            heading=_("What and who goes with it"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldPanel("source_url", help_text=_("Where it can be read, such as: https://example.org/circle")),
                FieldPanel("source_licence", help_text=_("If it is printed there. Empty: nothing is said about it.")),
            ],
            heading=_("Source"),
            classname="collapsed",
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("also_known_as"),
        index.SearchField("makes_possible"),
        index.SearchField("steps"),
        index.SearchField("quiet_option"),
        index.SearchField("tips"),
        index.FilterField("level"),
        index.FilterField("mode"),
        index.FilterField("minutes_in_all"),
    ]
    parent_page_types: ClassVar[list[str]] = ["techniques.TechniqueIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("technique")
        verbose_name_plural = _("techniques")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from techniques.showing import technique_context

        return {**super().get_context(request, *args, **kwargs), **technique_context(self, request)}

    def preview_cards(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [{"technique": self}]

    def query_for_all_languages(self, request: HttpRequest) -> str:
        from techniques.clock_times import StartForm

        return StartForm(request.GET).query

    @property
    def minutes_of_steps(self) -> int:
        """The minutes of all steps together."""
        return sum(step.value["minutes"] or 0 for step in self.steps)

    def clean_for_publishing(self) -> None:
        errors: dict[str, Any] = {}
        with gathered(errors):
            super().clean_for_publishing()
        # Refused although nothing is left out: somebody plans a session by these numbers, and books a room for them.
        if self.group_from and self.group_to and self.group_from > self.group_to:
            errors["group_to"] = _("The largest group cannot be smaller than the smallest group.")
        if self.minutes_in_all is not None and self.steps and self.minutes_of_steps != self.minutes_in_all:
            wanted = _("The steps add up to %(minutes)d minutes. Write that number, or change a step.")
            errors["minutes_in_all"] = wanted % {"minutes": self.minutes_of_steps}
        if errors:
            raise ValidationError(errors)
