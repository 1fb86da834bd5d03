"""People who read pages and sign up over HTTP: they wait, they go on, and when something fails they try the same form
again.

Each comes from an address of 127.0.0.0/8 and with an e-mail address of their own, so the limits that guard the form
stay as they are and nobody passes one.
"""

import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode

from tools.layout.visitor import Answer, Form, Visitor

#: Seconds that the form asks for before it believes in a person (FORM_MINIMUM_SECONDS), and a little.
READING = 3.3
#: Seconds before somebody presses the button again after an error, whatever Retry-After says: people are impatient.
PATIENCE = (0.5, 1.5)
#: Seconds after which somebody gives up. Nobody should have to.
GIVES_UP_AFTER = 120
#: What the page after signing up says. Anything else is no acknowledgement.
HEADINGS = {"You have a place": "place", "You are on the waiting list": "waiting"}
FULL = "This date is full"
DOMAIN = "load.example.org"


@dataclass(frozen=True)
class Door:
    """The form of one date: its path, such as /events/tea/sign-up/12/, and the date's id."""

    path: str
    occasion: int


@dataclass(frozen=True)
class Acknowledged:
    """What the page after signing up told one person."""

    email: str
    occasion: int
    #: "place" or "waiting".
    told: str


@dataclass(frozen=True)
class Reply:
    """What one request came to. `at` by time.monotonic; `status` 0 when nothing came back."""

    at: float
    seconds: float
    #: "page", "form", "check", "send" or "done".
    kind: str
    status: int
    #: A 503 that says when to come again.
    honest: bool = False
    #: The heading of an error's page: it tells whose page that is.
    said: str = ""

    @property
    def failed(self) -> bool:
        return self.status == 0 or self.status >= 500


@dataclass
class Tally:
    """All that came back; written by many threads (appending to a list is one step)."""

    replies: list[Reply] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    #: When each of `acknowledged` was, by time.monotonic.
    acknowledged_at: list[float] = field(default_factory=list)
    #: People who found a date full.
    refused: int = 0
    #: How often the page of an error kept the form, and it was sent from there.
    sent_from_error_pages: int = 0
    #: What should not happen, in words: somebody gave up, or got a page that nobody expects.
    strange: list[str] = field(default_factory=list)

    def between(self, begin: float, end: float) -> list[Reply]:
        return [reply for reply in self.replies if begin <= reply.at < end]

    def acknowledged_between(self, begin: float, end: float) -> int:
        return sum(begin <= moment < end for moment in self.acknowledged_at)


def errors_of(replies: list[Reply]) -> str:
    """The errors by what came: "12 × 503 with Retry-After (This is not to be had just now), 3 × no answer"."""
    words = Counter(_error(reply) for reply in replies if reply.failed)
    return ", ".join(f"{number} × {word}" for word, number in words.most_common()) or "no error"


def _error(reply: Reply) -> str:
    if not reply.status:
        return "no answer"
    when = " with Retry-After" if reply.honest else ""
    return f"{reply.status}{when} ({reply.said})"


class GaveUp(Exception):
    """The site was away longer than anybody's patience; the text is the last status."""


