"""What kinds of mail there are. Each room registers its own in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from corner.models import OutgoingEmail

#: File name, content, and content type, which may carry parameters: "text/calendar; method=REQUEST".
Attachment = tuple[str, bytes, str]


def _none(email: OutgoingEmail) -> list[Attachment]:
    return []


def _always(email: OutgoingEmail) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """One kind of mail; its words are in `mail/<name, dots as slashes>/{subject.txt,body.txt,body.html}`.

    The functions are called when the mail is about to leave, and find what it is about in `email.about`.
    """

    name: str
    #: Files, made from the state of things at that moment.
    attachments: Callable[[OutgoingEmail], list[Attachment]] = _none
    #: Whether it still makes sense: no reminder to somebody who has cancelled.
    still_wanted: Callable[[OutgoingEmail], bool] = _always
    #: What the templates get, for words that can become untrue: written down with the mail, and anew when it leaves.
    #: None: the words stay as `outbox.queue` was told to write them.
    context: Callable[[OutgoingEmail], dict[str, Any]] | None = None

    def template(self, part: str) -> str:
        """The template of `part`: subject.txt, body.txt or body.html."""
        return f"mail/{self.name.replace('.', '/')}/{part}"


PARTS = ("subject.txt", "body.txt", "body.html")

_kinds: dict[str, Kind] = {}


class UnknownKind(LookupError):
    """No room has registered a kind of mail of this name."""


def register(kind: Kind) -> None:
    """Make a kind of mail known. Call it in `AppConfig.ready()`, once."""
    if kind.name in _kinds:
        raise ValueError(f"There is a kind of mail {kind.name} already.")
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    """The kind of this name; raises UnknownKind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def registered() -> Iterable[Kind]:
    """Every kind there is."""
    return _kinds.values()
