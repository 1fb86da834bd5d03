"""Filling in dates that repeat, in the form of an event page: what is asked, what is refused, what is said afterwards.

New dates are only ever added to a draft. A published date is open to readers at once, and once somebody has signed up
it cannot be taken away again; a rule is easily typed wrong. So staff look through the dates first, as rows like any
other, and publishing with a rule still typed in is refused in words.

The fields belong to the form alone: no model field, so nothing of them is in revisions, copies or translations, and
they are empty again after saving.
"""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from corner.publishing import BasePageForm
from events.repeating import MOST_DATES, NotTheLast, TooMany, Unit, repeated

#: What a new date takes from the one it repeats. Not its times of sign-up: those are days that would be over, or far
#: too early; the page's own hold for the new date.
COPIED = ("start_time", "end_time", "venue_id", "capacity_in_person", "capacity_online")
MOST_TO_ADD = MOST_DATES - 1
LONGEST_INTERVAL = 30

FIELDS = {"repeat_every", "repeat_interval", "repeat_times", "repeat_until"}

RULES = [
    ("", gettext_lazy("Not at all")),
    (Unit.DAYS, gettext_lazy("By days")),
    (Unit.WEEKS, gettext_lazy("By weeks, on the same weekday")),
    (Unit.WEEKDAY_OF_MONTH, gettext_lazy("By months, on the same weekday, such as the second Tuesday")),
    (Unit.LAST_WEEKDAY_OF_MONTH, gettext_lazy("By months, on the last such weekday, such as the last Friday")),
    (Unit.DAY_OF_MONTH, gettext_lazy("By months, on the same day, such as the 15th")),
]


