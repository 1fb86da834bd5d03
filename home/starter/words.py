"""Short names for blocks, so that the content reads as words and not as data.

Every block and every item of a list gets an id: wagtail-localize passes over list items that have none.
In paragraphs, `[[about/join|Come and join us]]` is a link to the page with that key.
"""

import re
import uuid
from typing import Any

from django.utils.html import escape

Block = dict[str, Any]

#: `[[key|words]]`: a link to another starter page.
LINK = re.compile(r"\[\[([a-z0-9/-]+)\|([^\]]+)\]\]")


def block(kind: str, value: Any) -> Block:
    """One block of a StreamField, as Wagtail stores it."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def items(*values: Any) -> list[Block]:
    """The items of a ListBlock, as Wagtail stores them."""
    return [block("item", value) for value in values]


def html(*paragraphs: str) -> str:
    """Paragraphs as rich text; each is plain text in which only links are marked."""
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def text(*paragraphs: str) -> Block:
    return block("paragraph", html(*paragraphs))


def bullets(*lines: str) -> Block:
    return block("paragraph", "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")


def heading(words: str) -> Block:
    return block("heading", {"text": words, "level": "h2"})


def key_fact(fact: str, meaning: str) -> Block:
    return block("key_fact", {"fact": fact, "meaning": meaning})


def do_and_dont(do: tuple[str, ...], dont: tuple[str, ...]) -> Block:
    return block("do_and_dont", {"do": items(*do), "dont": items(*dont)})


def callout(title: str, *paragraphs: str) -> Block:
    return block("callout", {"title": title, "text": html(*paragraphs)})


def expandable(title: str, *paragraphs: str) -> Block:
    return block("expandable", {"title": title, "text": html(*paragraphs)})


def easy_read(*lines: tuple[str, str]) -> list[Block]:
    """Lines of easy read: the name of a picture, then one idea."""
    return [block("line", {"picture": Picture(name), "line": line}) for name, line in lines]


def can_do(**lines_by_audience: tuple[str, ...]) -> list[Block]:
    """What each group of readers can do; the names of the arguments are the keys of AUDIENCES."""
    return [
        block("for_audience", {"audience": AUDIENCES[audience], "actions": items(*lines)})
        for audience, lines in lines_by_audience.items()
    ]


def timed_steps(*rows: tuple[str, int, str]) -> list[Block]:
    """Steps of a technique: title, minutes, what to do. A title that begins with "Break" is a break."""
    return [
        block("step", {"title": title, "minutes": minutes, "text": words, "is_break": title.startswith("Break")})
        for title, minutes, words in rows
    ]


def problems(*rows: tuple[str, str]) -> list[Block]:
    return [block("problem", {"problem": problem, "remedy": remedy}) for problem, remedy in rows]


def programme(*rows: tuple[str, str, str]) -> list[Block]:
    """Lines of an event's programme: clock time such as 10:30, title, more."""
    return [
        block("line", {"time": time, "title": title, "text": words, "is_break": title.startswith("Break")})
        for time, title, words in rows
    ]


def question(kind: str, words: str, *options: str, why: str = "", access: bool = False) -> Block:
    """A question of a sign-up form that nobody has to answer."""
    value: dict[str, Any] = {"question": words, "help": why, "required": False, "access": access}
    if options:
        value["options"] = items(*options)
    return block(kind, value)


AUDIENCES = {
    "anyone": "If you want to join in",
    "projects": "If you run a project",
    "deciders": "If you make decisions or hold money",
    "researchers": "If you do research",
}


class Name(str):
    """The name of another piece of starter content, put in its place when it is loaded."""

    __slots__ = ()


class Ref(Name):
    """A page, by its key."""

    __slots__ = ()


class Picture(Name):
    """A picture, by its name in `pictures.py`."""

    __slots__ = ()


class VenueRef(Name):
    """A venue, by its name."""

    __slots__ = ()


class File(Name):
    """A document, by its file name."""

    __slots__ = ()
