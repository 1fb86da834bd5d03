"""What the form of an event page refuses, in words for the person who fills it in.

Only the source page is asked: a translation's copies of dates and numbers are never used. Drafts may say anything.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from events.admin.repeated_dates import RepeatingForm
from events.dates import Times, signup_time_problems, times_of


class EventPageForm(RepeatingForm):
    """Dates that can be, and nothing that would take a place from somebody who has one."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._accept_what_is_not_recorded(cleaned)
        if not self.is_deferred_validation and self.instance.is_source and "dates" in self.formsets:
            self.formsets["dates"].is_valid()  # each row is cleaned now, so that it can be judged here
            self._judge_page_times(cleaned)
            for row in self._rows():
                self._judge_row(row, cleaned)
            self._judge_against_signups(cleaned)
        return cleaned

    def _accept_what_is_not_recorded(self, cleaned: dict[str, Any]) -> None:
        """Of an old event, what was planned may stay empty; the blocks themselves do not know that."""
        name = "what_to_expect"
        if cleaned.get("not_recorded") and name in self.errors and not (typed := self[name].data):
            del self.errors[name]
            cleaned[name] = typed

    def _update_errors(self, errors: ValidationError) -> None:
        """What the page lacks, at its field. The dates are asked by their own rows: the page gets them later."""
        getattr(errors, "error_dict", {}).pop("dates", None)
        super()._update_errors(errors)

    def _rows(self) -> Iterator[ModelForm]:
        """The forms of the dates that stay."""
        formset = self.formsets["dates"]
        for row in formset.forms:
            if row not in formset.deleted_forms and row.cleaned_data.get("day"):
                yield row

    def _judge_page_times(self, cleaned: dict[str, Any]) -> None:
        for name, message in signup_time_problems(
            cleaned.get("signup_opens"), cleaned.get("signup_closes"), None
        ).items():
            self.add_error(name, message)

    def _judge_row(self, row: ModelForm, cleaned: dict[str, Any]) -> None:
        times: Times | None = None
        if not row.errors:
            try:
                times = times_of(row.instance)
            except ValidationError as error:
                row.add_error(None, error)
        data = row.cleaned_data
        for name, message in signup_time_problems(data.get("signup_opens"), data.get("signup_closes"), times).items():
            row.add_error(name, message)

    def _judge_against_signups(self, cleaned: dict[str, Any]) -> None:
        """Rules that need the occasions: what is taken, who is on a list, whose the list is."""
        from events.models import Event

        event = Event.objects.filter(translation_key=self.instance.translation_key).first()
        if event is None:
            return
        self._judge_organisation(event, cleaned)
        self._judge_questions(event, cleaned)
        rows = {row.instance.date_key: row for row in self._rows()}
        for occasion in event.occasions.prefetch_related("places"):
            if occasion.is_over:
                continue
            row = rows.get(occasion.date_key)
            if row is None:
                self._judge_removal(occasion)
            else:
                self._judge_places(occasion, row, cleaned)

    def _judge_organisation(self, event: Any, cleaned: dict[str, Any]) -> None:
        from events.occasions import may_hand_over

        named = cleaned.get("responsible_organisation")
        current = event.responsible_organisation
        if named and named.translation_key != current.translation_key and not may_hand_over(event, self.for_user):
            self.add_error(
                "responsible_organisation",
                _("People have signed up. Only staff of %(organisation)s can hand the event over.")
                % {"organisation": current.title},
            )

    def _judge_questions(self, event: Any, cleaned: dict[str, Any]) -> None:
        """A question with answers is retired, not deleted. One that was taken out is put back, to be ticked there."""
        from events.kept_answers import answered
        from events.models import EventPage

        asked = cleaned.get("questions")
        if asked is None:  # something is wrong with them, which comes first
            return
        published = EventPage.objects.filter(pk=self.instance.pk).values_list("questions", flat=True).first() or []
        missed = {block.id for block in published} - {block.id for block in asked}
        missed &= answered(event) if missed else set()
        errors = {}
        for index, block in enumerate(published):
            if block.id in missed:
                place = min(index, len(asked))
                asked.insert(place, (block.block_type, block.value, block.id))
                refusal = _(
                    "People have answered “%(question)s”. Tick “Do not ask this any more” instead of deleting it."
                ) % {"question": block.value["question"]}
                errors[place] = StructBlockValidationError(block_errors={"retired": ValidationError(refusal)})
        if errors:
            self.add_error("questions", StreamBlockValidationError(block_errors=errors))
            # What the form shows again is what was sent, which is without them.
            self.fields["questions"].bound_data = lambda _data, _initial: asked

    def _judge_removal(self, occasion: Any) -> None:
        if occasion.signups.active().exists():
            self.add_error(
                None,
                _(
                    "People have signed up for %(date)s, so the date cannot be removed. "
                    "Put it back and set its status to “Cancelled”: they are told."
                )
                % {"date": f"{occasion.day:%d/%m/%Y}"},
            )

    def _judge_places(self, occasion: Any, row: ModelForm, cleaned: dict[str, Any]) -> None:
        from events.occasions import capacities

        # The page itself is filled in only after `clean`; here its new values are what was typed.
        wanted = capacities(_Typed(cleaned), row.instance)
        for places in occasion.places.all():
            taken = places.taken
            if places.way not in wanted and (taken or places.waiting):
                self.add_error(
                    "mode", _("People have signed up to join this way: %(way)s.") % {"way": places.get_way_display()}
                )
            elif (capacity := wanted.get(places.way)) is not None and capacity < taken:
                name = "capacity_online" if places.way == "online" else "capacity_in_person"
                message = ngettext(
                    "%(taken)d person has a place on %(date)s. Write %(taken)d or more.",
                    "%(taken)d people have a place on %(date)s. Write %(taken)d or more.",
                    taken,
                ) % {"taken": taken, "date": f"{occasion.day:%d/%m/%Y}"}
                own = row if row.cleaned_data.get(name) is not None else self
                if message not in own.errors.get(name, []):
                    own.add_error(name, message)


class _Typed:
    """The page's fields as typed, for functions that read a page."""

    def __init__(self, cleaned: dict[str, Any]) -> None:
        self.mode = cleaned.get("mode")
        self.capacity_in_person = cleaned.get("capacity_in_person")
        self.capacity_online = cleaned.get("capacity_online")
