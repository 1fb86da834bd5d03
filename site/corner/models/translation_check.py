"""Which translated pages somebody who speaks the language has checked."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TranslationCheckQuerySet(models.QuerySet):
    def of(self, page: Any) -> Self:
        """The record of a page in its language, if there is one."""
        return self.filter(translation_key=page.translation_key, locale_id=page.locale_id)


class TranslationCheck(models.Model):
    """A speaker has read this translation and found it right. Readers of all others see a notice.

    It holds for the words as they were then: publishing other words removes it.
    """

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_at = models.DateTimeField(default=timezone.now)
    #: A digest of the words that were checked.
    words = models.CharField(max_length=64)

    objects = TranslationCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("checked translation")
        verbose_name_plural = _("checked translations")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="one_check_a_page_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id}"
