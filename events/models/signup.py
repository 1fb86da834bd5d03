"""People who sign up. Personal data: reached through `for_user` only, and with an end date from the first day."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corner.encrypted import EncryptedTextField
from events.models.occasion import Occasion, Places


class SignUpQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> Self:
        """Sign-ups that `user` may see: those of the user's organisations; all for an administrator (design.md)."""
        return self.filter(occasion__in=Occasion.objects.for_user(user))

    def active(self) -> Self:
        return self.filter(state__in=SignUp.State.active())


class SignUp(models.Model):
    """One party's places on an occasion, or its turn on the waiting list. Only `events/moves.py` changes its state."""

    class State(models.TextChoices):
        """The table of signups.md. `events/moves.py` says what each move does."""

        CONFIRMED = "confirmed", _("Has a place")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("A place is offered")
        HELD = "held", _("Kept for staff to look at")
        CANCELLED = "cancelled", _("Cancelled")
        DECLINED = "declined", _("Did not take the offer")
        EXPIRED = "expired", _("The offer ran out")
        NOT_REACHED = "not-reached", _("No place became free")
        DATE_CANCELLED = "date-cancelled", _("The date was cancelled")

        @classmethod
        def active(cls) -> list[str]:
            """States that count as being on the list; one a person and occasion."""
            return [cls.CONFIRMED, cls.WAITING, cls.OFFERED]

        @classmethod
        def holding(cls) -> list[str]:
            """States that take up places."""
            return [cls.CONFIRMED, cls.OFFERED]

    class Source(models.TextChoices):
        PUBLIC = "public", _("Signed up on the site")
        STAFF = "staff", _("Added by staff")
        DOOR = "door", _("Came without signing up")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_version = models.PositiveIntegerField(default=1, help_text="Raise it to revoke links that were mailed.")
    nonce = models.UUIDField(unique=True, help_text="One sign-up a rendered form, however often it is sent.")
    # Its index is the beginning of those below.
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="signups", db_index=False)
    places = models.ForeignKey(Places, on_delete=models.PROTECT, related_name="signups")
    state = models.CharField(max_length=14, choices=State.choices, default=State.CONFIRMED)
    position = models.PositiveIntegerField(
        null=True, blank=True, help_text="The turn on the waiting list: whoever has the lowest number is first."
    )
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    #: Why staff offered a place before it was this party's turn. Erased with the rest.
    out_of_turn_reason = models.CharField(max_length=280, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="Since then it is in somebody's calendar.")
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.PUBLIC)

    name = models.CharField(_("what should we call you?"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    email_key = models.CharField(
        max_length=254, blank=True, help_text="The address as it is compared: trimmed, lower case."
    )
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    number_of_places = models.PositiveSmallIntegerField(default=1)
    would_like_to_help_host = models.BooleanField(default=False)
    language = models.CharField(max_length=10, help_text="The language the person signed up in.")
    #: {question id: text, or option id, or list of option ids}; never answers about access.
    answers = models.JSONField(default=dict, blank=True)
    #: The source page's words at that moment: {question id: {"question": …, "options": {id: label}}}.
    asked = models.JSONField(default=dict, blank=True)

    privacy_notice_version = models.CharField(max_length=20, blank=True)
    privacy_notice_language = models.CharField(max_length=10, blank=True)
    access_consent_at = models.DateTimeField(null=True, blank=True)
    access_consent_version = models.CharField(max_length=20, blank=True)
    access_consent_language = models.CharField(
        max_length=10, blank=True, help_text="The language the wording was shown in, not the reader's."
    )
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    erase_after = models.DateField(help_text="The day after which name, contact and answers are deleted.")
    anonymised_at = models.DateTimeField(null=True, blank=True)
    #: Somebody may be in danger. It pauses ordinary messages and keeps the party out of files (`events/safety.py`).
    safeguarding_concern = models.BooleanField(default=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        permissions = [("flag_safeguarding", "Can see and set a safeguarding concern")]
        ordering = ["created_at", "pk"]
        # What is asked while an occasion is held, and everybody else waits: whether an address is on the list, and
        # whose offer is over. No database uses the constraint below for that, whose condition the question must repeat.
        indexes = [
            models.Index(fields=["occasion", "email_key"], name="signup_by_address"),
            models.Index(fields=["occasion", "offer_expires_at"], name="signup_by_end_of_offer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "email_key"],
                # Erased rows have no address left to compare, and who came without signing up never gave one.
                condition=Q(state__in=["confirmed", "waiting", "offered"], anonymised_at=None) & ~Q(email_key=""),
                name="one_active_signup_an_email_and_occasion",
            ),
            models.UniqueConstraint(fields=["places", "position"], name="one_turn_a_signup"),
            models.CheckConstraint(condition=Q(number_of_places__gte=1), name="signup_has_a_place"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(position__isnull=False), name="who_waits_has_a_turn"
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offer_expires_at__isnull=False), name="offers_end"
            ),
        ]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"  # never the name: this text reaches logs


class Attendee(models.Model):
    """One person of a party; the first is the one who signed up, where they come themselves. A name is optional."""

    class Attendance(models.TextChoices):
        UNKNOWN = "unknown", _("Not noted")
        CAME = "came", _("Came")
        DID_NOT_COME = "did-not-come", _("Did not come")

    signup = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="attendees")
    name = models.CharField(max_length=120, blank=True)
    #: Then a ResponsibleAdult stands with the sign-up.
    under_16 = models.BooleanField(default=False)
    #: False for a supporter whom staff let in beside the places.
    takes_place = models.BooleanField(default=True)
    attendance = models.CharField(max_length=12, choices=Attendance.choices, default=Attendance.UNKNOWN)

    class Meta:
        verbose_name = _("person coming")
        verbose_name_plural = _("people coming")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"attendee {self.pk}"


class ResponsibleAdultQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> Self:
        """Those of the own organisations."""
        return self.filter(signup__in=SignUp.objects.for_user(user))


class ResponsibleAdult(models.Model):
    """Who looks after those of a party who are under 16, and what to know in an emergency. Deleted sooner."""

    signup = models.OneToOneField(SignUp, on_delete=models.CASCADE, related_name="responsible_adult")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)
    emergency_contact = models.CharField(max_length=200, help_text="Somebody else: name and phone number.")
    may_collect = models.CharField(max_length=200, blank=True, help_text="Empty: only the responsible adult may.")
    erase_after = models.DateField()

    objects = ResponsibleAdultQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsible adult")
        verbose_name_plural = _("responsible adults")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"responsible adult {self.pk}"


class AccessNeedQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> Self:
        """What `user` may see: of the own organisations, and only with the right to see access needs."""
        if not user.has_perm("events.view_accessneed"):
            return self.none()
        return self.filter(signup__in=SignUp.objects.for_user(user))


class AccessNeed(models.Model):
    """What somebody needs to take part. Special-category data: its own table, its own right, deleted sooner."""

    class Reply(models.TextChoices):
        ARRANGED = "arranged", _("Arranged")
        INSTEAD = "instead", _("Something else instead")
        NOT_POSSIBLE = "not-possible", _("Not possible")
        TALKING = "talking", _("We are talking about it")

    signup = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="access_needs")
    #: The question's id on the page, or the name of a need that is asked on every sign-up.
    question = EncryptedTextField(max_length=60, findable=True)
    asked = EncryptedTextField(max_length=200, help_text="The question in the source language, as it was then.")
    answer = EncryptedTextField(max_length=2000)
    erase_after = models.DateField()
    #: Empty until somebody of the team has answered.
    reply = models.CharField(max_length=12, choices=Reply.choices, blank=True)
    reply_words = EncryptedTextField(max_length=500, blank=True, help_text="What the person was told.")
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)

    objects = AccessNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("access need")
        verbose_name_plural = _("access needs")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["signup", "question"], name="one_access_need_a_question")]

    def __str__(self) -> str:
        return f"access need {self.pk}"
