"""What somebody wrote, read back to them: to be checked, to be kept by them when it cannot be sent, or long after."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from corner.languages.pages import in_language, source_pages
from corner.text import clean_text
from events.access import MORE, SPEAKS, Need
from events.asking import LEFT_TO_RIGHT, Question, Words, all_questions_of
from events.kept_answers import is_question_id
from events.models import AccessNeed, EventPage, Occasion, SignUp, Way
from events.party import ADULT, MOST_NAMED, fields_in, name_of, young_of


@dataclass(frozen=True)
class Row:
    """One answer: the question and what was answered."""

    label: Words
    values: list[Words] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """What came with a form that led to nothing. `facts` is the source page, whose language some words may have."""

    rows: list[Row]
    #: Field by field, to be carried along to another form; without what guards a form.
    fields: list[tuple[str, str]]
    facts: EventPage | None = None


Fields = Mapping[str, forms.Field]


def rows(fields: Fields, questions: list[Question], given: Mapping[str, Any]) -> Iterator[Row]:
    """The answers in the order of the form; what was left empty is left out. `given` is by field name."""
    for name in ("name", "email", "phone", "way", "people"):
        if value := given.get(name):
            text = _named(Way, value) if name == "way" else str(value)
            yield Row(_label(fields, name), [Words(text, is_ltr=name in LEFT_TO_RIGHT)])
    yield from _who_comes(fields, given)
    yield from _answers([q for q in questions if not q.about_access], given)
    if needs := given.get("need"):
        yield Row(_label(fields, "need"), [Words(_named(Need, need)) for need in needs])
    if speaks := given.get("speaks"):
        yield Row(_label(fields, "speaks"), [Words(speaks)])
    yield from _answers([q for q in questions if q.about_access], given)
    if more := given.get("more"):
        yield Row(_label(fields, "more"), [Words(more)])
    if given.get("host"):
        yield Row(Words(gettext("Helping")), [_label(fields, "host")])


def _who_comes(fields: Fields, given: Mapping[str, Any]) -> Iterator[Row]:
    if given.get("not_coming"):
        yield Row(Words(gettext("Who comes")), [_label(fields, "not_coming")])
    for number in range(1, MOST_NAMED + 1):
        words = [Words(given[name_of(number)])] if given.get(name_of(number)) else []
        if given.get(young_of(number)):
            words.append(_label(fields, young_of(number)))
        if words:
            yield Row(Words(gettext("Another person")), words)
    for name in ADULT:
        if given.get(name):
            yield Row(_label(fields, name), [Words(given[name], is_ltr=name == "adult_phone")])


def _answers(questions: list[Question], given: Mapping[str, Any]) -> Iterator[Row]:
    for question in questions:
        if answer := given.get(question.field_name):
            yield Row(question.label, question.in_readers_words(answer))


def _label(fields: Fields, name: str) -> Words:
    return Words(str(fields[name].label))


def _named(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


# --- long after ---------------------------------------------------------------------------------------------


def kept(signup: SignUp, page: EventPage | None) -> Iterator[Row]:
    """The answers to the event's own questions that stand with a sign-up: for the person.

    In the words of `page`, the event's in the reader's language; what it no longer has, in the words it was asked in.
    `is_source` words are in the language of `page.facts`. None when no page can be read any more.
    """
    known = _known(page)
    for key, answer in signup.answers.items():
        asked = signup.asked.get(key, {})
        label = known[key].label if key in known else Words(asked.get("question", ""), is_source=True)
        yield Row(label, _kept_words(known.get(key), answer, asked.get("options", {}), asked.get("kind", "")))


@dataclass(frozen=True)
class KeptNeed:
    """What would help somebody, as they read it, and `need`, which holds what we answered."""

    row: Row
    need: AccessNeed


def kept_needs(signup: SignUp, page: EventPage | None) -> Iterator[KeptNeed]:
    """What the person said would help them, likewise: the ticks, their own words, the event's own questions."""
    known = _known(page)
    for need in signup.access_needs.all():
        yield KeptNeed(_need_row(need, known.get(need.question)), need)


