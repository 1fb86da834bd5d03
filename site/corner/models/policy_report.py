"""What browsers were stopped from doing by our Content-Security-Policy: counts, and nothing about anybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyReport(models.Model):
    """How often, on one day, one rule stopped one kind of thing on one page (`corner.policy_reports`)."""

    day = models.DateField(_("day"))
    directive = models.CharField(_("rule"), max_length=30)
    #: Of a page of the site its address; of anything else the pattern of the address, never what stood in it.
    page = models.CharField(_("page"), max_length=200)
    #: A host, or a kind such as "inline"; never an address.
    blocked = models.CharField(_("stopped"), max_length=100)
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("report of the security policy")
        verbose_name_plural = _("reports of the security policy")
        ordering = ["-day", "-count", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["day", "directive", "page", "blocked"], name="one_policy_report_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.directive} {self.page} {self.blocked}"
