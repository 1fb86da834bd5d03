"""What people type, without the characters that nobody types.

Control characters break exports, mail headers and PostgreSQL (safety.md 9); marks that turn the direction of writing
round can make a line read as something else. What languages need stays: the joiners of Persian, Urdu and Hindi, and
the plain left-to-right and right-to-left marks.
"""

import re

from django.utils.translation import get_language_bidi

# Line ends in every form that people's programs know, the Unicode separators and the vertical tab among them.
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NEVER_TYPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls (tab and line ends are dealt with before)
    "\u202a-\u202e\u2066-\u2069"  # embedding, override and isolation of a direction
    "\ufeff\ufff9-\ufffb"  # byte order mark, annotations
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # halves of pairs and non-characters: no database or XML takes them
)


def clean_text(value: str) -> str:
    """Several lines as typed: line ends become "\\n", controls go, empty space around the whole goes."""
    lines = _LINE_END.sub("\n", value).replace("\t", " ").split("\n")
    return "\n".join(_NEVER_TYPED.sub("", line).rstrip() for line in lines).strip()


def clean_line(value: str) -> str:
    """One line: line ends and tabs become a space, controls go, runs of space become one, none is left around."""
    return " ".join(clean_text(value).split())


def ltr(words: str) -> str:
    """A number for a sentence in the active language, where no markup can stand: plain mail, messages.

    In a sentence from right to left its groups would change places: "023 8000 0000" would read "0000 8000 023". The
    marks around it are Unicode's isolates.
    """
    return f"\u2066{words}\u2069" if get_language_bidi() else str(words)
