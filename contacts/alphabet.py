"""A to Z for readers of any language."""

import unicodedata

# Letters that Unicode does not take apart into a letter and its mark.
_NOT_TAKEN_APART = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def sort_key(name: str) -> str:
    """What a name is sorted by: small letters without accents, so that Łukasz stands between Lucy and Lynn.

    Names are sorted as they are written, first name first: that is how people here are called.
    """
    taken_apart = unicodedata.normalize("NFKD", name.strip().casefold())
    plain = "".join(character for character in taken_apart if not unicodedata.combining(character))
    return plain.translate(_NOT_TAKEN_APART)


def first_letter(name: str) -> str:
    """The letter that a name stands under, without its accent; "#" for names that begin with none."""
    letter = next(iter(sort_key(name)), "")
    return letter.upper() if letter.isalpha() else "#"
