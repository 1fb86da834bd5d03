"""What a sheet may hold: the columns of each kind, with the words and the example of its template.

No column takes a phone number or an e-mail address: what somebody agreed to have published is typed on their page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from wagtail.models import Locale, Page

from contacts.models import ContactsPage, OrganisationPage, PersonPage
from library.models import Licence
from techniques.models import Level, Mode, Purpose, TechniqueIndexPage, TechniquePage


@dataclass(frozen=True)
class Column:
    """One column. `name` is the field of the page; how a cell is read follows from the field (`cells.py`)."""

    name: str
    heading: str
    words: str
    example: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Kind:
    """Pages of one type that a sheet can hold, and where they go."""

    key: str
    label: str
    model: type[Page]
    parent: type[Page]
    columns: tuple[Column, ...]
    #: Rules for publishing that are about what the cells say, such as minutes that add up, hold for drafts too.
    #: For people there is only one, that a basis is on record, and no sheet can give it.
    asks_publishing_rules: bool = True

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def place(self) -> Page | None:
        """The page below which they stand, in the language that the network writes in; None if there is none yet."""
        found = self.parent._default_manager.filter(locale=Locale.get_default(), alias_of=None).order_by("path")
        return found.first()


def _values(choices: type[TextChoices]) -> str:
    """What a cell may say: a choice that is added to a page's field is in the template at once."""
    return ", ".join(choices.values)


TOPICS = Column("topics", "Topics", "Names of topics that are on the site already, with ; between them.", "Skills")
IN_SHORT = "One or two plain sentences. 280 characters at most."

TECHNIQUES = Kind(
    "techniques",
    "Techniques",
    TechniquePage,
    TechniqueIndexPage,
    (
        Column("title", "Name", "The name of the technique. A page with this name is changed.", "Talk in pairs", True),
        Column("intro", "In short", IN_SHORT, "Two people talk, then they tell the group.", True),
        Column("makes_possible", "What it makes possible", "One sentence.", "Quiet people are heard first.", True),
        Column(
            "quiet_option",
            "A quiet way to take part",
            "How somebody takes part who does not want to talk.",
            "Write on a card and hand it over.",
            True,
        ),
        Column(
            "purposes",
            "What it helps with",
            f"One or more, with ; between them: {_values(Purpose)}.",
            "listen; trust",
        ),
        Column("minutes_to_prepare", "Minutes to prepare", "A whole number.", "10"),
        Column("minutes_in_all", "Minutes in all", "A whole number. The steps have to add up to it.", "30"),
        Column("group_from", "Smallest group", "A whole number.", "4"),
        Column("group_to", "Largest group", "A whole number.", "30"),
        Column("level", "Level", f"One of: {_values(Level)}.", "easy"),
        Column("mode", "Where", f"One of: {_values(Mode)}.", "both"),
        Column(
            "steps",
            "Steps",
            "One step a line: minutes | title | what to do.",
            "10 | Welcome | Say hello to each person.\n20 | Talk | Two people, ten minutes each.",
        ),
        Column("also_known_as", "Also known as", "Other names that people search for.", "Pair share"),
        Column("when_to_use", "When to use it", "In plain words.", "When people do not know each other yet."),
        Column("when_not_to_use", "When not to use it", "In plain words.", "When there is no time to listen."),
        Column("example_invitation", "An example of an invitation", "The first question.", "What brought you here?"),
        Column("space", "Space", "What the room is like.", "Chairs in pairs."),
        Column("supplies", "What you need", "One thing a line.", "Cards\nPens"),
        Column("roles", "Who does what", "In plain words.", "One host who watches the time."),
        Column("trauma_notes", "For people who have lived through hard things", "What could hurt.", "You may pass."),
        Column("goes_well_with", "Goes well with", "Names of other techniques, with ; between them.", ""),
        Column("who_can_help", "Who can help", "Names of people who have a page, with ; between them.", ""),
        Column("source", "Where it comes from", "Empty if you do not know.", "A handbook of 2020"),
        Column("source_url", "Web address of the source", "It begins with https://", "https://example.org/pairs"),
        Column(
            "source_licence",
            "Licence of the source",
            f"One of: {_values(Licence)}.",
            "CC-BY-4.0",
        ),
        TOPICS,
    ),
)

ORGANISATIONS = Kind(
    "organisations",
    "Organisations",
    OrganisationPage,
    ContactsPage,
    (
        Column(
            "title", "Name", "The name of the organisation. A page with this name is changed.", "Park Friends", True
        ),
        Column("intro", "In short", IN_SHORT, "We look after the park together.", True),
        Column(
            "sector",
            "Kind of organisation",
            f"One of: {_values(OrganisationPage.Sector)}.",
            "community",
            True,
        ),
        Column("area", "Where it works", "The part of the city.", "Sholing"),
        Column("can_help_with", "Can help with", "In plain words.", "Tools and tea"),
        Column("website", "Website", "It begins with https://", "https://example.org/"),
        Column("named_in", "Named in", "Where the name comes from.", "The 2024 report"),
        Column("description", "About", "Plain text. An empty line begins a new paragraph.", "We began in 2019."),
        TOPICS,
    ),
)

PEOPLE = Kind(
    "people",
    "People",
    PersonPage,
    ContactsPage,
    (
        Column("title", "Name", "As they want it. A page with this name is changed.", "Amina Example", True),
        Column("intro", "In short", IN_SHORT, "Ask me about parks.", True),
        Column("role", "Role", "What they do.", "Community host"),
        Column("pronouns", "Pronouns", "As they want them.", "she, her"),
        Column("organisations", "Organisations", "Names of organisations that have a page, with ; between them.", ""),
        Column("can_help_with", "Can help with", "In their own words.", "Hosting, parks"),
        Column("languages_spoken", "Languages spoken", "Their names.", "English, Arabic"),
        Column("expected_reply", "When they answer", "Such as: within a week.", "Within a week"),
        TOPICS,
    ),
    asks_publishing_rules=False,
)

KINDS = {kind.key: kind for kind in (TECHNIQUES, ORGANISATIONS, PEOPLE)}


def may_import(user: Any, kind: Kind) -> bool:
    """Whether `user` may add and publish such pages where these go: what a sheet makes is trusted like their own."""
    place = kind.place()
    if place is None:
        return False
    rights = place.permissions_for_user(user)
    return rights.can_add_subpage() and rights.can_publish_subpage()


def kinds_for(user: Any) -> list[Kind]:
    """What `user` may import."""
    return [kind for kind in KINDS.values() if may_import(user, kind)]


def same_name(name: str) -> str:
    """What two spellings of a name have in common: capitals and spaces do not make another name."""
    return " ".join(name.split()).casefold()


def in_words(values: Iterable[str]) -> str:
    """A list for a sentence."""
    return ", ".join(f"“{value}”" for value in values)
