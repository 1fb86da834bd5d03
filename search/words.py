"""Words: taking them out of what somebody typed, and comparing them as a forgiving reader would."""

import unicodedata
from itertools import takewhile

#: So many first letters at least must two forms of a word share.
HEAD = 4

#: Letters that accents do not explain: Polish, Danish, Croatian, the old Ukrainian g.
_LATIN_AND_CYRILLIC = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "œ": "oe",
    "æ": "ae",
    "ґ": "г",
}
#: Letters that look the same or nearly so, and are typed for each other on Arabic, Persian, Urdu and Pashto keyboards.
_ARABIC_SCRIPT = {
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ۍ": "ي",
    "ے": "ي",
    "ک": "ك",
    "ګ": "گ",
}
#: The noughts of the digits that are written in Arabic, Persian and Urdu, Hindi, Bengali and Punjabi.
_NOUGHTS = "٠۰०০੦"
_DIGITS = {chr(ord(nought) + digit): str(digit) for nought in _NOUGHTS for digit in range(10)}
#: What one writer puts inside a word and another leaves out: apostrophes, joiners, the Arabic stretching line.
_LEFT_OUT: dict[str, str | None] = dict.fromkeys("'’‘ʼ\u200c\u200dـ")
_PLAIN = str.maketrans(_LATIN_AND_CYRILLIC | _ARABIC_SCRIPT | _DIGITS | _LEFT_OUT)

#: "The" in Arabic is part of the word, with "and", "in", "like", "so" or "for" before it.
_ARABIC_THE = ("وال", "بال", "كال", "فال", "لل", "ال")
#: Fewer letters than this are no word by themselves.
_LETTERS_OF_A_WORD = 3


def fold(text: str) -> str:
    """`text` in the form for comparing: small letters, no accents, no Arabic vowel signs, digits as in English.

    Somebody who types "lodz" means "Łódź". Vowel signs of Indian scripts stay: without them it is another word.
    """
    text = text.casefold()
    if text.isascii():
        return text.replace("'", "")
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).translate(_PLAIN)


def sought(word: str) -> str:
    """The word that somebody typed as it is looked for: folded, and without the Arabic "the".

    The text may have the article: what is looked for is found inside its words, too.
    """
    folded = fold(word)
    the = next((the for the in _ARABIC_THE if folded.startswith(the)), "")
    return folded[len(the) :] if len(folded) - len(the) >= _LETTERS_OF_A_WORD else folded


def are_forms_of_one_word(one: str, other: str) -> bool:
    """Whether two folded words seem to differ in their endings only: "ogrody" and "ogrodzie", "gardens" and "garden".

    Only the letters are known, not the language. So more than half of the longer word must be the same, and a bit more
    where both have an ending of their own: "access" is no form of "accept".
    """
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    is_inside = same in (len(one), len(other))
    return same >= (HEAD if is_inside else HEAD + 1) and same >= 0.6 * max(len(one), len(other))


def is_chinese(word: str) -> bool:
    """Whether a word holds Chinese characters: then it may be several words, for Chinese has no spaces."""
    return any("\u3400" <= character <= "\u9fff" for character in word)


def is_part_of_word(character: str) -> bool:
    """Whether it is a letter, a digit, or a sign that hangs on one."""
    return unicodedata.category(character)[0] in "LMN"


def words_of(text: str) -> list[str]:
    """The words in `text`, each once, in order.

    Everything that the databases' search languages give a meaning to (quote marks, stars, brackets, NUL) is not part
    of a word, so none of it reaches them (safety.md 1).
    """
    spaced = "".join(character if is_part_of_word(character) else " " for character in text)
    return list(dict.fromkeys(spaced.split()))
