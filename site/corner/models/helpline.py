"""Numbers to ring for whom a page made feel low: shown wherever a page has a content note."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from corner.kept import while_nothing_changes

# The catalogues know these words: a migration writes them down, and `{% shared_text %}` translates them.
SAMARITANS = gettext_noop("Samaritans: free for everyone, day and night.")
CHILDLINE = gettext_noop("Childline: free for anyone under 19.")


class Helpline(models.Model):
    """One number. Staff look at its source now and then: a wrong number here is worse than none."""

    words = models.CharField(_("who answers, for whom and when"), max_length=200)
    phone = models.CharField(_("phone number"), max_length=30)
    source = models.URLField(_("where this is published"), help_text=_("A page of the helpline itself."))
    last_reviewed = models.DateField(
        _("last checked"), null=True, blank=True, help_text=_("The day on which somebody compared it with that page.")
    )
    next_review = models.DateField(_("check again on"))
    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.words


@while_nothing_changes
def helplines() -> list[Helpline]:
    """All of them, to be read only."""
    return list(Helpline.objects.all())
