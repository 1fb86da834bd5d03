"""What search keeps: words that found nothing. Nothing about who looked for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NotFound(models.Model):
    """On this day somebody looked for these words in this language, and there was nothing.

    How often is not kept: whether staff hear of it depends on the number of days alone (search/not_found.py).
    """

    words = models.CharField(_("words"), max_length=80)
    language = models.CharField(_("language"), max_length=20)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        constraints = [models.UniqueConstraint(fields=["words", "language", "day"], name="not_found_once_a_day")]

    def __str__(self) -> str:
        return self.words
