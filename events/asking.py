"""The questions that staff put on an event page: asked in the reader's language, answered by ids.

Which questions there are, what kind they are, whether they are about access and whether they are asked at all any more
is the source page's word; a translation lends its labels, found by block id. What it does not have shows in the
source's language (signups.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corner.form_fields import EmailAddressField, LineField, LinesField, NumberField, PhoneField, SeveralField
from events.questions import LARGEST, SMALLEST, limits_of
from events.requests import AccessAnswer

YES, NO = "yes", "no"
_YES_OR_NO = {YES: _("Yes"), NO: _("No")}
#: As staff read them, in the source's language.
_YES_OR_NO_STORED = {YES: "Yes", NO: "No"}

SHORT, LONG = 200, 2000  # characters
LEFT_TO_RIGHT = ("email", "phone")


@dataclass(frozen=True)
class Words:
    """A text; whether it stands in the source's language because it is not translated, and whether it reads from left
    to right in every language."""

    text: Any
    is_source: bool = False
    is_ltr: bool = False


@dataclass(frozen=True)
class Question:
    """One question as the form asks it, or asked it before it was `retired`.

    `asked` and `asked_options` are the source's words, kept with the answer.
    """

    id: str
    kind: str
    label: Words
    help: Words
    required: bool
    about_access: bool
    asked: str
    options: dict[str, Words] = field(default_factory=dict)
    asked_options: dict[str, str] = field(default_factory=dict)
    retired: bool = False
    #: The smallest and the largest number.
    limits: tuple[int, int] = (SMALLEST, LARGEST)

    @property
    def field_name(self) -> str:
        return f"q-{self.id}"

    def form_field(self) -> forms.Field:
        """The field that asks it. Its errors say what to do."""
        return _FIELDS[self.kind](self)

    def snapshot(self) -> dict[str, Any]:
        """The question in the source's words, to understand the answer by once the page has changed."""
        kept: dict[str, Any] = {"question": self.asked, "kind": self.kind}
        return {**kept, "options": self.asked_options} if self.asked_options else kept

    def in_source_words(self, answer: Any) -> str:
        """A cleaned answer as staff read it."""
        return in_words(answer, self.asked_options)

    def in_readers_words(self, answer: Any) -> list[Words]:
        """A cleaned answer as the person who gave it reads it back, one line each."""
        given = answer if isinstance(answer, list) else [answer]
        return [self.options.get(each, Words(each, is_ltr=self.kind in LEFT_TO_RIGHT)) for each in given if each]


def in_words(answer: Any, options: dict[str, str]) -> str:
    """An answer as it is kept (text, an option's id, or a list of them), in the words of the options."""
    given = answer if isinstance(answer, list) else [answer]
    return ", ".join(str(options.get(each, each)) for each in given)


def questions_of(page: Any, facts: Any) -> list[Question]:
    """The questions to ask: those of the source page `facts`, in the words of `page` where it has them."""
    return [question for question in all_questions_of(page, facts) if not question.retired]


def all_questions_of(page: Any, facts: Any) -> list[Question]:
    """Likewise, with those that are not asked any more: to read answers by."""
    translated = page.pk != facts.pk
    shown = {block.id: block.value for block in page.questions} if translated else {}
    return [_question(block, block.value if not translated else shown.get(block.id)) for block in facts.questions]


def _question(block: Any, shown: Any) -> Question:
    value = block.value
    options, asked_options = _options(block.block_type, value, shown)
    return Question(
        id=block.id,
        kind=block.block_type,
        label=_words(value["question"], shown, "question"),
        help=_words(value["help"], shown, "help"),
        # Questions about access are never an obligation (look.md, "Sensitive questions").
        required=bool(value["required"]) and not value["access"],
        about_access=bool(value["access"]),
        asked=value["question"],
        options=options,
        asked_options=asked_options,
        retired=bool(value["retired"]),
        limits=limits_of(value) if block.block_type == "number" else (SMALLEST, LARGEST),
    )


def _words(original: str, shown: Any, name: str) -> Words:
    own = (shown.get(name) or "") if shown else ""
    return Words(own) if own else Words(original or "", is_source=True)


def _options(kind: str, value: Any, shown: Any) -> tuple[dict[str, Words], dict[str, str]]:
    if kind == "yes_no":
        return {key: Words(label) for key, label in _YES_OR_NO.items()}, dict(_YES_OR_NO_STORED)
    if "options" not in value:
        return {}, {}
    asked = dict(_items(value))
    own = dict(_items(shown)) if shown and "options" in shown else {}
    options = {key: Words(own[key]) if own.get(key) else Words(text, is_source=True) for key, text in asked.items()}
    return options, asked


def _items(value: Any) -> Iterator[tuple[str, str]]:
    """The options of a question by their ids, which are the same in every language."""
    for item in value["options"].bound_blocks:
        yield item.id, item.value


# --- as form fields -----------------------------------------------------------------------------------------


def _common(question: Question, missing: Any) -> dict[str, Any]:
    return {
        "label": question.label.text,
        "help_text": question.help.text,
        "required": question.required,
        "error_messages": {"required": missing},
    }


def _choices(question: Question) -> list[tuple[str, Any]]:
    return [(key, words.text) for key, words in question.options.items()]


def _text(question: Question) -> forms.Field:
    return LineField(max_length=SHORT, **_common(question, _("Write an answer")))


def _long_text(question: Question) -> forms.Field:
    return LinesField(max_length=LONG, **_common(question, _("Write an answer")))


def _one_of(question: Question) -> forms.Field:
    common = _common(question, _("Choose one answer"))
    common["error_messages"]["invalid_choice"] = _("Choose one of the answers on this page")
    return forms.ChoiceField(choices=_choices(question), widget=forms.RadioSelect, **common)


def _several_of(question: Question) -> forms.Field:
    common = _common(question, _("Tick at least one answer"))
    common["error_messages"]["invalid_choice"] = _("Tick only answers on this page")
    return SeveralField(choices=_choices(question), **common)


def _number(question: Question) -> forms.Field:
    smallest, largest = question.limits
    return NumberField(smallest=smallest, largest=largest, **_common(question, _("Write a number")))


# Their own address and number are asked of everybody, so this is somebody else's: browsers must not fill it in.


def _email(question: Question) -> forms.Field:
    widget = forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"})
    return EmailAddressField(widget=widget, **_common(question, _("Write an e-mail address")))


def _phone(question: Question) -> forms.Field:
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "dir": "ltr"})
    return PhoneField(widget=widget, **_common(question, _("Write a phone number")))


_FIELDS = {
    "text": _text,
    "long_text": _long_text,
    "one_of": _one_of,
    "several_of": _several_of,
    "yes_no": _one_of,
    "number": _number,
    "email": _email,
    "phone": _phone,
}


# --- as records ---------------------------------------------------------------------------------------------


def to_keep(questions: list[Question], cleaned: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What SignUp keeps: answers by question id, and what was asked. Nothing about access is among it."""
    given = [q for q in questions if not q.about_access and cleaned.get(q.field_name)]
    return {q.id: cleaned[q.field_name] for q in given}, {q.id: q.snapshot() for q in given}


def about_access(questions: list[Question], cleaned: dict[str, Any]) -> list[AccessAnswer]:
    """What AccessNeed keeps of the page's own questions, in the source's words."""
    return [
        AccessAnswer(q.id, q.asked, q.in_source_words(cleaned[q.field_name]))
        for q in questions
        if q.about_access and cleaned.get(q.field_name)
    ]