class Person:
    """Somebody with a browser. Every request of theirs is tallied."""

    #: What tells them how it went, in their language: HEADINGS, and FULL.
    headings, full = HEADINGS, FULL

    def __init__(self, visitor: Visitor, number: int, tally: Tally) -> None:
        visitor.address = f"127.{1 + number // 62500 % 250}.{1 + number // 250 % 250}.{1 + number % 250}"
        self.visitor, self.number, self.tally = visitor, number, tally
        self.gives_up_at = time.monotonic() + GIVES_UP_AFTER

    def read(self, path: str) -> None:
        """One page, once."""
        self._ask("page", "GET", path)

    def sign_up(self, door: Door) -> None:
        """Read the form, write, check, send; what came of it goes to the tally."""
        form = self.open(door)
        if form and not self._is_refused(form):
            time.sleep(READING)
        if form:
            self.finish(door, form)

    def open(self, door: Door) -> Answer | None:
        """The form, or what is there instead; None when they gave up."""
        try:
            return self._insist("form", "GET", door.path)
        except GaveUp as error:
            self._is_strange(error)
            return None

    def finish(self, door: Door, answer: Answer) -> None:
        """Write into the form that is open, check, send. Not before READING is over: the site would not believe it."""
        email = f"visitor{self.number}@{DOMAIN}"
        try:
            if not self._is_refused(answer):
                written = {"name": f"Visitor {self.number}", "email": email}
                answer = self._send("check", answer.form("go"), written, "check")
            if not self._is_refused(answer):
                answer = self._send("send", answer.form("go"), {}, "send")
            if answer.status == 303:
                answer = self._insist("done", "GET", answer.headers["Location"])
            told = self.headings.get(_heading(answer))
        except (GaveUp, LookupError) as error:
            self._is_strange(error)
            return
        if told:
            self.tally.acknowledged.append(Acknowledged(email, door.occasion, told))
            self.tally.acknowledged_at.append(time.monotonic())
        elif self._is_refused(answer):
            self.tally.refused += 1
        else:
            self.tally.strange.append(f"{answer.status}: {_heading(answer)}")

    def _is_refused(self, answer: Answer) -> bool:
        return _heading(answer) == self.full

    def _is_strange(self, error: Exception) -> None:
        self.tally.strange.append(f"{type(error).__name__}: {error}")

    def _send(self, kind: str, form: Form, written: dict[str, str], go: str) -> Answer:
        values = [(name, value) for name, value in form.values if name not in written]
        content = urlencode([*values, *written.items(), ("go", go)]).encode()
        return self._insist(kind, "POST", form.action, content)

    def _insist(self, kind: str, method: str, url: str, content: bytes | None = None) -> Answer:
        """The answer, asked for again and again while it is an error. Raises GaveUp.

        A page that says "send it again" and holds the form is what is sent then; else the same once more.
        """
        while True:
            answer = self._ask(kind, method, url, content)
            if answer and answer.status < 500:
                return answer
            if answer and method == "POST":
                with suppress(LookupError):
                    offered = answer.form("nonce")
                    url, content = offered.action, urlencode(offered.values).encode()
                    self.tally.sent_from_error_pages += 1
            if time.monotonic() > self.gives_up_at:
                raise GaveUp(f"{kind} {answer.status if answer else 'without an answer'}")
            time.sleep(random.uniform(*PATIENCE))  # noqa: S311  no secret

    def _ask(self, kind: str, method: str, url: str, content: bytes | None = None) -> Answer | None:
        """One request; None when nothing came back."""
        headers = {"Accept-Language": "en-GB"}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.visitor.believes}
            headers["Referer"] = url
        answer, began = None, time.monotonic()
        with suppress(OSError, HTTPException):
            answer = self.visitor.send_once(method, url, content, headers)
        seconds = time.monotonic() - began
        status = answer.status if answer else 0
        honest = bool(answer and status == 503 and answer.headers["Retry-After"])
        said = _heading(answer) if answer and status >= 500 else ""
        self.tally.replies.append(Reply(began, seconds, kind, status, honest, said))
        return answer


def _heading(answer: Answer) -> str:
    heading = answer.page.find("h1")
    return heading.get_text(" ", strip=True) if heading else ""


class Load:
    """So many people at a time who sign up, one after the other, and readers beside them, while the block lasts.

    `doors` may be replaced meanwhile. Leaving the block waits for those who are in the middle of a form.
    """

    def __init__(
        self, visitor: Callable[[], Visitor], doors: list[Door], pages: list[str], people: int = 10, readers: int = 2
    ) -> None:
        self.visitor, self.doors, self.pages = visitor, doors, pages
        self.tally = Tally()
        self._numbers = itertools.count(1)
        self._ends = threading.Event()
        self._threads = [threading.Thread(target=self._sign_up, daemon=True) for _ in range(people)]
        self._threads += [threading.Thread(target=self._read, daemon=True) for _ in range(readers)]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._ends.set()
        for thread in self._threads:
            thread.join(timeout=2 * GIVES_UP_AFTER)

    def _person(self) -> Person:
        return Person(self.visitor(), next(self._numbers), self.tally)

    def _sign_up(self) -> None:
        while not self._ends.is_set():
            self._person().sign_up(random.choice(self.doors))  # noqa: S311  no secret

    def _read(self) -> None:
        while not self._ends.wait(0.1):
            self._person().read(random.choice(self.pages))  # noqa: S311