class RepeatingForm(BasePageForm):
    """Adds the dates that a rule names, after the last row of dates, when a draft is saved."""

    repeat_every = forms.ChoiceField(
        label=gettext_lazy("How it repeats"),
        help_text=gettext_lazy("Seen from the last date above."),
        choices=RULES,
        required=False,
    )
    repeat_interval = forms.IntegerField(
        label=gettext_lazy("Every how many days, weeks or months"),
        help_text=gettext_lazy("1 is each one, 2 is every second one."),
        initial=1,
        min_value=1,
        max_value=LONGEST_INTERVAL,
        required=False,
    )
    repeat_times = forms.IntegerField(
        label=gettext_lazy("How many dates to add"),
        help_text=gettext_lazy("The date that is repeated does not count: write 5 to have 6 in all."),
        min_value=1,
        max_value=MOST_TO_ADD,
        required=False,
    )
    repeat_until = forms.DateField(
        label=gettext_lazy("Or until which day"),
        help_text=gettext_lazy("No new date is after it."),
        widget=AdminDateInput,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: The days that were added, and how many were there already.
        self.added: list[date] = []
        self.already_there = 0
        if not self.instance.is_source:  # dates are facts of the source page
            for name in FIELDS:
                self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "dates" in self.formsets and "repeat_every" in self.fields and not FIELDS & self.errors.keys():
            try:
                self._repeat(*(cleaned[name] for name in ("repeat_every", "repeat_times", "repeat_until")))
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned

    def _repeat(self, unit: str, times: int | None, until: date | None) -> None:
        """Have the dates added that are asked for, if any. Raises ValidationError by field."""
        if not unit:
            if times or until:
                raise ValidationError({"repeat_every": _("Choose how it repeats, or empty the other fields.")})
            return
        if not self.is_deferred_validation:
            wanted = _("Save a draft first, to look at the new dates. To publish without them, choose “Not at all”.")
            raise ValidationError({"repeat_every": wanted})
        if not times and not until:
            raise ValidationError({"repeat_times": _("Write how many dates to add, or until which day.")})
        if times and until:
            wanted = _("Write how many dates to add, or until which day, not both: empty one of them.")
            raise ValidationError({"repeat_until": wanted})
        formset = self.formsets["dates"]
        if formset.is_valid():  # else nothing is saved, and the rows say why
            rows = [form.instance for form in formset.ordered_forms]
            self._add(rows, self._days_after(rows, Unit(unit), times, until))

    def _days_after(self, rows: list[Any], unit: Unit, times: int | None, until: date | None) -> list[date]:
        """The days that the rule names after the last row. Raises ValidationError by field."""
        if not rows:
            raise ValidationError({"repeat_every": _("There is no date to repeat yet. Write the first one above.")})
        if rows[-1].month_only:
            wanted = _("Of the last date only the month is known. Write its day first.")
            raise ValidationError({"repeat_every": wanted})
        first = rows[-1].day
        interval = self.cleaned_data["repeat_interval"] or 1
        try:
            days = repeated(first, unit, interval, times=times and times + 1, until=until)[1:]
        except NotTheLast:
            wanted = _("The last date, %(date)s, is not the last %(weekday)s of its month.")
            named = {"date": _in_words(first), "weekday": date_format(first, "l")}
            raise ValidationError({"repeat_every": wanted % named}) from None
        except TooMany:
            wanted = _("That would be more than %(most)d dates. Choose an earlier day.")
            raise ValidationError({"repeat_until": wanted % {"most": MOST_TO_ADD}}) from None
        if not days:
            wanted = _("No date would be added. Choose a later day; the last date is %(date)s.")
            raise ValidationError({"repeat_until": wanted % {"date": _in_words(first)}})
        return days

    def _add(self, rows: list[Any], days: list[date]) -> None:
        """A copy of the last row for each day, but where a row already stands on that day and at that time."""
        last = rows[-1]
        there = {(row.day, row.start_time) for row in rows}
        self.added = [day for day in days if (day, last.start_time) not in there]
        self.already_there = len(days) - len(self.added)
        copied = {name: getattr(last, name) for name in COPIED}
        self.formsets["dates"].more = [type(last)(day=day, **copied) for day in self.added]

    def save(self, commit: bool = True) -> Page:
        page = super().save(commit=commit)
        page.repeated_by = self  # for `say_what_was_added`; no field, so it ends with this request
        return page


#: Stands below the dates. Without its fields, on a translation, Wagtail shows no panel.
repeat_panel = MultiFieldPanel(
    [
        FieldPanel("repeat_every", disable_comments=True),
        FieldRowPanel(
            [FieldPanel(name, disable_comments=True) for name in ("repeat_interval", "repeat_times", "repeat_until")]
        ),
    ],
    heading=gettext_lazy("Repeat the last date"),
    help_text=gettext_lazy(
        "For an event that comes again and again. Save a draft: new dates are added below the last one, with its "
        "times, venue and numbers of places. The clock times stay the same when the clocks change. Months without "
        "such a day, say a 31st, are left out. Then look through the dates, change or delete any of them, and publish."
    ),
    classname="collapsed",
)


def say_what_was_added(request: HttpRequest, page: Page) -> None:
    """A hook for when a page was saved: which dates are new, or that all were there."""
    form = getattr(page, "repeated_by", None)
    if form and form.added:
        messages.success(request, " ".join(_what_was_added(form)))
    elif form and form.already_there:
        messages.warning(request, _("No date was added: all of them are there already."))


def _what_was_added(form: RepeatingForm) -> list[str]:
    """In sentences."""
    number = len(form.added)
    sentences = [
        ngettext(
            "%(number)d date added: %(dates)s. Look at it before you publish.",
            "%(number)d dates added: %(dates)s. Look through them before you publish.",
            number,
        )
        % {"number": number, "dates": _from_to(form.added[0], form.added[-1])}
    ]
    if form.already_there:
        sentences.append(
            ngettext(
                "%(number)d was there already and is not doubled.",
                "%(number)d were there already and are not doubled.",
                form.already_there,
            )
            % {"number": form.already_there}
        )
    return sentences


def _from_to(first: date, last: date) -> str:
    """The year once where it is the same."""
    if first == last:
        return _in_words(first)
    begin = date_format(first, "j F") if first.year == last.year else _in_words(first)
    return _("%(first)s to %(last)s") % {"first": begin, "last": _in_words(last)}


def _in_words(day: date) -> str:
    return date_format(day, "j F Y")
