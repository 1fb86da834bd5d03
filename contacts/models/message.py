"""What people write through the forms of the site, and where messages for somebody go."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models.membership import organisation_keys


class PrivateAddress(models.Model):
    """The e-mail address that messages for a person or an organisation go to. It is never shown.

    Not a field of their page: Wagtail would keep it in revisions, copies and translations. It goes with the last
    standing consent, and with the page.
    """

    #: The translation_key of the page: one address for every language.
    subject_key = models.UUIDField(unique=True)
    email = models.EmailField(_("e-mail"))

    class Meta:
        verbose_name = _("private address")
        verbose_name_plural = _("private addresses")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"private address {self.pk}"  # never the address: this text reaches logs


class MessageQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> Self:
        """Messages that `user` may read: those to the network and complaints with a right for each, those to their
        own organisations. What went straight to somebody's own address is nobody else's: administrators only.
        """
        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        wanted = models.Q(kind=Message.Kind.PAGE, page_key__in=organisation_keys(user))
        if user.has_perm("contacts.read_message"):
            wanted |= models.Q(is_forwarded=False) & ~models.Q(kind=Message.Kind.COMPLAINT)
        if user.has_perm("contacts.read_complaint"):
            wanted |= models.Q(kind=Message.Kind.COMPLAINT)
        return self.filter(wanted)

    def open(self) -> Self:
        """Not answered yet. Whoever got it at their own address answers from there: that is not open for staff."""
        return self.filter(answered_at=None, is_forwarded=False)

    def overdue(self) -> Self:
        """Complaints, and wishes to be taken off the site, whose day is over."""
        return self.open().filter(due_on__lt=timezone.localdate())


class Message(models.Model):
    """One message. Personal data: it has an end date from the moment it comes (`contacts.keeping`)."""

    class Kind(models.TextChoices):
        ASK = "ask", _("I want to ask something")
        JOIN = "join", _("I want to join the network")
        UNCLEAR = "unclear", _("A page was not clear")
        # Only staff read these names, and the admin is English.
        PAGE = "page", "To a person or organisation"
        COMPLAINT = "complaint", "Complaint"
        REMOVAL = "removal", "Take somebody off the site"

        @classmethod
        def reasons(cls) -> list[tuple[str, Any]]:
            """What the form to the network asks for."""
            return [(kind.value, kind.label) for kind in (cls.ASK, cls.JOIN, cls.UNCLEAR)]

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices)
    nonce = models.UUIDField(unique=True, help_text="One message a rendered form, however often it is sent.")
    #: The translation_key of the page: of whom it is for (PAGE), of what it is about (UNCLEAR, REMOVAL).
    page_key = models.UUIDField(null=True, blank=True, db_index=True)
    is_forwarded = models.BooleanField(default=False, help_text="It left for their own address, not for the network's.")
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    text = models.TextField(_("message"), max_length=4000, blank=True)
    language = models.CharField(_("language"), max_length=10)
    received_at = models.DateTimeField(_("came on"), default=timezone.now)
    due_on = models.DateField(_("answer by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    erase_after = models.DateField(db_index=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-received_at", "-pk"]
        default_permissions = ()
        permissions = [
            ("read_message", _("Can read messages to the network, and mark them as answered")),
            ("read_complaint", _("Can read complaints, and mark them as answered")),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"  # never a name: this text reaches logs

    @property
    def is_overdue(self) -> bool:
        is_open = self.answered_at is None and not self.is_forwarded
        return bool(is_open and self.due_on and self.due_on < timezone.localdate())
