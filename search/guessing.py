"""“Did you mean”: for a word that is nowhere, the word nearest to it in titles and first lines.

Only from pages that anybody may read: a suggestion must not tell what stands on a page for members (design.md, rule 9).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from search.near import holds, texts, words_in
from search.words import is_chinese, sought

#: A shorter word is near too many others.
SHORTEST = 4
#: From so many letters on, two mistakes are forgiven; below, one.
LONG = 7


def did_you_mean(words: Sequence[str], lists: Iterable[QuerySet]) -> list[str]:
    """The question with its unknown words put right; empty when there is nothing to put right, or no way to.

    One query for each of `lists`.
    """
    vocabulary, text = _vocabulary(lists)
    meant, changed = [], False
    for word in words:
        wanted = sought(word)
        if wanted in vocabulary or len(wanted) < SHORTEST or is_chinese(wanted) or holds(text, wanted):
            meant.append(word)
            continue
        nearest = _nearest(wanted, vocabulary)
        changed = changed or nearest is not None
        meant.append(nearest or word)
    return meant if changed else []


def _vocabulary(lists: Iterable[QuerySet]) -> tuple[dict[str, tuple[int, str]], str]:
    """Every word by how it is looked for: how often it is there, and how it is written; and all of them as one text."""
    written: dict[str, Counter[str]] = {}
    for objects in lists:
        for _each, title, body in texts(objects):
            for word in words_in(f"{title} {body}"):
                if not any(character.isdigit() for character in word):
                    written.setdefault(sought(word), Counter())[word] += 1
    vocabulary = {}
    for folded, forms in written.items():
        small = next((form for form in forms if form == form.casefold()), None)
        vocabulary[folded] = (forms.total(), small or forms.most_common(1)[0][0])
    return vocabulary, " ".join(vocabulary)


def _nearest(word: str, vocabulary: dict[str, tuple[int, str]]) -> str | None:
    """The word with the fewest mistakes between; of several, the one with the same first letter, then the commonest."""
    allowed = 2 if len(word) >= LONG else 1
    best, found, letters = (allowed + 1, True, 0), None, set(word)
    for other, (count, written) in vocabulary.items():
        if len(other) < SHORTEST - 1 or abs(len(other) - len(word)) > allowed or len(letters - set(other)) > allowed:
            continue
        mistakes = mistakes_between(word, other, allowed)
        if mistakes <= allowed and (rank := (mistakes, other[0] != word[0], -count)) < best:
            best, found = rank, written
    return found


def mistakes_between(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many, or changed places with the next; `most` + 1 when it is more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, letter_of_other in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != letter_of_other))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == letter_of_other
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(current) > most and min(last) > most:  # two rows, for letters that changed places
            return most + 1
        before, last = last, current
    return min(last[-1], most + 1)
