"""What the contacts page shows: who can help with what, people A to Z (not by rank), organisations A to Z."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from contacts.alphabet import first_letter, sort_key
from contacts.models import ContactsPage, OrganisationPage, PersonPage
from corner.chosen import in_readers_language, sources
from corner.languages.pages import snippets_in_language
from corner.models import Topic

#: From so many entries on, a row of letters leads into the list.
LETTERS_FROM = 20


@dataclass
class Entry:
    """One line of a list from A to Z: the page in the reader's language, and what goes with it."""

    page: Any
    #: Set on the first entry of its letter only; the anchor for the row of letters.
    letter: str = ""
    organisations: list[Any] = field(default_factory=list)

    @property
    def facts(self) -> Any:
        return self.page.facts


@dataclass
class Subject:
    """Something that people need help with, and who can help. `topic` is None for what has no topic."""

    topic: Topic | None
    helpers: list[Any]


def contacts_context(page: ContactsPage) -> dict[str, Any]:
    """Everybody who may be shown. The number of queries does not depend on how many that are."""
    shown = in_readers_language(
        people=sources(PersonPage).with_basis().defer_streamfields(),
        organisations=sources(OrganisationPage).defer_streamfields(),
    )
    organisations = a_to_z(shown["organisations"])
    people = a_to_z(shown["people"])
    _add_organisations(people, organisations)
    return {
        "people": people,
        "people_letters": _letters(people),
        "organisations": organisations,
        "organisation_letters": _letters(organisations),
        "subjects": _subjects([*people, *organisations]),
    }


def a_to_z(pages: Iterable[Any]) -> list[Entry]:
    """The pages by the name that the reader sees; the first of each letter carries the letter."""
    entries = [Entry(page) for page in sorted(pages, key=lambda page: (sort_key(page.title), page.pk))]
    letter = ""
    for entry in entries:
        if (own := first_letter(entry.page.title)) != letter:
            entry.letter = letter = own
    return entries


def _letters(entries: list[Entry]) -> list[str]:
    return [entry.letter for entry in entries if entry.letter] if len(entries) >= LETTERS_FROM else []


def _add_organisations(people: list[Entry], organisations: list[Entry]) -> None:
    """Whom each person works with, as far as those organisations may be shown."""
    by_key = {entry.page.translation_key: entry.page for entry in organisations}
    rows = PersonPage.organisations.through.objects.filter(personpage__in=[entry.facts.pk for entry in people])
    keys = defaultdict(list)
    for person, key in rows.values_list("personpage_id", "organisationpage__translation_key"):
        keys[person].append(key)
    for entry in people:
        found = [by_key[key] for key in keys[entry.facts.pk] if key in by_key]
        entry.organisations = sorted(found, key=lambda page: sort_key(page.title))


def _subjects(entries: list[Entry]) -> list[Subject]:
    """Topics A to Z with who can help; then those who say in their own words what they can help with."""
    topics_of: dict[int, set[int]] = {}
    for model in (PersonPage, OrganisationPage):
        name = model._meta.model_name
        rows = model.topics.through.objects.filter(
            **{f"{name}__in": [entry.facts.pk for entry in entries if isinstance(entry.facts, model)]}
        )
        for page_id, topic_id in rows.values_list(f"{name}_id", "topic_id"):
            topics_of.setdefault(page_id, set()).add(topic_id)
    chosen = list(Topic.objects.filter(pk__in=set().union(*topics_of.values()))) if topics_of else []
    named = {topic.pk: shown for topic, shown in zip(chosen, snippets_in_language(chosen), strict=True)}
    by_key: dict[Any, Subject] = {}
    for entry in entries:
        for topic in (named[pk] for pk in topics_of.get(entry.facts.pk, ()) if pk in named):
            subject = by_key.setdefault(topic.translation_key, Subject(topic, []))
            subject.helpers.append(entry.page)
    subjects = sorted(by_key.values(), key=lambda subject: sort_key(subject.topic.name if subject.topic else ""))
    without = [entry.page for entry in entries if entry.page.can_help_with and not topics_of.get(entry.facts.pk)]
    return [*subjects, *([Subject(None, without)] if without else [])]