def _need_row(need: AccessNeed, question: Question | None) -> Row:
    if is_question_id(need.question):
        label = question.label if question else Words(need.asked, is_source=True)
        # What was chosen is kept in the words it had in the source's language.
        return Row(label, [Words(need.answer, is_source=bool(question and question.options))])
    if need.question in Need.values:
        return Row(Words(_named(Need, need.question)))
    own_words = {SPEAKS: gettext("Which language do you speak?"), MORE: gettext("Anything else?")}
    return Row(Words(own_words.get(need.question, need.asked)), [Words(need.answer)])


def _known(page: EventPage | None) -> dict[str, Question]:
    return {q.id: q for q in all_questions_of(page, page.facts)} if page else {}


def _kept_words(question: Question | None, answer: Any, options: Mapping[str, str], kind: str) -> list[Words]:
    words = {key: Words(label, is_source=True) for key, label in options.items()}
    words |= question.options if question else {}
    given = answer if isinstance(answer, list) else [answer]
    return [words.get(each, Words(each, is_ltr=kind in LEFT_TO_RIGHT)) for each in given]


# --- unjudged -----------------------------------------------------------------------------------------------


def written(data: QueryDict, page: EventPage, facts: EventPage) -> Written | None:
    """What was sent to a form of `page`, right or wrong; None when there is nothing to read back."""
    return _written(data, all_questions_of(page, facts), facts)  # with those that were asked until just now


def _written(data: QueryDict, questions: list[Question], facts: EventPage | None) -> Written | None:
    from events.forms import SignUpForm  # which reads back, too

    asked = {**SignUpForm.base_fields, **fields_in(data), **{q.field_name: q.form_field() for q in questions}}
    given = {name: _as_typed(data, name, one) for name, one in asked.items()}
    found = [*rows(asked, questions, given), *_without_their_questions(data, asked)]
    carried = [(name, clean_text(value)) for name in asked for value in data.getlist(name)]
    return Written(found, carried, facts) if found else None


def _as_typed(data: QueryDict, name: str, one: forms.Field) -> Any:
    if isinstance(one, forms.MultipleChoiceField):
        return [value for each in data.getlist(name) if (value := clean_text(each))]
    if isinstance(one, forms.BooleanField):
        return is_ticked(data, name)
    return clean_text(data.get(name, ""))


def is_ticked(data: QueryDict, name: str) -> bool:
    """Whether a box was ticked: as a browser sends it, or carried along as a hidden field."""
    return data.get(name) in ("on", "True")


#: The id of an option, or a yes or no: without its question it says nothing.
_NO_WORDS = re.compile(r"[0-9a-f-]{36}|yes|no")


def _without_their_questions(data: QueryDict, asked: Fields) -> Iterator[Row]:
    """Texts that answered a question which the page does not ask now, or which not everybody may read."""
    texts = [clean_text(text) for name in data for text in data.getlist(name) if _is_of_a_lost_question(name, asked)]
    if texts := [text for text in texts if text and not _NO_WORDS.fullmatch(text)]:
        yield Row(Words(gettext("Your other answers")), [Words(text) for text in texts])


def _is_of_a_lost_question(name: str, asked: Fields) -> bool:
    return name.startswith("q-") and name not in asked


# --- where no page answers ----------------------------------------------------------------------------------

_SIGN_UP = re.compile(r"/sign-up/([0-9]+)/?$")


def written_to(request: HttpRequest) -> Written | None:
    """What was sent to the address of a sign-up form, for the error pages of the site (`corner.errors`).

    The questions are those of a page that anybody may read; of another one, nothing is told but what was typed.
    """
    address = _SIGN_UP.search(request.path)
    if address is None or request.method != "POST":
        return None
    try:
        page = _page_with(int(address[1]))
        return written(request.POST, page, page.facts) if page else _written(request.POST, [], None)
    except DatabaseError:
        return _written(request.POST, [], None)


def _page_with(occasion_id: int) -> EventPage | None:
    """The event's page in the reader's language, if anybody may read it."""
    keys = Occasion.objects.filter(pk=occasion_id).values_list("event__translation_key", flat=True)
    found = in_language(source_pages(EventPage).filter(translation_key__in=list(keys)))
    return found[0] if found else None
