"""Event pages: the words that people read, and the date rows that staff type."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Orderable
from wagtail.search import index

from corner.admin.advice_rules import LEAVES_TOO_SOON, NO_HOST, Rule
from corner.admin.folded import FoldedPanel
from corner.blocks.registry import body_blocks
from corner.blocks.rows import ProgrammeLineBlock
from corner.fields import AnswerField, DetailsField, StreamField
from corner.models import BasePage, NothingToReadFirst
from corner.publishing import gathered
from events.admin.answer_help import ANSWERS, DETAILS
from events.admin.repeated_dates import repeat_panel
from events.date_rows import DatesPanel
from events.forms_admin import EventPageForm
from events.models.occasion import Occasion, Places
from events.questions import QUESTION_BLOCKS, StatementBlock
from events.reminder_days import ReminderDaysField
from events.routes import CalendarRoutes, SignUpRoutes


class EventIndexPage(NothingToReadFirst, CalendarRoutes, BasePage):
    """What's on: the dates to come, with filters, and what is over."""

    section = "s-events"
    navigation = (1, _("What’s on"))
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.listing import listing_context

        return {**super().get_context(request, *args, **kwargs), **listing_context(self, request)}

    def query_for_all_languages(self, request: HttpRequest) -> str:
        from events.wanted import Wanted

        return Wanted.from_request(request).address()


def answer_panels(*names: str) -> list[Panel]:
    """An answer and its details, side by side, for each name."""
    return [
        FieldRowPanel(
            [
                FieldPanel(name, help_text=ANSWERS.get(name, "")),
                FieldPanel(f"{name}_details", help_text=DETAILS[name]),
            ]
        )
        for name in names
    ]


