"""What somebody asked search for, made safe. Whatever the address holds, there is an answer and never an error."""

from dataclasses import dataclass, field
from typing import Any, Self

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from corner import searchable
from corner.text import clean_line
from search.words import words_of

#: The list of choices that is no facet.
KIND = "kind"

MOST_CHARACTERS = 200
MOST_WORDS = 12
MOST_CHOICES = 40


@dataclass(frozen=True)
class Asked:
    """A question: words, what was chosen in each list (as given, known or not), and a page of results."""

    text: str = ""
    #: "kind" and the keys of facets, each with the values that were ticked.
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: str = ""
    was_cut: bool = False

    @classmethod
    def from_address(cls, query: QueryDict) -> Self:
        """Read `?q=…&kind=…&topic=…&page=…`."""
        typed = query.get("q", "")
        # Cleaned after cutting: cleaning ten megabytes would be work for nothing.
        text = clean_line(typed[: MOST_CHARACTERS + 1])
        keys = (KIND, *(facet.key for facet in searchable.facets()))
        return cls(
            text=text[:MOST_CHARACTERS].strip(),
            chosen={key: _values(query.getlist(key)) for key in keys if key in query},
            page=query.get("page", ""),
            was_cut=len(typed.strip()) > MOST_CHARACTERS,
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.chosen.get(KIND, ())

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(self.chosen.values())

    @cached_property
    def all_words(self) -> list[str]:
        return words_of(self.text)

    @property
    def words(self) -> list[str]:
        """The words that are looked for."""
        return self.all_words[:MOST_WORDS]

    def address(self, kind: str = "", page: int | None = None) -> str:
        """The query string of the same question, of one kind or another page of results."""
        chosen = {**self.chosen, **({KIND: (kind,)} if kind else {})}
        return _query({"q": self.text, **chosen, "page": page})

    def without(self, key: str, value: str) -> str:
        """The query string of the same question with one choice taken away."""
        left = {KIND: self.kinds, **self.chosen}
        left[key] = tuple(each for each in left.get(key, ()) if each != value)
        return _query({"q": self.text, **left})

    @property
    def bare(self) -> str:
        """The query string of the words alone."""
        return _query({"q": self.text})

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


def _values(ticked: list[str]) -> tuple[str, ...]:
    """What was ticked in one list, each once; without what no database takes, such as NUL."""
    cleaned = (clean_line(value[:MOST_CHARACTERS]) for value in ticked[:MOST_CHOICES])
    return tuple(dict.fromkeys(value for value in cleaned if value))


def _query(asked: dict[str, Any]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value}, doseq=True)
