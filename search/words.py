"""Words: taking them out of what somebody typed, and comparing them as a forgiving reader would."""

import unicodedata

#: Letters that accents do not explain: Polish, Danish, Croatian, Arabic spelling variants, Persian forms.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "œ": "oe",
        "æ": "ae",
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ـ": None,
    }
)


def fold(text: str) -> str:
    """`text` in the form for comparing: small letters, no accents, no Arabic vowel signs.

    Somebody who types "lodz" means "Łódź". Vowel signs of Indian scripts stay: without them it is another word.
    """
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).translate(_PLAIN)


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
