"""Who comes: the part of the sign-up form about the people of a party, and about who looks after the youngest.

Names are nobody's duty: a place needs none. Ages are asked only where people under 18 are invited, and then only what
keeps them safe (signups.md, "Young people").
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corner.form_fields import LineField, PhoneField
from events.requests import Adult, Person

#: So many companions can be named; larger parties are counted.
MOST_NAMED = 9
ADULT = ("adult_name", "adult_phone", "emergency_contact", "may_collect")
#: What has to be known about who looks after somebody, and what is said without it.
ADULT_MISSING = {
    "adult_name": _("Write the name of the adult who looks after them"),
    "adult_phone": _("Write a phone number of this adult"),
    "emergency_contact": _("Write whom we can ring in an emergency"),
}


def name_of(number: int) -> str:
    """The name of the field for somebody's name; the first who comes along is 1."""
    return f"with-{number}-name"


def young_of(number: int) -> str:
    """The name of the box to tick when they are under 16."""
    return f"with-{number}-under-16"


_OF_A_COMPANION = re.compile(r"with-([1-9])-(?:name|under-16)")


def companion_fields(numbers: list[int], with_ages: bool) -> dict[str, forms.Field]:
    """The fields about these companions."""
    fields: dict[str, forms.Field] = {}
    for number in numbers:
        fields[name_of(number)] = LineField(
            label=_("First name"),
            max_length=120,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        if with_ages:
            fields[young_of(number)] = forms.BooleanField(label=_("Under 16 years old"), required=False)
    return fields


def fields_in(data: Mapping[str, Any]) -> dict[str, forms.Field]:
    """Those about the companions that `data` names, whatever form it was typed into."""
    return companion_fields(
        sorted({int(found[1]) for name in data if (found := _OF_A_COMPANION.fullmatch(name))}), True
    )


class PartyForm(forms.Form):
    """Put it before the form's other bases, and call `ask_who_comes` once `people` is there."""

    not_coming = forms.BooleanField(
        label=_("I do not come myself: I sign up somebody else"),
        required=False,
        widget=forms.CheckboxInput(attrs={"data-not-coming": ""}),
    )
    adult_name = LineField(label=_("Which adult looks after them on the day? Name"), max_length=120, required=False)
    adult_phone = PhoneField(label=_("Phone number of this adult"), required=False)
    emergency_contact = LineField(
        label=_("Whom else can we ring in an emergency?"),
        help_text=_("Another person: name and phone number."),
        max_length=200,
        required=False,
    )
    may_collect = LineField(
        label=_("Who may collect them?"),
        help_text=_("Leave this empty if only the same adult may."),
        max_length=200,
        required=False,
    )

    def ask_who_comes(self, largest_party: int, *, with_ages: bool) -> None:
        """`with_ages`: people under 18 are invited; then a parent may sign up a child and stay away."""
        others = largest_party if with_ages else largest_party - 1
        self.companions = list(range(1, min(others, MOST_NAMED) + 1))
        self.fields.update(companion_fields(self.companions, with_ages))
        self.with_ages = with_ages
        if not with_ages:
            for name in ("not_coming", *ADULT):
                del self.fields[name]

    def companion_rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each companion, to be drawn together."""
        for number in self.companions:
            yield number, [self[name] for name in (name_of(number), young_of(number)) if name in self.fields]

    # --- what was answered ----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = self._companions(cleaned)
        if people := cleaned.get("people"):
            room = people if cleaned.get("not_coming") else people - 1
            if len(named) > room:
                self.add_error("people", gettext("You wrote about more people than that. Choose how many are coming"))
        if self.with_ages:
            self._check_adult(cleaned, any(person.under_16 for person in named))
        return cleaned

    def _check_adult(self, cleaned: dict[str, Any], is_needed: bool) -> None:
        if not is_needed:
            if any(cleaned.get(name) for name in ADULT):
                words = gettext("Nobody is ticked as under 16. Tick who is, or empty these boxes")
                self.add_error("adult_name", words)
            return
        for name, missing in ADULT_MISSING.items():
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, str(missing))

    def _companions(self, cleaned: Mapping[str, Any]) -> list[Person]:
        rows = [Person(cleaned.get(name_of(n)) or "", bool(cleaned.get(young_of(n)))) for n in self.companions]
        return [person for person in rows if person.name or person.under_16]

    def everybody(self) -> tuple[Person, ...]:
        """Who comes, as far as they are named. Only once the form is valid."""
        cleaned = self.cleaned_data
        others = self._companions(cleaned)
        if cleaned.get("not_coming"):
            return tuple(others or [Person()])
        return (Person(cleaned["name"]), *others)

    def adult(self) -> Adult | None:
        """Who looks after those under 16, if anybody is."""
        cleaned = self.cleaned_data
        if not any(person.under_16 for person in self.everybody()):
            return None
        return Adult(*(cleaned[name] for name in ADULT))
