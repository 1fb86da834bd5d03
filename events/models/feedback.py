"""How it was, in the words and ratings of people who were there. Never linked to a sign-up (signups.md)."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.occasion import Occasion


class FeedbackQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> Self:
        """That of dates of the own organisations."""
        return self.filter(occasion__in=Occasion.objects.for_user(user))


class Feedback(models.Model):
    """One person's ratings and words about one date. It holds a day, not a moment, so that nothing tells who it was."""

    class Source(models.TextChoices):
        LINK = "link", _("By a link")
        ROOM = "room", _("By the code in the room")
        PAPER = "paper", _("On paper, typed in by staff")

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="feedback")
    nonce = models.UUIDField(unique=True)
    source = models.CharField(max_length=5, choices=Source.choices, default=Source.LINK)
    given_on = models.DateField(default=timezone.localdate)
    #: {statement id: 1 (not at all) to 5 (very much)}; what was left open is not in it.
    ratings = models.JSONField(default=dict)
    words = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=10, blank=True)
    #: Free words stand on the page only when staff choose so.
    words_are_public = models.BooleanField(default=False)
    erase_after = models.DateField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class FeedbackSum(models.Model):
    """How often a statement was rated so, once the single answers are deleted. Stays for ever."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="feedback_sums")
    statement = models.CharField(max_length=60)
    rating = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("sum of feedback")
        verbose_name_plural = _("sums of feedback")
        constraints = [
            models.UniqueConstraint(fields=["occasion", "statement", "rating"], name="one_sum_a_statement_and_rating")
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.times}"