class EventPage(SignUpRoutes, BasePage):  # type: ignore[django-manager-missing]
    """What people read about an event. Dates, places and status are shown from Occasions, never from this page."""

    class Kind(models.TextChoices):
        CONVERSATION = "conversation", _("Conversation")
        WORKSHOP = "workshop", _("Workshop")
        TRAINING = "training", _("Training")
        SOCIAL = "social", _("Social")
        SHOWCASE = "showcase", _("Showcase")

    class Mode(models.TextChoices):
        IN_PERSON = "in-person", _("In person")
        ONLINE = "online", _("Online")
        BOTH = "both", _("In person and online")

    class SignUpKind(models.TextChoices):
        HERE = "here", _("On this site")
        ELSEWHERE = "elsewhere", _("On another website")
        CALL_US = "call-us", _("By phone or e-mail")
        NONE = "none", _("Nobody has to sign up")

    kind = models.CharField(_("kind of event"), max_length=12, choices=Kind.choices, default=Kind.CONVERSATION)
    mode = models.CharField(
        _("how people join"),
        max_length=9,
        choices=Mode.choices,
        help_text=_("For people who join online, write the link later, in the list of sign-ups. Never on this page."),
    )
    responsible_organisation = models.ForeignKey(
        "contacts.OrganisationPage",
        verbose_name=_("responsible organisation"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("It looks after the list of people who sign up. Only its staff see that list."),
    )
    organisations = ParentalManyToManyField(
        "contacts.OrganisationPage",
        verbose_name=_("other organisations"),
        blank=True,
        related_name="+",
        help_text=_("Who holds it together with the responsible organisation."),
    )
    venue = models.ForeignKey(
        "contacts.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Not in the list? Write it down there, once. Empty: the page says “not known yet”."),
    )
    hosts = ParentalManyToManyField(
        "contacts.PersonPage",
        verbose_name=_("hosts"),
        blank=True,
        related_name="+",
        help_text=_("Readers are told to ask the first of them when something is not known yet."),
    )
    techniques = ParentalManyToManyField(
        "techniques.TechniquePage",
        verbose_name=_("techniques"),
        blank=True,
        related_name="+",
        help_text=_("What you will use, so that people can read about it first."),
    )
    who_it_is_for = models.CharField(
        _("who it is for"), max_length=280, blank=True, help_text=_("Such as: Everybody who lives near the park.")
    )
    who_will_be_there = StreamField(
        body_blocks,
        verbose_name=_("who will be there, and who is paid to be"),
        blank=True,
        help_text=_("Say who is there for their job, so that nobody has to guess."),
    )
    what_to_expect = StreamField(
        [("line", ProgrammeLineBlock())],
        verbose_name=_("what will happen"),
        help_text=_("The parts of the day in their order, with the breaks."),
    )
    breaks = models.CharField(
        _("breaks"),
        max_length=280,
        blank=True,
        help_text=_("Such as: A break every 40 minutes. You can leave any time."),
    )

    calm_space = AnswerField(
        _("calm space"), help_text=_("A room or a corner to rest in. “Not sure yet” is an honest answer.")
    )
    calm_space_details = DetailsField(_("calm space: details"))
    quiet_activity = AnswerField(
        _("quiet activity"), blank=True, help_text=_("Something to do for people who do not want to talk.")
    )
    quiet_activity_details = DetailsField(_("quiet activity: details"))
    step_free = AnswerField(_("step-free"), blank=True, help_text=_("Leave empty to show what the venue says."))
    step_free_details = DetailsField(_("step-free: details"))
    hearing_loop = AnswerField(_("hearing loop"), blank=True, help_text=_("Leave empty to show what the venue says."))
    hearing_loop_details = DetailsField(_("hearing loop: details"))
    bsl = AnswerField(_("British Sign Language"), blank=True)
    bsl_details = DetailsField(_("British Sign Language: details"))
    captions = AnswerField(_("captions"), blank=True)
    captions_details = DetailsField(_("captions: details"))
    languages_spoken = AnswerField(
        _("other languages"), blank=True, help_text=_("Does somebody of the team speak a language besides English?")
    )
    languages_spoken_details = DetailsField(_("other languages: details"))
    interpreter = AnswerField(_("interpreter if you ask"), blank=True)
    interpreter_details = DetailsField(_("interpreter: details"))
    assistance_dogs = AnswerField(_("assistance dogs"), blank=True)
    assistance_dogs_details = DetailsField(_("assistance dogs: details"))

    payment = AnswerField(_("payment"), help_text=_("Are people who are not paid to be there paid for their time?"))
    payment_details = DetailsField(_("payment: how much, how and when"))
    travel = AnswerField(_("travel"), blank=True, help_text=_("Do you pay for the way there and back?"))
    travel_details = DetailsField(_("travel: details"))
    food = AnswerField(_("food"), blank=True)
    food_details = DetailsField(_("food: details"))
    childcare = AnswerField(_("childcare"), blank=True)
    childcare_details = DetailsField(_("childcare: details"))
    training = AnswerField(_("training"), blank=True, help_text=_("Can people learn to host such an event?"))
    training_details = DetailsField(_("training: details"))

    under_18s_invited = models.BooleanField(_("people under 18 are invited"), default=False)
    ages = models.CharField(_("ages"), max_length=80, blank=True, help_text=_("Such as: 11 to 16."))
    safeguarding_lead = models.CharField(
        _("who keeps young people safe"), max_length=160, blank=True, help_text=_("Name and role. Readers see it.")
    )
    for_guardians = models.TextField(
        _("information for parents and carers"),
        max_length=1500,
        blank=True,
        help_text=_("Who is with the young people, when it ends, and how to reach you on the day."),
    )
    working_together_page = models.ForeignKey(
        "library.InformationPage",
        verbose_name=_("how we work together"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What everybody agrees to, such as: we listen to each other."),
    )
    photos_policy = models.CharField(_("photos"), max_length=280, help_text=_("Such as: We take no photos of faces."))

    signup = models.CharField(_("how people sign up"), max_length=9, choices=SignUpKind.choices)
    signup_elsewhere_url = models.URLField(
        _("where to sign up"), blank=True, help_text=_("Only if people sign up on another website.")
    )
    capacity_in_person = models.PositiveIntegerField(
        _("places in person"), null=True, blank=True, help_text=_("Empty means no limit.")
    )
    capacity_online = models.PositiveIntegerField(
        _("places online"), null=True, blank=True, help_text=_("Empty means no limit.")
    )
    signup_opens = models.DateTimeField(
        _("sign-up opens"), null=True, blank=True, help_text=_("Empty: as soon as the page is published.")
    )
    signup_closes = models.DateTimeField(
        _("sign-up closes"), null=True, blank=True, help_text=_("Empty: it closes when the event begins.")
    )
    waiting_list = models.CharField(
        _("waiting list"),
        max_length=9,
        choices=Places.WaitingList.choices,
        default=Places.WaitingList.AUTOMATIC,
        help_text=_("When all places are taken. Whoever has waited longest is always first."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("how long we keep an offered place"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 14)],
        help_text=_("In hours. Then the place goes to whoever is next. It ends when sign-up closes, at the latest."),
    )
    reminder_days = ReminderDaysField(
        _("reminder: days before"),
        help_text=_("People who have a place get a mail so many days before. 0: no reminder."),
    )
    largest_party = models.PositiveSmallIntegerField(
        _("largest party"), default=1, help_text=_("How many people one person may sign up, with themselves.")
    )
    questions = StreamField(
        QUESTION_BLOCKS,
        verbose_name=_("questions to ask"),
        blank=True,
        help_text=_("Ask only what you need. Name, contact and what would help are always asked."),
    )

    record = StreamField(
        body_blocks, verbose_name=_("the record"), blank=True, help_text=_("What happened and what people said.")
    )
    ask_for_feedback = models.BooleanField(
        _("ask people how it was"),
        default=True,
        help_text=_("They get a link with the thank-you mail. Answers are never linked to a person."),
    )
    feedback_statements = StreamField(
        [("statement", StatementBlock())],
        verbose_name=_("statements to rate"),
        blank=True,
        help_text=_("Leave empty to ask the usual four. People say how much they agree with each."),
    )
    how_many_came = models.PositiveIntegerField(
        _("how many people came"), null=True, blank=True, help_text=_("Empty: the page says “not recorded”.")
    )
    not_recorded = models.BooleanField(
        _("an event of the past, not everything is recorded"),
        default=False,
        help_text=_("What is left empty then says “not recorded”."),
    )
    is_sample = models.BooleanField(
        _("sample event"), default=False, help_text=_("It is invented, to try things out. Readers are told.")
    )

    ACCESS = (
        "step_free",
        "calm_space",
        "quiet_activity",
        "hearing_loop",
        "bsl",
        "captions",
        "languages_spoken",
        "interpreter",
        "assistance_dogs",
    )
    OFFERS = ("payment", "travel", "food", "childcare", "training")

    base_form_class = EventPageForm

    section = "s-events"
    card_template = "events/parts/card.html"
    schema_type = "Event"
    shared_fields = (
        "kind",
        "mode",
        "responsible_organisation",
        "organisations",
        "venue",
        "hosts",
        "techniques",
        *ACCESS,
        *OFFERS,
        "under_18s_invited",
        "ages",
        "safeguarding_lead",
        "working_together_page",
        "signup",
        "signup_elsewhere_url",
        "capacity_in_person",
        "capacity_online",
        "signup_opens",
        "signup_closes",
        "waiting_list",
        "offer_hours",
        "reminder_days",
        "largest_party",
        "ask_for_feedback",
        "how_many_came",
        "not_recorded",
        "is_sample",
        "dates",
    )
    basics = [
        FieldRowPanel(
            [
                FieldPanel("kind", help_text=_("Readers choose by it, such as: all workshops.")),
                FieldPanel("mode"),
            ]
        ),
        DatesPanel("dates", heading=_("Dates"), label=_("Date")),
        repeat_panel,
        FieldPanel(
            "venue",
            help_text=_("Places are written down once, and chosen here. Empty: the page says “not known yet”."),
        ),
        FieldPanel("responsible_organisation"),
        FieldPanel("who_it_is_for"),
        MultiFieldPanel(
            [
                FieldPanel("signup", help_text=_("Most events take sign-ups on this site.")),
                FieldPanel("signup_elsewhere_url"),
                FieldRowPanel([FieldPanel("capacity_in_person"), FieldPanel("capacity_online")]),
            ],
            heading=_("Sign-up"),
        ),
        FieldPanel("what_to_expect"),
        FieldPanel("photos_policy"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("signup_opens"), FieldPanel("signup_closes")]),
                FieldRowPanel([FieldPanel("waiting_list"), FieldPanel("offer_hours")]),
                FieldRowPanel([FieldPanel("largest_party"), FieldPanel("reminder_days")]),
            ],
            heading=_("More about sign-up: when it opens, waiting list, reminders"),
            classname="collapsed",
        ),
        FieldPanel("questions", classname="collapsed"),
    ]
    access = [
        MultiFieldPanel(answer_panels("calm_space", "payment"), heading=_("Calm space and payment")),
        MultiFieldPanel(
            answer_panels(*(name for name in ACCESS if name != "calm_space")),
            heading=_("What else the place and the day are like"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            answer_panels(*(name for name in OFFERS if name != "payment")),
            heading=_("What else we offer"),
            classname="collapsed",
        ),
    ]
    story = [
        MultiFieldPanel(
            [FieldPanel("who_will_be_there"), FieldPanel("breaks")],
            heading=_("Who will be there, and breaks"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("hosts"), FieldPanel("organisations"), FieldPanel("techniques")],
            heading=_("Hosts, organisations and techniques"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "under_18s_invited",
                    help_text=_("Tick it if young people may come, too. The three boxes below are needed then."),
                ),
                FieldPanel("ages"),
                FieldPanel("safeguarding_lead"),
                FieldPanel("for_guardians"),
            ],
            heading=_("Young people"),
            classname="collapsed",
        ),
        FieldPanel("working_together_page", classname="collapsed"),
    ]
    afterwards = [
        MultiFieldPanel(
            [FieldPanel("record"), FieldPanel("how_many_came"), FieldPanel("not_recorded")],
            heading=_("What happened"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("ask_for_feedback"), FieldPanel("feedback_statements")],
            heading=_("How people say what it was like"),
            classname="collapsed",
        ),
        FieldPanel("is_sample", classname="collapsed"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("who_it_is_for"),
        index.SearchField("what_to_expect"),
        index.SearchField("record"),
        index.FilterField("kind"),
        index.FilterField("mode"),
        index.FilterField("calm_space"),
    ]
    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.showing import event_context

        return {**super().get_context(request, *args, **kwargs), **event_context(self, request)}

    def preview_cards(self, request: HttpRequest) -> list[dict[str, Any]]:
        from events.showing import cards_of_draft

        return [{"card": card} for card in cards_of_draft(self, request)]

    @property
    def needs_second_reading(self) -> bool:
        """Also where young people are invited, whatever the page speaks of."""
        return super().needs_second_reading or self.under_18s_invited

    def advice(self) -> Iterable[tuple[str, Rule]]:
        """To name a host (not demanded: nobody is shown without consent), and to stay until the last date is over."""
        if not self.not_recorded and not self.hosts.exists():
            yield "hosts", NO_HOST
        if self.expire_at and any(
            row.status != Occasion.Status.CANCELLED and row.day >= localdate(self.expire_at) for row in self.dates.all()
        ):
            yield "", LEAVES_TOO_SOON

    def may_stay_empty(self) -> set[str]:
        """Of an old event, what was planned may not be recorded."""
        return {"what_to_expect"} if self.not_recorded else set()

    def clean_for_publishing(self) -> None:
        errors: dict[str, Any] = {}
        with gathered(errors):
            super().clean_for_publishing()
        # A translation's rows are copies that nobody is shown.
        if self.is_source and not self.dates.all():
            errors["dates"] = _("Add at least one date.")
        if self.under_18s_invited:
            for name in ("ages", "safeguarding_lead", "for_guardians"):
                if not getattr(self, name).strip():
                    errors[name] = _("Needed when people under 18 are invited.")
        # A venue may follow later: the page then says that it is not known yet, and whom to ask. A way to sign up that
        # leads nowhere would leave people out who believe that they are in.
        if self.signup == self.SignUpKind.ELSEWHERE and not self.signup_elsewhere_url:
            errors["signup_elsewhere_url"] = _("Write the address where people sign up.")
        if errors:
            raise ValidationError(errors)


class EventDate(Orderable):
    """A date row as staff type it: local date and clock times (Europe/London). What is empty comes from the page."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="dates")
    #: Stays through edits, revisions and copies: it ties the row to its Occasion.
    date_key = models.UUIDField(default=uuid.uuid4, editable=False)
    day = models.DateField(_("date"))
    start_time = models.TimeField(_("begins at"), null=True, blank=True)
    end_time = models.TimeField(
        _("ends at"), null=True, blank=True, help_text=_("After midnight counts as the next day.")
    )
    month_only = models.BooleanField(
        _("only the month is known"), default=False, help_text=_("Only for events of the past.")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Occasion.Status.choices,
        default=Occasion.Status.SCHEDULED,
        help_text=_(
            "“Cancelled” takes everybody off the list. “Postponed” keeps the list. Both write to everybody on it."
        ),
    )
    venue = models.ForeignKey(
        "contacts.Venue",
        verbose_name=_("other venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    capacity_in_person = models.PositiveIntegerField(_("other number of places in person"), null=True, blank=True)
    capacity_online = models.PositiveIntegerField(_("other number of places online"), null=True, blank=True)
    signup_opens = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    signup_closes = models.DateTimeField(_("sign-up closes"), null=True, blank=True)

    panels = [
        FieldRowPanel(
            [
                FieldPanel("day", help_text=_("Choose it from the calendar.")),
                FieldPanel("start_time", help_text=_("Such as: 10:30.")),
                FieldPanel("end_time"),
            ]
        ),
        FoldedPanel(
            [
                FieldPanel("status"),
                FieldPanel("month_only"),
                FieldPanel("venue", help_text=_("Only if this date is somewhere else than the event.")),
                FieldRowPanel(
                    [
                        FieldPanel("capacity_in_person", help_text=_("Empty: as many as the event says.")),
                        FieldPanel("capacity_online", help_text=_("Empty: as many as the event says.")),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("signup_opens", help_text=_("Empty: as the event says.")),
                        FieldPanel("signup_closes", help_text=_("Empty: as the event says.")),
                    ]
                ),
            ],
            heading=_("Only for this date: cancel it, another venue, other places"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
