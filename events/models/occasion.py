"""An event's dates as the whole site sees them: one truth for all languages."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corner.languages.aliases import original_of


class Way(models.TextChoices):
    """How somebody joins. An event may offer one or both; each has places of its own."""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")


class Event(models.Model):
    """One row an event, for all its languages; made when its page is first published."""

    translation_key = models.UUIDField(unique=True)
    source_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    #: Whose the personal data is. It changes by a person with the right to it, never by editing the page alone.
    responsible_organisation = models.ForeignKey(
        "contacts.OrganisationPage",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("responsible organisation"),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return str(self.translation_key)


class OccasionQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> Self:
        """Occasions whose sign-ups `user` may see: those of the user's organisations; all for an administrator."""
        from contacts.models.membership import organisation_keys

        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(event__responsible_organisation__translation_key__in=organisation_keys(user))

    def of_page(self, page: Any) -> Self:
        """The dates that `page` shows: its event's, whatever language it is in; for an alias, the original's."""
        return self.filter(event__translation_key=original_of(page).translation_key, on_page=True)

    def upcoming(self) -> Self:
        """Not over yet, the next first. An occasion without an end is over when its day is."""
        now = timezone.now()
        today = timezone.localdate()
        return self.filter(
            Q(ends_at__gte=now)
            | Q(ends_at=None, starts_at__date__gte=today)
            | Q(starts_at=None, month_only=False, day__gte=today)
            | Q(starts_at=None, month_only=True, day__gte=today.replace(day=1))
        ).order_by("day", "starts_at", "pk")

    def past(self) -> Self:
        """Over, the latest first."""
        return self.exclude(pk__in=self.upcoming().values("pk")).order_by("-day", "-starts_at", "-pk")


class Occasion(models.Model):
    """One date of one event, shared by all its languages: time, place, status, and what sign-ups hang on.

    Moments are UTC; `day` is the local date (Europe/London), or the first of the month when only that is known.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Going ahead")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="occasions")
    date_key = models.UUIDField()
    day = models.DateField(db_index=True)
    month_only = models.BooleanField(default=False)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    venue = models.ForeignKey(
        "contacts.Venue", verbose_name=_("venue"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    joining_link = models.URLField(
        _("joining link"),
        blank=True,
        help_text=_("For people who join online. Only people who have a place see it."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SCHEDULED)
    ical_uid = models.CharField(max_length=120, unique=True, editable=False)
    ical_sequence = models.PositiveIntegerField(default=0)
    #: Every change to sign-ups updates this first: whoever does so holds the row until the transaction ends.
    lock_version = models.PositiveBigIntegerField(default=0)
    #: Whether people sign up on this site; an event may send them elsewhere, or ask for nothing.
    takes_signups = models.BooleanField(default=False)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    largest_party = models.PositiveSmallIntegerField(default=1)
    #: How many days before it people are reminded; 0 means not at all.
    reminder_days = models.PositiveSmallIntegerField(default=2)
    #: The day for which reminders were written; when the date moves, people are reminded of the new one.
    reminded_of = models.DateField(null=True, blank=True)
    #: Since when the time or the place is another and the people on the list were not told yet.
    change_untold_since = models.DateTimeField(null=True, blank=True)
    #: When people who came were thanked, with the record and the way to say how it was.
    thanked_at = models.DateTimeField(null=True, blank=True)
    #: How many people's feedback is kept as sums only.
    feedback_summed = models.PositiveIntegerField(default=0)
    #: False once the date row is gone from the page; the occasion stays while sign-ups hang on it.
    on_page = models.BooleanField(default=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "date_key"], name="one_occasion_an_event_and_date_key"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="occasion_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.ical_uid:
            self.ical_uid = f"{uuid.uuid4()}@southampton-coproduction-corner"
        super().save(*args, **kwargs)

    @property
    def is_over(self) -> bool:
        """Whether it has ended; an occasion without an end is over when its day (or month) is."""
        if self.ends_at:
            return self.ends_at < timezone.now()
        if self.month_only:
            return self.day < timezone.localdate().replace(day=1)
        return self.day < timezone.localdate()


class PlacesQuerySet(models.QuerySet):
    def offered(self) -> Self:
        return self.filter(offered=True)

    def with_free(self) -> Self:
        """Where places are free, whoever waits for them."""
        return self.filter(Q(capacity=None) | Q(taken__lt=F("capacity")))


class Places(models.Model):
    """How many can join an occasion in one way, and who waits for that. The database itself refuses to oversell."""

    class WaitingList(models.TextChoices):
        AUTOMATIC = "automatic", _("Yes: the site offers free places in turn")
        MANUAL = "manual", _("Yes: staff offer free places")
        NONE = "none", _("No: full means full")

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="places")
    way = models.CharField(_("way of joining"), max_length=9, choices=Way.choices)
    #: False once the event no longer offers this way; the row stays while sign-ups hang on it.
    offered = models.BooleanField(default=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text=_("Empty means no limit."))
    #: People who have a place or are offered one.
    taken = models.PositiveIntegerField(default=0)
    #: Parties on the waiting list.
    waiting = models.PositiveIntegerField(default=0)
    #: The turn that the next party to wait gets. It only rises.
    next_position = models.PositiveIntegerField(default=1)
    waiting_list = models.CharField(max_length=9, choices=WaitingList.choices, default=WaitingList.AUTOMATIC)
    offer_hours = models.PositiveSmallIntegerField(default=48, help_text="How long an offer stands.")

    objects = PlacesQuerySet.as_manager()

    class Meta:
        verbose_name = _("places")
        verbose_name_plural = _("places")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["occasion", "way"], name="one_places_row_an_occasion_and_way"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="never_oversold"),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.taken}/{self.capacity if self.capacity is not None else '∞'}"

    @property
    def free(self) -> int | None:
        """Places that nobody has or is offered; None means no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def left(self) -> int | None:
        """Places for newcomers; None means no limit. While somebody waits there are none: nobody overtakes."""
        return 0 if self.waiting else self.free

    @property
    def takes_more(self) -> bool:
        """Whether a newcomer gets a place, or a turn on the waiting list."""
        return self.left != 0 or self.waiting_list != self.WaitingList.NONE
