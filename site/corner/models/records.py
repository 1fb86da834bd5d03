"""Small records kept beside the pages: who did what, who agreed to what, who tried too often, what the worker did."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to which record, as ids only: no name, address or answer ever stands here."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    action = models.CharField(max_length=60, help_text="Such as signup.confirmed.")
    record = models.CharField(max_length=60, help_text="Model and id, such as events.signup:12.")
    details = models.JSONField(default=dict, blank=True, help_text="Ids, states and counts only.")

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.record}"


class ConsentRecord(models.Model):
    """Why a person, a picture or a story may be shown. Never a page field: Wagtail keeps every field in revisions."""

    class Basis(models.TextChoices):
        CONSENT = "consent", _("They agreed")
        PUBLISHED = "published", _("Named in a published source, not confirmed")

    #: The translation_key of the page, or the consent_key of the picture, that it is about: one consent holds for every
    #: language.
    subject_key = models.UUIDField(db_index=True)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis.choices)
    source = models.CharField(
        _("where this is recorded"), max_length=300, help_text=_("Such as: e-mail of 3 May 2026, or: the 2024 report.")
    )
    asked_by = models.CharField(_("who asked"), max_length=160, blank=True)
    agreed_to = models.CharField(_("what they agreed to"), max_length=300, blank=True)
    given_on = models.DateField(_("date"), null=True, blank=True)
    review_on = models.DateField(_("ask again on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_basis_display()


class Attempt(models.Model):
    """One try at a form, counted against a limit; the address is a keyed hash. Deleted after two days."""

    what = models.CharField(max_length=40)
    hashed = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [models.Index(fields=["what", "hashed", "at"])]

    def __str__(self) -> str:
        return self.what


class JobRun(models.Model):
    """One row a worker job: who runs it now (a lease), when it last went well, and what goes wrong; times are UTC."""

    name = models.CharField(max_length=60, unique=True)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_started = models.DateTimeField(null=True, blank=True)
    last_success = models.DateTimeField(null=True, blank=True)
    #: The first failure since it last went well, and what the newest one was.
    failing_since = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self) -> str:
        return self.name
