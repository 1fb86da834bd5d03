"""The form in which somebody corrects what the site holds about them."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corner.form_fields import LineField, PhoneField, SeveralField
from corner.guards import FormGuard
from corner.problems import TellsProblems
from events import asking
from events.access import CONSENT_LANGUAGE, CONSENT_VERSION, MORE, MORE_ASKED, SPEAKS, SPEAKS_ASKED, Need, in_english
from events.asking import Question
from events.correcting import ADULT_FIELDS, Correction, companions_of
from events.forms import Asked, SignUpForm
from events.kept_answers import ABOUT_ACCESS
from events.models import AccessNeed, EventPage, ResponsibleAdult, SignUp
from events.party import ADULT, ADULT_MISSING, PartyForm
from events.reading_back import kept, kept_needs
from events.requests import AccessAnswer, AccessConsent, Adult
from events.signing_up import can_cancel

OWN_NEEDS = [*Need.values, SPEAKS, MORE]
ANSWER, NEED = "answer:", "need:"


class OwnDataForm(FormGuard, TellsProblems):
    """Everything that can be changed here, as it stands; `page` is the event's in the reader's language, or None.

    An answer whose question is not asked any more cannot be written anew: it can be taken out (`forget`).
    """

    name = LineField(
        label=_("What should we call you?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write a name that we can call you")},
    )
    phone = PhoneField(label=_("What is your phone number?"), required=False)

    def __init__(self, *args: Any, signup: SignUp, page: EventPage | None, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self.signup = signup
        self.needs = {need.question: need for need in signup.access_needs.all()}
        #: Nobody can arrange anything once the date is over or the place was given back.
        self.can_arrange = can_cancel(signup)
        self.questions = list(self._asked_again(page))
        self.fields["name"].initial, self.fields["phone"].initial = signup.name, signup.phone
        if not signup.email:
            self.fields["phone"].required = True
            self.fields["phone"].error_messages["required"] = _("Write your phone number")
        self._ask_who_comes()
        self._ask_questions()
        if self.can_arrange:
            self._ask_needs()
        self._offer_to_forget(page)

    # --- what is asked --------------------------------------------------------------------------------------

    def _asked_again(self, page: EventPage | None) -> Iterator[Question]:
        for question in asking.questions_of(page, page.facts) if page else []:
            if question.about_access:
                need = self.needs.get(question.id)
                known = need is None or _as_chosen(question, need.answer) is not None
                if self.can_arrange and known and question.id not in self.signup.answers:
                    yield question
            elif question.id not in self.needs and not self._was_about_access(question.id):
                yield question

    def _was_about_access(self, key: str) -> bool:
        return bool(self.signup.asked.get(key, {}).get(ABOUT_ACCESS))

    def _ask_who_comes(self) -> None:
        self._companions = {f"person-{each.pk}": each for each in companions_of(self.signup)}
        for number, (name, each) in enumerate(self._companions.items(), start=2):
            label = gettext("Name of person %(number)d") % {"number": number}
            self.fields[name] = LineField(label=label, max_length=120, required=False, initial=each.name)

        self._adult = ResponsibleAdult.objects.filter(signup=self.signup).first()
        if self._adult:
            for name, kept_as in zip(ADULT, ADULT_FIELDS, strict=True):
                self.fields[name] = one = deepcopy(PartyForm.base_fields[name])
                one.initial = getattr(self._adult, kept_as)
                if name in ADULT_MISSING:
                    one.required = True
                    one.error_messages["required"] = ADULT_MISSING[name]

    def _ask_questions(self) -> None:
        for question in self.questions:
            one = question.form_field()
            if question.about_access:
                need = self.needs.get(question.id)
                one.initial = _as_chosen(question, need.answer) if need else None
            else:
                one.initial = self.signup.answers.get(question.id)
                # What was not asked at that time does not stand between somebody and their own name.
                one.required = one.required and question.id in self.signup.answers
            self.fields[question.field_name] = one

    def _ask_needs(self) -> None:
        for name in ("need", "speaks", "more"):
            self.fields[name] = deepcopy(SignUpForm.base_fields[name])
        self.fields["need"].initial = [key for key in self.needs if key in Need.values]
        self.fields["speaks"].initial = self._answer(SPEAKS)
        self.fields["more"].initial = self._answer(MORE)
        if not self.signup.access_consent_at:
            self.fields["agree"] = forms.BooleanField(required=False)

    def _answer(self, key: str) -> str:
        return self.needs[key].answer if key in self.needs else ""

    def _offer_to_forget(self, page: EventPage | None) -> None:
        asked = {question.id for question in self.questions} | (set(OWN_NEEDS) if self.can_arrange else set())
        answers = zip(self.signup.answers, kept(self.signup, page), strict=True)
        choices = [(ANSWER + key, str(row.label.text)) for key, row in answers if key not in asked]
        rows = kept_needs(self.signup, page)
        choices += [
            (NEED + each.need.question, str(each.row.label.text)) for each in rows if each.need.question not in asked
        ]
        if choices:
            self.fields["forget"] = SeveralField(
                label=_("Which of these answers should we delete?"),
                choices=choices,
                required=False,
                error_messages={"invalid_choice": _("Tick only answers on this page")},
            )

    # --- for the template -----------------------------------------------------------------------------------

    def about_you(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "phone", *self._companions, *(ADULT if self._adult else ()))]

    def other_questions(self) -> list[Asked]:
        return [Asked(q, self[q.field_name]) for q in self.questions if not q.about_access]

    def questions_about_access(self) -> list[Asked]:
        return [Asked(q, self[q.field_name]) for q in self.questions if q.about_access]

    # --- what was answered ----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "agree" in self.fields and self._needs(cleaned) and not cleaned.get("agree"):
            self.add_error("agree", gettext("Tick this box, or take out your answers about what would help you"))
        return cleaned

    def _needs(self, cleaned: dict[str, Any]) -> tuple[AccessAnswer, ...]:
        """What stands there now in the words it had; what is new, in those of the site."""
        ticked = [
            AccessAnswer(key, self._asked(key, in_english(Need(key))), "yes") for key in cleaned.get("need") or []
        ]
        texts = [(SPEAKS, SPEAKS_ASKED, cleaned.get("speaks")), (MORE, MORE_ASKED, cleaned.get("more"))]
        written = [AccessAnswer(key, asked, words) for key, asked, words in texts if words]
        return (*ticked, *asking.about_access(self.questions, cleaned), *written)

    def _asked(self, key: str, words: str) -> str:
        need: AccessNeed | None = self.needs.get(key)
        return need.asked if need else words

    def to_correction(self) -> Correction:
        """What `correcting.correct` needs. Only once the form is valid."""
        cleaned = self.cleaned_data
        forget = cleaned.get("forget") or []
        kept_now, asked = asking.to_keep(self.questions, cleaned)
        plain = [q.id for q in self.questions if not q.about_access]
        answers = {key: kept_now.get(key) for key in plain} | {
            key.removeprefix(ANSWER): None for key in forget if key.startswith(ANSWER)
        }
        about_access = [q.id for q in self.questions if q.about_access]
        taken_out = [key.removeprefix(NEED) for key in forget if key.startswith(NEED)]
        return Correction(
            name=cleaned["name"],
            phone=cleaned["phone"],
            companions={each.pk: cleaned[name] for name, each in self._companions.items()},
            adult=Adult(*(cleaned[name] for name in ADULT)) if self._adult else None,
            answers=answers,
            asked=asked,
            needs_asked=[*about_access, *(OWN_NEEDS if self.can_arrange else []), *taken_out],
            needs=self._needs(cleaned),
            consent=AccessConsent(CONSENT_VERSION, CONSENT_LANGUAGE) if cleaned.get("agree") else None,
        )


def _as_chosen(question: Question, words: str) -> Any:
    """The value of the field that leads to these words, as answers about access are kept; None without one."""
    if not question.asked_options:
        return words
    ids = [key for key, text in question.asked_options.items() if text == words]
    if question.kind != "several_of":
        return ids[0] if ids else None
    chosen = ids or [key for key, text in question.asked_options.items() if text in words.split(", ")]
    return chosen if question.in_source_words(chosen) == words else None
