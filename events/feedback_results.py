"""How it was, in sums: nothing before five people have rated, and then in steps of five.

With every single answer added, whoever looks before and after would know what the last person said. So the first five,
ten, fifteen answers are shown, whatever came since (domain.md, "What the report asks of the site").
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from events.models import Feedback, FeedbackSum, Occasion
from events.statements import RATINGS, Statement, statements_of, usual

STEP = 5

#: How often each statement was rated so: by statement id and rating.
Counts = Counter[tuple[str, int]]


@dataclass(frozen=True)
class Line:
    """One of the five answers: how many people gave it, and their share of all in whole per cent."""

    label: Any
    times: int
    share: int


@dataclass(frozen=True)
class Result:
    """How a statement was rated, from "not at all" to "very much"."""

    statement: Statement
    lines: list[Line]


@dataclass(frozen=True)
class Results:
    """Of one date. `people` is a multiple of five; 0 while too few have rated, and then there is nothing else."""

    people: int
    statements: list[Result] = field(default_factory=list)
    #: What staff chose to show of what people wrote.
    words: list[Feedback] = field(default_factory=list)


def shown_number(rated: int) -> int:
    """How many of so many answers are shown."""
    return rated - rated % STEP


def counted(ratings: Iterable[dict[str, int]]) -> Counts:
    return Counter((statement, rating) for each in ratings for statement, rating in each.items())


def results_of(occasions: Iterable[Occasion], page: Any, facts: Any) -> dict[int, Results]:
    """The results of each date, by its number; in two queries. In the words of `page`, as `statements_of` has them."""
    wanted = [occasion for occasion in occasions if occasion.pk]
    if not wanted:
        return {}
    keys = [occasion.pk for occasion in wanted]
    answers: dict[int, list[Feedback]] = defaultdict(list)
    for answer in Feedback.objects.filter(occasion__in=keys).order_by("pk"):
        answers[answer.occasion_id].append(answer)
    sums: dict[int, Counts] = defaultdict(Counter)
    for one in FeedbackSum.objects.filter(occasion__in=keys):
        sums[one.occasion_id][one.statement, one.rating] += one.times
    statements = [*statements_of(page, facts)]
    # What was asked before the event had statements of its own is still known.
    statements += [one for one in usual() if one.id not in {each.id for each in statements}]
    return {each.pk: _results(each, answers[each.pk], sums[each.pk], statements) for each in wanted}


def _results(occasion: Occasion, answers: list[Feedback], sums: Counts, statements: list[Statement]) -> Results:
    rated = [answer.ratings for answer in answers if answer.ratings]
    shown = shown_number(len(rated))
    people = occasion.feedback_summed + shown
    if not people:
        return Results(0)
    counts = sums + counted(rated[:shown])
    return Results(
        people,
        [Result(one, lines) for one in statements if (lines := _lines(one.id, counts))],
        [answer for answer in answers if answer.words_are_public and answer.words],
    )


def _lines(statement: str, counts: Counts) -> list[Line]:
    """Empty for a statement that nobody rated."""
    total = sum(counts[statement, rating] for rating in RATINGS)
    if not total:
        return []
    return [
        Line(label, times := counts[statement, rating], round(100 * times / total)) for rating, label in RATINGS.items()
    ]
