"""The answers that stand with a sign-up: in which words staff read them, and which were about access after all.

One question is one column, found by its id, however many wordings people were asked: it has the words of the page as
it is published now, and so have its options. What each person was asked stays in `SignUp.asked`; staff read those words
where the page no longer has the question or the option.

Staff may find out late that a question of theirs is about access, and say so on the page. What people have answered by
then is kept apart from that moment on: with the needs of those who agreed that we keep such answers, and for the others
nowhere that anybody reads, until it is erased with the sign-up.
"""

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from corner import audit
from corner.models import AuditEntry
from events.asking import Question, all_questions_of, in_words
from events.models import AccessNeed, Event, EventPage, SignUp
from events.source_pages import source_page_of
from events.terms import access_erase_after

logger = logging.getLogger(__name__)

#: In `SignUp.asked`, beside the question: it turned out to be about access. It stays when the question goes.
ABOUT_ACCESS = "about_access"


_ID = re.compile("[0-9a-f-]{36}")


def is_question_id(text: str) -> bool:
    """Whether it names a question of a page, not a need that everybody is asked about."""
    return bool(_ID.fullmatch(text))


def questions_now(event: Event) -> dict[str, Question]:
    """The questions of the event's source page as it is published, the retired too: by id, in its order. One query."""
    page = source_page_of(event)
    return {question.id: question for question in all_questions_of(page, page)} if page else {}


def shown(signup: SignUp, now: Mapping[str, Question]) -> Iterator[tuple[str, str, str]]:
    """What staff may read: the question's id, the question, and the answer in words. `now` is of `questions_now`."""
    for key, answer in signup.answers.items():
        asked, question = signup.asked.get(key, {}), now.get(key)
        # The page's own mark counts for a form that was on its way when the page was published.
        if asked.get(ABOUT_ACCESS) or (question and question.about_access):
            continue
        options = {**asked.get("options", {}), **(question.asked_options if question else {})}
        yield key, question.asked if question else asked.get("question", ""), in_words(answer, options)


def answered(event: Event) -> set[str]:
    """The ids of the questions whose answers are kept, about access or not, with any sign-up that is not erased."""
    signups = SignUp.objects.filter(occasion__event=event, anonymised_at=None)
    needs = AccessNeed.objects.filter(signup__in=signups).order_by().values_list("question", flat=True).distinct()
    ids = {key for answers in signups.values_list("answers", flat=True) for key in answers}
    return ids | {key for key in needs if is_question_id(key)}


def follow_marks(event: Event, page: EventPage, actor: Any = None) -> None:
    """Have answers that were given before stand where the page's questions say now. The caller holds the occasions."""
    marks = {block.id: bool(block.value["access"]) for block in page.questions}
    if marks:
        for signup in SignUp.objects.filter(occasion__event=event, anonymised_at=None).select_related("occasion"):
            _follow(signup, marks, actor)
    _warn_of_lost(event, marks, actor)


def _follow(signup: SignUp, marks: dict[str, bool], actor: Any) -> None:
    changed = {
        key
        for key in signup.answers.keys() & marks.keys()
        if marks[key] != signup.asked.get(key, {}).get(ABOUT_ACCESS, False)
    }
    if not changed:
        return
    for key in changed:
        if marks[key] and signup.access_consent_at:
            _move(signup, key)
        else:
            signup.asked.setdefault(key, {})[ABOUT_ACCESS] = marks[key]
    signup.save(update_fields=["answers", "asked"])
    audit.record("signup.answers_kept_apart", signup, actor, count=len(changed))


def _move(signup: SignUp, key: str) -> None:
    """The answer becomes a need: its own right, and an earlier end."""
    answer, asked = signup.answers.pop(key), signup.asked.pop(key, {})
    AccessNeed.objects.update_or_create(
        signup=signup,
        question=key,
        defaults={
            "asked": asked.get("question", ""),
            "answer": in_words(answer, asked.get("options", {})),
            "erase_after": access_erase_after(signup.occasion),
        },
    )


# --- questions that the page lost ---------------------------------------------------------------------------


def _warn_of_lost(event: Event, on_page: Collection[str], actor: Any) -> None:
    """Say once of each question with answers that it is gone: by a route that could refuse, it would be retired."""
    lost = answered(event) - set(on_page)
    if not lost:
        return
    entries = AuditEntry.objects.filter(action="event.question_kept", record=f"events.event:{event.pk}")
    told = {details.get("question") for details in entries.values_list("details", flat=True)}
    for key in sorted(lost - told):
        audit.record("event.question_kept", event, actor, question=key)
        logger.warning("event.question_kept: events.event %s", event.pk)
