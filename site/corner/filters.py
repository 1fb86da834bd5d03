"""What the forms above lists have in common: readers narrow a list, and nobody has to answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SeveralOf(forms.MultipleChoiceField):
    """Boxes to tick, or none. A choice that does not exist, in an address typed by hand, is said at the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Choose from the list.")},
            **kwargs,
        )


class OneOf(forms.ChoiceField):
    """One of a list that may grow long, or any. A choice that does not exist, typed by hand, is said at the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, error_messages={"invalid_choice": _("Choose from the list.")}, **kwargs)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """What there is to choose from, below "all of them"."""
        self.choices = [("", _("All")), *choices]
