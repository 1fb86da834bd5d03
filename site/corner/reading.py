"""How hard an English text is to read, by two measures that only count.

Flesch-Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59. From: J. P. Kincaid, R. P. Fishburne,
R. L. Rogers and B. S. Chissom (1975), "Derivation of New Readability Formulas for Navy Enlisted Personnel", Research
Branch Report 8-75, Naval Technical Training Command. The grade is a school year of the United States. Children are
six when they begin grade 1, so the reading age is the grade plus five: grade 7 is a reading age of 12.

LIX: words a sentence + 100 × long words / words, where a long word has more than six letters. From: C. H. Björnsson
(1968), "Läsbarhet", Liber, Stockholm. Below 30 is very easy, to 40 easy, to 50 medium.

Neither knows what a text means. They find long sentences and long words, which is where plain words begin.
"""

import re
from collections.abc import Iterable

#: Endings that are written and not said: make, notes, asked; but not: table, places, wanted, settled.
SILENT = re.compile(
    r"(?<![aeiouy])(?<![^aeiouy]l)e$|(?<![sxzcg])(?<!ch|sh)(?<![^aeiouy]l)es$|(?<![dt])(?<![^aeiouy]l)ed$"
)
#: Where two vowels are said apart: go-ing, qui-et, peri-od; not: na-tion, spe-cial, mil-lion.
APART = re.compile(r"[aeiouy](?=ing)|i(?=et)|(?<![tscgxln])i(?=[ao])")
#: Words of these pages that the rules count wrongly.
COUNTED_BY_HAND = {"idea": 3, "ideas": 3, "area": 3, "areas": 3, "anyone": 3, "create": 2, "business": 2, "video": 3}


def sentences(text: str) -> list[str]:
    """The sentences of a piece of text; a list item without a full stop counts as one."""
    text = re.sub(r"\b(\d+)\.(\d+)", r"\1 \2", text)
    parts = re.split(r"(?<=[.!?])[”’)]?\s+(?=[“‘A-Z0-9])", text)
    return [part for part in parts if words(part)]


def words(text: str) -> list[str]:
    """The words of a text; numbers are none."""
    return re.findall(r"[A-Za-zÀ-ž]+(?:[’'-][A-Za-z]+)*", text)


def syllables(word: str) -> int:
    """How many syllables an English word has, roughly: groups of vowels, without endings that are not said."""
    plain = word.lower().replace("’", "").replace("'", "")
    if "-" in plain:
        return sum(map(syllables, filter(None, plain.split("-"))))
    if plain in COUNTED_BY_HAND:
        return COUNTED_BY_HAND[plain]
    said = SILENT.sub("", re.sub(r"some(?=.)", "som", plain))
    said = re.sub(r"(^|[aeiou])y(?=[aeiou])", r"\1 ", said)  # here y is no vowel: you, saying
    return max(1, len(re.findall(r"[aeiouy]+", said)) + len(APART.findall(said)))


def grade(pieces: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of all pieces of text together."""
    all_sentences, all_words = _counted(pieces)
    per_word = sum(map(syllables, all_words)) / len(all_words)
    return 0.39 * len(all_words) / len(all_sentences) + 11.8 * per_word - 15.59


def reading_age(pieces: Iterable[str]) -> float:
    """The age in years at which a child can read it: the Flesch-Kincaid grade plus five."""
    return grade(pieces) + 5


def lix(pieces: Iterable[str]) -> float:
    """The LIX of all pieces of text together."""
    all_sentences, all_words = _counted(pieces)
    long_words = [word for word in all_words if sum(map(str.isalpha, word)) > 6]
    return len(all_words) / len(all_sentences) + 100 * len(long_words) / len(all_words)


def _counted(pieces: Iterable[str]) -> tuple[list[str], list[str]]:
    """All sentences, and all of their words."""
    all_sentences = [sentence for piece in pieces for sentence in sentences(piece)]
    return all_sentences, [word for sentence in all_sentences for word in words(sentence)]
