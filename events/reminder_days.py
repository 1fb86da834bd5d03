"""How many days before a date people are reminded: what a new event begins with is said in the site settings."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db import models

from corner.models import SiteSettings
from corner.models.site_settings import MOST_REMINDER_DAYS


def usual_reminder_days() -> int:
    return SiteSettings.current().reminder_days


class ReminderDaysField(models.PositiveSmallIntegerField):
    """Days; 0 means not at all. A new page begins with the number in the site settings, a copy with the original's.

    Migrations see a plain number: what administrators choose is no matter of the table.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["validators"] = [MaxValueValidator(MOST_REMINDER_DAYS)]
        kwargs["default"] = usual_reminder_days
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveSmallIntegerField", args, {**kwargs, "default": 2}

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        # Django would add a hidden copy, because the number may be another one when the form comes back.
        return super().formfield(*args, **{**kwargs, "show_hidden_initial": False})
