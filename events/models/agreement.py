"""What was said and agreed, and what became of it: "You said, we did"."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
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

    def said_about(self, target: Any) -> list[str]:
        """What became of it, for pages that name it (`{{ agreement|said_about:page }}`); empty while nothing has."""
        return [words for words in (self.what_changed, self.reason) if words]

    def __str__(self) -> str:
        return self.what_people_said[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever changes the status need not think of the rest: the day moves along, and the step is written down.

        A reason of nothing but spaces is none, and the database refuses it where "not possible" needs one.
        """
        self.reason = self.reason.strip()
        with transaction.atomic():
            before = type(self).objects.filter(pk=self.pk).values("status", "changed_on").first() if self.pk else None
            is_new_status = before is None or before["status"] != self.status
            if before and is_new_status and before["changed_on"] == self.changed_on:
                self.changed_on = timezone.localdate()
            super().save(*args, **kwargs)
            if is_new_status and self.leads:
                AgreementStep.write(self.translation_key, self.status, self.changed_on)

    @property
    def leads(self) -> bool:
        """Whether its facts are shown: those of the English row, or of another while there is no English."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return True
        rows = type(self).objects.filter(translation_key=self.translation_key)
        return not rows.filter(locale__language_code=settings.LANGUAGE_CODE).exists()

    def clean(self) -> None:
        super().clean()
        if self.status == self.Status.NOT_POSSIBLE and not self.reason.strip():
            raise ValidationError({"reason": _("Say why it is not possible. People are owed the reason.")})


class AgreementStep(models.Model):
    """The day on which an agreement came to where it then stood: its history, the same in every language."""

    agreement_key = models.UUIDField(db_index=True)
    status = models.CharField(max_length=12, choices=Agreement.Status.choices)
    reached_on = models.DateField()

    class Meta:
        verbose_name = _("step of an agreement")
        verbose_name_plural = _("steps of agreements")
        ordering = ["reached_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement_key", "reached_on"], name="one_step_a_day")]

    def __str__(self) -> str:
        return f"{self.reached_on} {self.get_status_display()}"

    @classmethod
    def write(cls, key: uuid.UUID, status: str, day: date) -> None:
        """The last word of a day counts, and coming back to where it stood before is no step: people press wrongly."""
        before = cls.objects.filter(agreement_key=key, reached_on__lt=day).last()
        if before and before.status == status:
            cls.objects.filter(agreement_key=key, reached_on=day).delete()
        else:
            cls.objects.update_or_create(agreement_key=key, reached_on=day, defaults={"status": status})


class AgreementsPage(AgreementRoutes, BasePage):
    """The public list of agreements."""

    body = StreamField(body_blocks, verbose_name=_("text"), blank=True)

    section = "s-people"
    # Each agreement names what it belongs to, and that page says what is hard to read.
    hard_topics_panel = FieldPanel("quick_exit")
    shared_fields = ("content_note_text",)
    story = [FieldPanel("body", help_text=_("Stands above the list. Say what the list is for, in a few sentences."))]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "library.InformationPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of agreements")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.agreements import agreements_context

        return {**super().get_context(request, *args, **kwargs), **agreements_context(self, request)}

    def query_for_all_languages(self, request: HttpRequest) -> str:
        from events.agreements import Wanted

        return Wanted.from_request(request).filters
