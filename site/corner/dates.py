"""Dates, times and minutes in words, in the reader's language. Moments are shown in the city's time."""

from datetime import date, datetime, time
from math import cos, pi, sin

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

#: Django's catalogues write the months of these with a capital letter, as at the start of a line. After a day's number,
#: where they stand here, both languages write them small.
MONTHS_WRITTEN_SMALL = {"pt", "ro"}


def local(moment: date | datetime) -> date | datetime:
    """A moment in the city's time; a plain date as it is."""
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def long_date(day: date | datetime | None) -> str:
    """Weekday and date: "Saturday 5 December 2026"; empty for None."""
    if day is None:
        return ""
    day = local(day)
    return pgettext("such as: Saturday 5 December 2026", "%(weekday)s %(date)s") % {
        "weekday": formats.date_format(day, "l"),
        "date": short_date(day),
    }


def short_date(day: date | datetime | None) -> str:
    """Date without the weekday: "5 December 2026"; empty for None."""
    if day is None:
        return ""
    words = formats.date_format(local(day), "DATE_FORMAT")
    return words.lower() if get_language() in MONTHS_WRITTEN_SMALL else words


def month_year(day: date | datetime | None) -> str:
    """Month and year: "December 2026"; empty for None."""
    return "" if day is None else formats.date_format(local(day), "YEAR_MONTH_FORMAT")


def clock(moment: datetime | time | None) -> str:
    """Time of day: "10:30am", "1pm", "noon" in English, else as the language writes it; empty for None."""
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).time() if timezone.is_aware(moment) else moment.time()
    if not (get_language() or "en").startswith("en"):
        return formats.time_format(moment, "TIME_FORMAT")
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def hours(minutes: int | None) -> str:
    """A length of time: "45 minutes", "2 hours", "1 hour 30 minutes"; empty for None."""
    if minutes is None:
        return ""
    whole, rest = divmod(minutes, 60)
    long_part = ngettext("%(count)d hour", "%(count)d hours", whole) % {"count": whole}
    short_part = ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if not whole:
        return short_part
    if not rest:
        return long_part
    return _("%(hours)s %(minutes)s") % {"hours": long_part, "minutes": short_part}


def clock_slice(minutes: int) -> str:
    """The SVG path of a slice of a clock of radius 15 round (20, 20), beginning at twelve; empty for a whole hour."""
    if minutes >= 60:
        return ""
    angle = 2 * pi * minutes / 60
    x, y = 20 + 15 * sin(angle), 20 - 15 * cos(angle)
    return f"M20 20V5A15 15 0 {int(minutes > 30)} 1 {x:.1f} {y:.1f}z"
