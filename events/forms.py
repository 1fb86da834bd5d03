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

from corner.form_fields import EmailAddressField, LineField, LinesField, PhoneField, SeveralField
from corner.guards import FormGuard
from corner.guards.form import FIELDS as GUARD_FIELDS
from corner.problems import TellsProblems
from events import asking, reading_back
from events.access import CONSENT_LANGUAGE, CONSENT_VERSION, MORE, MORE_ASKED, SPEAKS, SPEAKS_ASKED, Need, in_english
from events.asking import Question, Words
from events.models import Occasion, Places, Way
from events.party import PartyForm
from events.reading_back import Row, is_ticked
from events.requests import AccessAnswer, AccessConsent, SignUpRequest


@dataclass(frozen=True)
class Asked:
    """A question of the page and its field. Both are needed to draw it: the field does not know languages."""

    question: Question
    field: forms.BoundField

    def choices(self) -> Iterator[tuple[forms.boundfield.BoundWidget, Words]]:
        """Each option's box and words."""
        for box in self.field.subwidgets:
            yield box, self.question.options[box.data["value"]]


class SignUpForm(FormGuard, TellsProblems, PartyForm):
    """`occasion` says how many may come and how; `questions` are the event's own (`asking.questions_of`).

    `with_ages`: people under 18 are invited.
    """

    name = LineField(
        label=_("What should we call you?"),
        help_text=_("Any name is fine."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write a name that we can call you")},
    )
    email = EmailAddressField(
        label=_("What is your e-mail address?"),
        help_text=_("We send you a link to see or cancel your place. No e-mail? Give us a phone number instead."),
        required=False,
    )
    phone = PhoneField(
        label=_("What is your phone number?"),
        help_text=_("You do not have to give one if you have e-mail."),
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
        widget=forms.Select(attrs={"class": "short", "data-people": ""}),
        error_messages={
            "required": _("Choose how many people are coming"),
            "invalid_choice": _("Choose how many people are coming"),
        },
    )
    need = SeveralField(
        label=_("What should we arrange?"),
        choices=Need.choices,
        required=False,
        error_messages={"invalid_choice": _("Tick only answers on this page")},
    )
    speaks = LineField(
        label=_("Which language do you speak?"),
        max_length=asking.SHORT,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
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
        self,
        *args: Any,
        occasion: Occasion,
        questions: list[Question],
        with_ages: bool = False,
        typed: QueryDict | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self._typed = self.data if typed is None else typed
        self.occasion = occasion
        self.questions = questions
        self.offered = [places for places in occasion.places.all() if places.offered]
        self._ask_way()
        self._ask_people()
        self.ask_who_comes(occasion.largest_party, with_ages=with_ages)
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

    # --- what was answered ----------------------------------------------------------------------------------

    def sent_by(self) -> tuple[UUID, str] | None:
        """The id of the rendered form and the address in it (none of who has only a phone), once both are right,
        whatever else is not."""
        if "email" in self.errors or self._nonce is None:
            return None
        return self._nonce, self.cleaned_data["email"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not ({"email", "phone"} & self.errors.keys() or cleaned["email"] or cleaned["phone"]):
            self.add_error("email", gettext("Write your e-mail address, or a phone number"))
        if self._says_something_about_access(cleaned) and not cleaned.get("agree"):
            self.add_error("agree", gettext("Tick this box, or take out your answers about what would help you"))
        return cleaned

    def _says_something_about_access(self, cleaned: dict[str, Any]) -> bool:
        answered = any(cleaned.get(name) for name in ("need", "speaks", "more"))
        return answered or bool(asking.about_access(self.questions, cleaned))

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
            people=self.everybody(),
            adult=self.adult(),
            would_like_to_help_host=cleaned["host"],
            answers=kept,
            asked=asked,
            access_answers=needs,
            access_consent=AccessConsent(CONSENT_VERSION, CONSENT_LANGUAGE) if needs and cleaned["agree"] else None,
            privacy_notice_version=privacy_notice_version,
            privacy_notice_language=CONSENT_LANGUAGE,
        )

    def _needs(self, cleaned: dict[str, Any]) -> tuple[AccessAnswer, ...]:
        ticked = [AccessAnswer(need, in_english(Need(need)), "yes") for need in cleaned["need"]]
        speaks = [AccessAnswer(SPEAKS, SPEAKS_ASKED, cleaned["speaks"])] if cleaned["speaks"] else []
        more = [AccessAnswer(MORE, MORE_ASKED, cleaned["more"])] if cleaned["more"] else []
        return (*ticked, *speaks, *asking.about_access(self.questions, cleaned), *more)

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
