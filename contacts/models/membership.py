"""Which organisation a member of staff works for."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Membership(models.Model):
    """A user belongs to an organisation, and so may reach the personal data of its events, and of no other's."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "contacts.OrganisationPage",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_a_user_and_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"


def organisation_keys(user: Any) -> models.QuerySet:
    """The translation_keys of the organisations that `user` works for, as a subquery."""
    return Membership.objects.filter(user=user).values("organisation__translation_key")
