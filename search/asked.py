"""What somebody asked search for, made safe. Whatever the address holds, there is an answer and never an error."""

from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from corner.text import clean_line
from search.words import words_of

MOST_CHARACTERS = 200
MOST_WORDS = 12
MOST_CHOICES = 40


@dataclass(frozen=True)
class Asked:
    """A question: words, kinds and topics (keys and slugs as given, known or not), and a page of results."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    page: str = ""
    was_cut: bool = False

    @classmethod
    def from_address(cls, query: QueryDict) -> Self:
        """Read `?q=…&kind=…&topic=…&page=…`."""
        typed = query.get("q", "")
        # Cleaned after cutting: cleaning ten megabytes would be work for nothing.
        text = clean_line(typed[: MOST_CHARACTERS + 1])
        return cls(
            text=text[:MOST_CHARACTERS].strip(),
            kinds=tuple(query.getlist("kind")[:MOST_CHOICES]),
            topics=tuple(query.getlist("topic")[:MOST_CHOICES]),
            page=query.get("page", ""),
            was_cut=len(typed.strip()) > MOST_CHARACTERS,
        )

    @cached_property
    def all_words(self) -> list[str]:
        return words_of(self.text)

    @property
    def words(self) -> list[str]:
        """The words that are looked for."""
        return self.all_words[:MOST_WORDS]

    def address(self, kind: str = "", page: int | None = None) -> str:
        """The query string of the same question, of one kind or another page of results."""
        asked = {"q": self.text, "kind": [kind] if kind else self.kinds, "topic": self.topics, "page": page}
        return "?" + urlencode({name: value for name, value in asked.items() if value}, doseq=True)

    @property
    def notices(self) -> list[str]:
        """What the person should know about how their question was taken."""
        told = []
        if self.text and not self.words:
            told.append(_("There is no word in your search. Write a word, such as: parks."))
        if self.was_cut:
            told.append(
                _("Your search was very long. We used the first %(count)d letters.") % {"count": MOST_CHARACTERS}
            )
        if len(self.all_words) > MOST_WORDS:
            told.append(_("You wrote many words. We looked for the first %(count)d.") % {"count": MOST_WORDS})
        return told
