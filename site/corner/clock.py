"""Clock times in Southampton and the moments they mean, on the two nights when the clocks change.

Django's `make_aware` takes the hour that does not exist in March without a word, and Django's forms refuse both
nights in jargon (safety.md 11). Here: March's missing hour is refused in plain words; in October's doubled hour the
first of the two is meant, which is what somebody has in mind who does not think of the clocks at all.
"""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

LOCAL = ZoneInfo("Europe/London")


def to_utc(local: datetime) -> datetime:
    """The moment (UTC) at which the clocks in Southampton show `local` (naive).

    Raises ValidationError, for the person who typed it, when they never show it. Of two moments the first is meant.
    """
    moment = local.replace(tzinfo=LOCAL, fold=0).astimezone(UTC)
    if moment.astimezone(LOCAL).replace(tzinfo=None, fold=0) != local.replace(fold=0):
        raise ValidationError(
            _(
                "There is no %(time)s on %(day)s, because the clocks go forward that night. "
                "Choose a time before 1am, or from 2am on."
            ),
            code="no_such_time",
            params={"time": formats.time_format(local.time(), "H:i"), "day": formats.date_format(local, "j F Y")},
        )
    return moment


class LocalDateTimeField(forms.DateTimeField):
    """A date and clock time in a form. In the admin it takes the place of Django's (see corner/apps.py)."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            if getattr(error, "code", None) != "ambiguous_timezone" or not error.params:
                raise
            return to_utc(error.params["datetime"])
