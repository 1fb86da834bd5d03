"""The answers that stand with a sign-up: which of them staff read, and which were about access after all.

Staff may find out late that a question of theirs is about access, and say so on the page. What people have answered by
then is kept apart from that moment on: with the needs of those who agreed that we keep such answers, and for the others
nowhere that anybody reads, until it is erased with the sign-up.
"""

from collections.abc import Iterator
from typing import Any

from corner import audit
from events.asking import in_words
from events.models import AccessNeed, Event, EventPage, SignUp
from events.terms import access_erase_after

#: In `SignUp.asked`, beside the question: it turned out to be about access. It stays when the question goes.
ABOUT_ACCESS = "about_access"


def shown(signup: SignUp) -> Iterator[tuple[str, str, str]]:
    """What staff may read: the question's id, the question as it was asked, and the answer in words."""
    for key, answer in signup.answers.items():
        asked = signup.asked.get(key, {})
        if not asked.get(ABOUT_ACCESS):
            yield key, asked.get("question", ""), in_words(answer, asked.get("options", {}))


def follow_marks(event: Event, page: EventPage, actor: Any = None) -> None:
    """Have answers that were given before stand where the page's questions say now. The caller holds the occasions."""
    marks = {block.id: bool(block.value["access"]) for block in page.questions}
    if not marks:
        return
    for signup in SignUp.objects.filter(occasion__event=event, anonymised_at=None).select_related("occasion"):
        _follow(signup, marks, actor)


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
