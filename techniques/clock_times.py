"""The clock times of a run sheet: they follow from when somebody starts. It is kept nowhere but in the address."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from corner.dates import clock

DAY = 24 * 60  # minutes
EXAMPLE = time(10, 30)

#: "9", "9am", "930", "09:30", "9.30 p.m.", "9h30". Digits may be of any script: Arabic and Bengali phones offer theirs.
WRITTEN = re.compile(r"(?P<hour>\d{1,2})(?:\s?[:.h٫]?\s?(?P<minute>\d{2})|h)?\s*(?P<half>[ap]\.?m\.?)?")
WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def read_time(written: str) -> time | None:
    """The time of day that somebody wrote, in whatever way people here write it; None if it is none."""
    plain = unicodedata.normalize("NFKC", written).strip().lower()
    if plain in WORDS:
        return WORDS[plain]
    found = WRITTEN.fullmatch(plain)
    if not found:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _hint() -> str:
    return _("Such as %(time)s.") % {"time": clock(EXAMPLE)}


def _not_understood() -> str:
    return _("Write a time, such as %(time)s.") % {"time": clock(EXAMPLE)}


class StartField(forms.CharField):
    """A time of day. Not the browser's own field for times: it empties what it cannot read, without a word."""

    def to_python(self, value: Any) -> time | None:  # type: ignore[override]  # CharField gives text
        written = super().to_python(value)
        if not written:
            return None
        if (start := read_time(written)) is None:
            raise forms.ValidationError(lazy(_not_understood, str)())
        return start

    def run_validators(self, value: Any) -> None:
        """None: those of a CharField are for text, and what was written is not kept."""


class StartForm(forms.Form):
    """When the reader starts. Nobody has to say; what cannot be understood is said at the field and left out."""

    start = StartField(
        label=gettext_lazy("When do you start?"),
        help_text=lazy(_hint, str)(),  # as the reader's language writes a time
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "maxlength": 20}),
    )

    @property
    def asked(self) -> time | None:
        """The time that was understood; None where there is none."""
        self.is_valid()
        return self.cleaned_data.get("start")

    @property
    def query(self) -> str:
        """What was understood, for the address of the page in another language; empty for nothing."""
        return f"?start={self.asked:%H:%M}" if self.asked else ""


@dataclass(frozen=True)
class Moment:
    """A time of day on the day of the start, or so many days later."""

    time: time
    days_later: int = 0

    @property
    def later(self) -> str:
        """How many days later, in words; empty on the day of the start."""
        words = ngettext("%(count)d day later", "%(count)d days later", self.days_later)
        return words % {"count": self.days_later} if self.days_later else ""

    def __str__(self) -> str:
        return f"{clock(self.time)} ({self.later})" if self.later else clock(self.time)


def moments(start: time, minutes: Sequence[int]) -> Iterator[Moment]:
    """When each of several steps begins, then when the last one ends. There is no date, so no change of the clocks."""
    passed = start.hour * 60 + start.minute
    for step in (0, *minutes):
        passed += step
        days, rest = divmod(passed, DAY)
        yield Moment(time(*divmod(rest, 60)), days)
