"""How people on the list hear from us besides the mails that the site writes by itself."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.occasion import Occasion
from events.models.signup import SignUp


class CallTaskQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> Self:
        """Calls to people whose sign-ups `user` may see."""
        return self.filter(signup__in=SignUp.objects.for_user(user))

    def open(self) -> Self:
        """Still to be made, or made again."""
        return self.filter(outcome__in=CallTask.Outcome.open())


class CallTask(models.Model):
    """What would have been a mail, for a party with only a phone (signups.md, "Records")."""

    class Outcome(models.TextChoices):
        TO_DO = "to-do", _("To be made")
        NO_ANSWER = "no-answer", _("Nobody answered: try again")
        REACHED = "reached", _("Reached")
        LEFT_MESSAGE = "left-message", _("Left a message")
        WRONG_NUMBER = "wrong-number", _("Wrong number")
        NOT_NEEDED = "not-needed", _("No longer needed")

        @classmethod
        def open(cls) -> list[str]:
            return [cls.TO_DO, cls.NO_ANSWER]

    signup = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="calls")
    #: The kind of mail that it stands for, and the key that mail would have had: one cause, one call.
    kind = models.CharField(max_length=60)
    dedupe_key = models.CharField(max_length=200, unique=True)
    #: Ids only, as with mail.
    about = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, default=Outcome.TO_DO)
    note = models.CharField(_("note"), max_length=280, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)

    objects = CallTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"call {self.pk}"

    @property
    def message(self) -> "HostMessage | None":
        """The host's message that is to be read out, if the call is about one."""
        return HostMessage.objects.filter(pk=self.about.get("message")).first()


class HostMessage(models.Model):
    """What a host wrote to people on the list of one date. Sent once, to whoever is named by `audience`."""

    class Audience(models.TextChoices):
        WITH_A_PLACE = "with-a-place", _("Everybody who has a place")
        ON_THE_LIST = "on-the-list", _("Everybody on the list, the waiting list too")
        WAITING = "waiting", _("The waiting list")
        CHOSEN = "chosen", _("Only people I choose")

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="messages")
    nonce = models.UUIDField(unique=True, help_text="One message a rendered form, however often it is sent.")
    audience = models.CharField(_("who gets it"), max_length=12, choices=Audience.choices)
    subject = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("message"), max_length=4000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    parties = models.PositiveIntegerField(default=0, help_text="To how many it went. Stays when the words are erased.")

    class Meta:
        verbose_name = _("message from the host")
        verbose_name_plural = _("messages from the host")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"
