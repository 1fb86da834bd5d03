"""Form fields for what people type into public forms: cleaned of what nobody types, refused in plain words."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from corner.text import clean_line, clean_text

TOO_LONG = ngettext_lazy(
    "This is too long. Use %(limit_value)d character or fewer. You have used %(show_value)d.",
    "This is too long. Use %(limit_value)d characters or fewer. You have used %(show_value)d.",
    "limit_value",
)

#: Python refuses to read a number of some thousand digits. No limit that staff set is so long.
MOST_DIGITS = 20


class LineField(forms.CharField):
    """One line of text. What is too long is refused, not cut off, and stays in the box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = TOO_LONG  # type: ignore[attr-defined]

    def to_python(self, value: Any) -> str:
        return clean_line(str(value or ""))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without maxlength: browsers cut off what is pasted, and say nothing."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class LinesField(LineField):
    """Several lines of text."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        return clean_text(str(value or ""))


class EmailAddressField(LineField):
    """An e-mail address, with an example where it is wrong."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
    default_error_messages = {"required": _("Write your e-mail address")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=254, **kwargs)
        self.validators.append(
            EmailValidator(_("This e-mail address does not look right. Write it like this: name@example.org"))
        )


class PhoneField(LineField):
    """A phone number as people write it: digits, spaces, brackets, a plus in front."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=30, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        digits = sum(sign.isdigit() for sign in value)
        others = set(value) - set("0123456789 +-().")
        if value and (digits < 5 or any(not sign.isdigit() for sign in others)):
            raise forms.ValidationError(_("This phone number does not look right. Use digits, such as 023 8000 0000"))


class SeveralField(forms.MultipleChoiceField):
    """Several of some choices. What comes twice, which no browser sends, is chosen once."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().to_python(value)))


class NumberField(LineField):
    """A whole number between two limits, cleaned to its digits.

    It stays text: 0 is an answer like any other, and answers are kept as they are read.
    """

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"})

    def __init__(self, *args: Any, smallest: int, largest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.smallest, self.largest = smallest, largest

    def to_python(self, value: Any) -> str:
        """Digits of any script as those that everybody's programs know: an Arabic "٣" is "3"."""
        text = super().to_python(value)
        return str(int(text)) if text.isdecimal() and len(text) <= MOST_DIGITS else text

    def validate(self, value: str) -> None:
        super().validate(value)
        is_number = value.isdecimal() and len(value) <= MOST_DIGITS
        if value and not (is_number and self.smallest <= int(value) <= self.largest):
            words = _("Write a whole number from %(smallest)d to %(largest)d, in digits")
            raise forms.ValidationError(words, params={"smallest": self.smallest, "largest": self.largest})
