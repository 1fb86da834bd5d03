"""The rows of dates in the form of an event page: what is left empty, and what is asked for."""

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


class DatesFormSet(BaseChildFormSet):
    """A new row that is left empty counts for nothing. To publish, one date is needed; a draft needs none."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["day"].error_messages["required"] = _("Write the date, or leave the whole row empty.")
        if index is not None and index >= self.initial_form_count():
            form.empty_permitted = True
            form.fields[ORDERING_FIELD_NAME] = NumberOfRow(required=False)

    def clean(self) -> None:
        super().clean()
        # Wagtail sets `min_num` to 0 while a draft is saved.
        rows = [form for form in self.forms if form.has_changed() or form in self.initial_forms]
        if len([form for form in rows if form not in self.deleted_forms]) < self.min_num:
            raise ValidationError(_("Add at least one date."))


class DatesPanel(InlinePanel):
    """The dates of an event, the first row there to be filled in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"min_num": 1, **kwargs})

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        # Django's own check says "at least 1 form"; ours says what to do.
        options["formsets"][self.relation_name] |= {"formset": DatesFormSet, "validate_min": False}
        return options
