"""Which organisation a member of staff works for."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: Without it, no membership opens anything. The model that it is written down with is the lowest with such data.
SEE_PERSONAL_DATA = "corner.see_personal_data"


class Membership(models.Model):
    """A user belongs to an organisation. With the right to it, they reach the personal data of its events, and of no
    other's.
    """

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


def opening(user: Any) -> models.QuerySet[Membership]:
    """The memberships of `user` that open personal data to them: with the right to it all of them, else none.

    The right comes with a role (docs/roles.md). So a contributor can be named as one of an organisation's people
    without seeing who signs up.
    """
    return Membership.objects.filter(user=user) if user.has_perm(SEE_PERSONAL_DATA) else Membership.objects.none()


def organisation_keys(user: Any) -> models.QuerySet:
    """The translation_keys of the organisations whose personal data `user` may reach, as a subquery."""
    return opening(user).values("organisation__translation_key")
