"""What the forms above lists have in common: readers narrow a list, and nobody has to answer."""

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
