"""What was said and agreed, and what became of it: "You said, we did"."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from corner.blocks.registry import body_blocks
from corner.blocks.rows import DatedUpdateBlock
from corner.fields import StreamField
from corner.models import BasePage
from events.routes import AgreementRoutes


class Agreement(TranslatableMixin, index.Indexed, models.Model):
    """One agreement, followed to its end. "Not possible" always has its reason."""

    class Status(models.TextChoices):
        HEARD = "heard", _("Heard")
        AGREED = "agreed", _("Agreed")
        STARTED = "started", _("Started")
        DONE = "done", _("Done")
        NOT_POSSIBLE = "not-possible", _("Not possible")

        @property
        def quarters(self) -> int:
            """How full the table is: 1 to 4 quarters; 0 is the barred ring."""
            return {"heard": 1, "agreed": 2, "started": 3, "done": 4, "not-possible": 0}[self.value]

    what_people_said = models.TextField(_("what people said"), max_length=400)
    what_was_agreed = models.TextField(_("what was agreed"), max_length=600, blank=True)
    status = models.CharField(_("where it is now"), max_length=12, choices=Status.choices, default=Status.HEARD)
    reason = models.TextField(
        _("the reason"), max_length=600, blank=True, help_text=_("Needed when it is not possible. Say it plainly.")
    )
    what_changed = models.TextField(_("what changed"), max_length=600, blank=True)
    who_will_do_it = models.CharField(_("who will do it"), max_length=160, blank=True)
    due = models.DateField(_("by when"), null=True, blank=True)
    changed_on = models.DateField(_("last change"), default=timezone.localdate)
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("said at"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    case_study = models.ForeignKey(
        "casestudies.CaseStudyPage",
        verbose_name=_("case study"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recommendation = models.ForeignKey(
        "library.RecommendationPage",
        verbose_name=_("recommendation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    updates = StreamField([("update", DatedUpdateBlock())], verbose_name=_("updates"), blank=True)
    is_sample = models.BooleanField(_("sample entry"), default=False)

    shared_fields = ("status", "due", "changed_on", "event", "case_study", "recommendation", "is_sample")
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in shared_fields]

    panels = [
        FieldPanel("what_people_said"),
        FieldPanel("what_was_agreed"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("changed_on")]),
        FieldPanel("reason"),
        FieldPanel("what_changed"),
        FieldRowPanel([FieldPanel("who_will_do_it"), FieldPanel("due")]),
        MultiFieldPanel(
            [FieldPanel("event"), FieldPanel("case_study"), FieldPanel("recommendation")], heading=_("Belongs to")
        ),
        FieldPanel("updates"),
        FieldPanel("is_sample"),
    ]
    search_fields = [
        index.SearchField("what_people_said"),
        index.SearchField("what_was_agreed"),
        index.AutocompleteField("what_people_said"),
        index.FilterField("locale_id"),
        index.FilterField("id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-changed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="not-possible") | ~models.Q(reason=""), name="not_possible_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.what_people_said[:80]

    def clean(self) -> None:
        super().clean()
        if self.status == self.Status.NOT_POSSIBLE and not self.reason.strip():
            raise ValidationError({"reason": _("Say why it is not possible. People are owed the reason.")})


class AgreementsPage(AgreementRoutes, BasePage):
    """The public list of agreements."""

    body = StreamField(body_blocks, verbose_name=_("text"), blank=True)

    section = "s-people"
    # Each agreement names what it belongs to, and that page says what is hard to read.
    hard_topics_panel = FieldPanel("quick_exit")
    shared_fields = ("content_note_text",)
    story = [FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "library.InformationPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of agreements")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.agreements import agreements_context

        return {**super().get_context(request, *args, **kwargs), **agreements_context(self, request)}
