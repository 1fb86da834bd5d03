"""The rows of dates in the form of an event page: what is left empty, and what is asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class NumberOfRow(forms.IntegerField):
    """Where a row stands. The editor writes it by itself, so it does not make a row that was filled in."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class KeyOfRow(forms.CharField):
    """Which date a row is, hidden. It is only sent back, so it does not make a row that was changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class DatesFormSet(BaseChildFormSet):
    """A new row that is left empty counts for nothing. To publish, one date is needed; a draft needs none."""

    #: New rows that nobody typed, to be added after the others (`events.admin.repeated_dates`).
    more: Sequence[Any] = ()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["day"].error_messages["required"] = _("Write the date, or leave the whole row empty.")
        if index is not None and index >= self.initial_form_count():
            form.empty_permitted = True
            form.fields[ORDERING_FIELD_NAME] = NumberOfRow(required=False)
        elif index is not None:
            self._keep_key(form)

    def _keep_key(self, form: forms.Form) -> None:
        """A row of a draft only, without a number in the database, stays the same date from draft to draft.

        Wagtail knows such a row by nothing; it would come back as a new date, with a list of people of its own.
        """
        row = form.instance  # type: ignore[attr-defined]
        if self.is_bound and row.pk is None:
            own = {str(draft.date_key): draft.date_key for draft in self.get_queryset() if draft.pk is None}
            row.date_key = own.get(self.data.get(form.add_prefix("date_key")), row.date_key)
        form.fields["date_key"] = KeyOfRow(required=False, initial=row.date_key)

    def clean(self) -> None:
        super().clean()
        # Wagtail sets `min_num` to 0 while a draft is saved.
        rows = [form for form in self.forms if form.has_changed() or form in self.initial_forms]
        if len([form for form in rows if form not in self.deleted_forms]) < self.min_num:
            raise ValidationError(_("Add at least one date."))

    def save(self, commit: bool = True) -> list[Any]:
        saved = super().save(commit=False)
        rows = getattr(self.instance, self.rel_name)
        last = max((row.sort_order or 0 for row in rows.all()), default=0)
        for place, row in enumerate(self.more, start=last + 1):
            row.sort_order = place
        rows.add(*self.more)
        if commit:
            rows.commit()
        return [*saved, *self.more]


class DatesPanel(InlinePanel):
    """The dates of an event, the first row there to be filled in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"min_num": 1, **kwargs})

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        # Django's own check says "at least 1 form"; ours says what to do.
        options["formsets"][self.relation_name] |= {"formset": DatesFormSet, "validate_min": False}
        return options
