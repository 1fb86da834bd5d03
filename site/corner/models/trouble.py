"""What keeps failing beside the site: its cache, its mail server, its store of files."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: A trouble that nobody has met for this long is over.
QUIET = timedelta(minutes=15)
#: What failed once may be chance. What failed again after this long keeps failing.
LASTING = timedelta(minutes=1)


class TroubleQuerySet(models.QuerySet):
    def keeping_on(self) -> "TroubleQuerySet":
        """What keeps failing now: met lately, and more than once."""
        lasted = models.F("first_seen") + LASTING
        return self.filter(last_seen__gt=timezone.now() - QUIET, last_seen__gte=lasted).order_by("first_seen")


class Trouble(models.Model):
    """One row for each kind of trouble: since when, until when, how often. Nothing about people; times are UTC.

    The row stays when a trouble is over, and begins anew with the next.
    """

    class Kind(models.TextChoices):
        CACHE = "cache", _("the cache")
        MAIL = "mail", _("the mail server")
        STORE = "store", _("the store of pictures and files")
        SEARCH = "search", _("the search")
        DISK = "disk", _("the disk")

    kind = models.CharField(max_length=10, choices=Kind.choices, unique=True)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)
    count = models.PositiveBigIntegerField(default=0)

    objects = TroubleQuerySet.as_manager()

    class Meta:
        verbose_name = _("trouble")
        verbose_name_plural = _("troubles")

    def __str__(self) -> str:
        return self.kind
