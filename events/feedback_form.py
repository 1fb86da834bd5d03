"""The form that asks how it was: the same on the web and for what staff type in from paper."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from corner.form_fields import LinesField
from corner.guards import FormGuard
from corner.problems import TellsProblems
from events.statements import RATINGS, Statement


@dataclass(frozen=True)
class Asked:
    """A statement and its field: the field does not know languages."""

    statement: Statement
    field: forms.BoundField


class FeedbackFields(TellsProblems):
    """Nothing is required, but that something is answered."""

    words = LinesField(
        label=gettext_lazy("Anything else?"),
        help_text=gettext_lazy("We may show these words on the event’s page, without a name. Please name nobody."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, statements: list[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self.statements = statements
        for statement in statements:
            self.fields[statement.field_name] = forms.ChoiceField(
                label=statement.words.text,
                choices=[(str(rating), label) for rating, label in RATINGS.items()],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": gettext_lazy("Choose one of the answers on this page")},
            )
        self.order_fields([*(statement.field_name for statement in statements), "words"])

    def asked(self) -> list[Asked]:
        return [Asked(statement, self[statement.field_name]) for statement in self.statements]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.ratings() and not cleaned.get("words"):
            self.add_error(None, gettext("Choose at least one answer, or write something"))
        return cleaned

    def ratings(self) -> dict[str, int]:
        """What was rated, by the statement's id; what was left open is not in it."""
        given = {one.id: self.cleaned_data.get(one.field_name) for one in self.statements}
        return {key: int(rating) for key, rating in given.items() if rating}


class FeedbackForm(FormGuard, FeedbackFields):
    """For everybody, guarded like every public form."""


class PaperForm(FeedbackFields):
    """For staff, who are known: only a second press is caught."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
