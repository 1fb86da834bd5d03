"""What somebody asks for when they sign up, already validated: by whom, for how many, with what answers."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from events.models import SignUp


@dataclass(frozen=True)
class AccessAnswer:
    """What somebody needs, for AccessNeed: an id, the question as asked in the source language, the answer."""

    question: str
    asked: str
    answer: str


@dataclass(frozen=True)
class AccessConsent:
    """Which wording was agreed to, and in which language it was shown. The moment is the sign-up's."""

    version: str
    language: str


@dataclass(frozen=True)
class Person:
    """Somebody who comes. The first name is enough, and nobody has to give one."""

    name: str = ""
    under_16: bool = False
    #: False for a supporter whom staff let in beside the places.
    takes_place: bool = True


@dataclass(frozen=True)
class Adult:
    """Who looks after those who are under 16: for ResponsibleAdult."""

    name: str
    phone: str
    emergency_contact: str
    may_collect: str = ""


@dataclass(frozen=True)
class SignUpRequest:
    """One party. `language` is theirs; `nonce` is the rendered form's. There is an e-mail, a phone number or both."""

    occasion_id: int
    way: str
    name: str
    email: str
    nonce: uuid.UUID
    language: str
    number_of_places: int = 1
    phone: str = ""
    #: Who comes, as far as they are named: the others are counted only. Empty: whoever signs up, and nameless others.
    people: tuple[Person, ...] = ()
    adult: Adult | None = None
    would_like_to_help_host: bool = False
    answers: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    access_answers: tuple[AccessAnswer, ...] = ()
    access_consent: AccessConsent | None = None
    privacy_notice_version: str = ""
    privacy_notice_language: str = ""
    source: str = SignUp.Source.PUBLIC

    @property
    def email_key(self) -> str:
        return email_key(self.email)

    @property
    def by_staff(self) -> bool:
        return self.source == SignUp.Source.STAFF

    def everybody(self) -> list[Person]:
        """One Person a place, and then the supporters who take none."""
        named = self.people or (Person(self.name),)
        placed = [person for person in named if person.takes_place]
        nameless = [Person()] * (self.number_of_places - len(placed))
        return [*placed, *nameless, *(person for person in named if not person.takes_place)]


def email_key(email: str) -> str:
    """The address as addresses are compared."""
    return email.strip().lower()
