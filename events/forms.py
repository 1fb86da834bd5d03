"""The sign-up form: an ordinary form, made for one date, in the reader's language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from corner.guards import FormGuard
from corner.guards.form import FIELDS as GUARD_FIELDS
from events import asking, reading_back
from events.access import CONSENT_LANGUAGE, CONSENT_VERSION, MORE, MORE_ASKED, Need
from events.asking import Question, Words
from events.fields import EmailAddressField, LineField, LinesField, PhoneField
from events.models import Occasion, Places, Way
from events.reading_back import Row, is_ticked
from events.signing_up import AccessAnswer, AccessConsent, SignUpRequest


@dataclass(frozen=True)
class Asked:
    """A question of the page and its field. Both are needed to draw it: the field does not know languages."""

    question: Question
    field: forms.BoundField

    def choices(self) -> Iterator[tuple[forms.boundfield.BoundWidget, Words]]:
        """Each option's box and words."""
        for box in self.field.subwidgets:
            yield box, self.question.options[box.data["value"]]


def first_id(field: forms.BoundField) -> str:
    """Where a link to the field leads: for radios and ticks to the first of them."""
    is_group = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if is_group else field.auto_id


class SignUpForm(FormGuard, forms.Form):
    """`occasion` says how many may come and how; `questions` are the event's own (`answers.questions_of`)."""

    name = LineField(
        label=_("What should we call you?"),
        help_text=_("Any name is fine."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write a name that we can call you")},
    )
    email = EmailAddressField(
        label=_("What is your e-mail address?"),
        help_text=_("We send you a link to see or cancel your place."),
    )
    phone = PhoneField(
        label=_("What is your phone number?"),
        help_text=_("You do not have to give one."),
        required=False,
    )
    way = forms.ChoiceField(
        label=_("How would you like to join?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how you would like to join"),
            "invalid_choice": _("Choose how you would like to join"),
        },
    )
    people = forms.TypedChoiceField(
        label=_("How many people are coming?"),
        coerce=int,
        widget=forms.Select(attrs={"class": "short"}),
        error_messages={
            "required": _("Choose how many people are coming"),
            "invalid_choice": _("Choose how many people are coming"),
        },
    )
    need = forms.MultipleChoiceField(
        label=_("What should we arrange?"),
        choices=Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Tick only answers on this page")},
    )
    more = LinesField(
        label=_("Anything else?"),
        help_text=_("For example: food you cannot eat, or a language you speak."),
        max_length=asking.LONG,
        required=False,
    )
    host = forms.BooleanField(label=_("I would like to help host one day"), required=False)
    agree = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, occasion: Occasion, questions: list[Question], typed: QueryDict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self._typed = self.data if typed is None else typed
        self.occasion = occasion
        self.questions = questions
        self.offered = [places for places in occasion.places.all() if places.offered]
        self._ask_way()
        self._ask_people()
        for question in questions:
            self.fields[question.field_name] = question.form_field()

    # --- what is asked --------------------------------------------------------------------------------------

    def _ask_way(self) -> None:
        self._offer("way", [(places.way, _with_room(places)) for places in self.offered])
        chosen = self._typed.get("way")
        if chosen in Way.values:
            words = gettext("You chose “%(way)s”. This date does not offer that now. Choose again")
            self.fields["way"].error_messages["invalid_choice"] = words % {"way": Way(chosen).label}

    def _ask_people(self) -> None:
        largest = self.occasion.largest_party
        self._offer("people", [(str(number), str(number)) for number in range(1, largest + 1)])
        chosen = self._typed.get("people") or ""
        if re.fullmatch("[1-9][0-9]{0,3}", chosen):
            self.fields["people"].error_messages["invalid_choice"] = _too_many_people(int(chosen), largest)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Ask for one of the choices. The only one is carried along unseen: staff may publish others meanwhile.

        What was chosen and is not offered any more is asked for again, with nothing chosen in its place.
        """
        one: Any = self.fields[name]
        offered = [value for value, _words in choices]
        chosen = self._typed.get(name)
        if len(choices) == 1 and (chosen in offered or (chosen is None and not self.is_bound)):
            one.widget = forms.HiddenInput()
            one.initial = offered[0]
        elif name == "people" and chosen is not None and chosen not in offered:
            choices = [("", gettext("Choose")), *choices]
        one.choices = choices

    def questions_about_access(self) -> list["Asked"]:
        return self._asked(about_access=True)

    def other_questions(self) -> list["Asked"]:
        return self._asked(about_access=False)

    def _asked(self, *, about_access: bool) -> list["Asked"]:
        return [Asked(q, self[q.field_name]) for q in self.questions if q.about_access == about_access]

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, in the order of the form: the id to jump to (empty for the whole form), and the words."""
        for message in self.non_field_errors():
            yield "", str(message)
        for name in self.fields:
            for message in self.errors.get(name, []):
                yield "" if self[name].is_hidden else first_id(self[name]), str(message)

    # --- what was answered ----------------------------------------------------------------------------------

    def sent_by(self) -> tuple[UUID, str] | None:
        """The id of the rendered form and the address in it, once both are right, whatever else is not."""
        email = "" if "email" in self.errors else self.cleaned_data["email"]
        return (self._nonce, email) if self._nonce and email else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._says_something_about_access(cleaned) and not cleaned.get("agree"):
            self.add_error("agree", gettext("Tick this box, or take out your answers about what would help you"))
        return cleaned

    def _says_something_about_access(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("need") or cleaned.get("more") or asking.about_access(self.questions, cleaned))

    def to_request(self, language: str, privacy_notice_version: str) -> SignUpRequest:
        """What `signing_up.sign_up` needs. Only once the form is valid."""
        cleaned = self.cleaned_data
        kept, asked = asking.to_keep(self.questions, cleaned)
        needs = self._needs(cleaned)
        return SignUpRequest(
            occasion_id=self.occasion.pk,
            way=cleaned["way"],
            name=cleaned["name"],
            email=cleaned["email"],
            phone=cleaned["phone"],
            nonce=self.nonce,
            language=language,
            number_of_places=cleaned["people"],
            would_like_to_help_host=cleaned["host"],
            answers=kept,
            asked=asked,
            access_answers=needs,
            access_consent=AccessConsent(CONSENT_VERSION, CONSENT_LANGUAGE) if needs and cleaned["agree"] else None,
            privacy_notice_version=privacy_notice_version,
            privacy_notice_language=CONSENT_LANGUAGE,
        )

    def _needs(self, cleaned: dict[str, Any]) -> tuple[AccessAnswer, ...]:
        ticked = [AccessAnswer(need, _stored(Need(need)), "yes") for need in cleaned["need"]]
        more = [AccessAnswer(MORE, MORE_ASKED, cleaned["more"])] if cleaned["more"] else []
        return (*ticked, *asking.about_access(self.questions, cleaned), *more)

    def rows(self) -> Iterator[Row]:
        """The answers as their giver reads them back. What there was no choice about was not asked."""
        given = {name: value for name, value in self.cleaned_data.items() if not self[name].is_hidden}
        return reading_back.rows(self.fields, self.questions, given)

    def kept_fields(self) -> list[forms.BoundField]:
        """Everything but the guard's own, to be carried along as hidden fields."""
        return [self[name] for name in self.fields if name not in GUARD_FIELDS]

    @classmethod
    def as_typed(cls, data: QueryDict, **kwargs: Any) -> "SignUpForm":
        """A form that shows `data` again without judging it: for going back to change something."""
        form = cls(typed=data, **kwargs)
        for name, one in form.fields.items():
            values = data.getlist(name)
            one.initial = values if isinstance(one, forms.MultipleChoiceField) else data.get(name, one.initial)
            if isinstance(one, forms.BooleanField):
                one.initial = is_ticked(data, name)
        return form


def _stored(need: Need) -> str:
    """The name of a need in English, as staff read it."""
    from django.utils.translation import override

    with override("en-gb"):
        return str(need.label)


def _too_many_people(chosen: int, largest: int) -> str:
    return ngettext(
        "You chose %(chosen)d people. Now one form is for %(largest)d person at most. Choose again",
        "You chose %(chosen)d people. Now one form is for %(largest)d people at most. Choose again",
        largest,
    ) % {"chosen": chosen, "largest": largest}


def _with_room(places: Places) -> str:
    label = str(Way(places.way).label)
    if places.left != 0:
        return label
    words = gettext("%(way)s: waiting list") if places.takes_more else gettext("%(way)s: full")
    return words % {"way": label}
