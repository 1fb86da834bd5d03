"""Generated hostile input at every address of the admin, as each role: no error of ours, nothing of another's.

The two organisations, the doors and the roles are those of the permission matrix, which asks each door once, nicely.
Here each is asked in many ways; and whoever sends must change nothing of another organisation, of the rights of
people, or (who may only draft) of what readers see.
"""

import itertools
import random
import re
import sys
from contextlib import contextmanager, suppress

import pytest
from django.db import DatabaseError
from django.test import Client
from hypothesis import strategies as st
from wagtail.models import Page

from contacts.models import Membership
from events.models.occasion import OccasionQuerySet
from tests.doors import START, undone
from tests.languages.conftest import a_picture  # noqa: F401  fixtures
from tests.languages.test_permission_matrix import behind  # noqa: F401
from tests.sweeps import hostile
from tests.sweeps.filled_in import NAMES_IN_ADDRESSES, Filled, spoiling, spoilt, walk
from tests.sweeps.judging import Asked
from tests.sweeps.sending import SEED, Sweep
from tests.sweeps.test_permission_matrix import (  # noqa: F401  fixtures
    MARKS,
    MAY_SEE,
    PERSONAL,
    PRESSES,
    clients,
    doors,
    is_owned,
    make_theirs,
    two,
)

pytestmark = pytest.mark.django_db

ROLES = ["host of A", "host of A without access needs", "contributor", "editor of B", "translator", "reviewer"]
#: Who only drafts.
DRAFTING = {"contributor", "translator"}
#: Who may do what: written to by administrators alone, whatever is sent.
RIGHTS = {
    "auth_group",
    "auth_group_permissions",
    "auth_user_groups",
    "auth_user_user_permissions",
    "contacts_membership",
    "wagtailcore_grouppagepermission",
    "wagtailcore_groupcollectionpermission",
    "wagtailcore_collectionviewrestriction",
    "wagtailcore_site",
    "wagtailcore_locale",
}
WITHOUT_COOKIES = hostile.HEADERS.map(lambda headers: {k: v for k, v in headers.items() if k != "HTTP_COOKIE"})


class StaffSweep(Sweep):
    """Requests of somebody who is signed in, may see what is of `own`, and nothing of the other's."""

    def __init__(self, client, role, two, requests):  # noqa: F811
        self.role = role
        self.own = MAY_SEE.get("host of A" if role.startswith("host of A") else role)
        self.others = [two[name] for name in MARKS if name != self.own]
        marks = [rf"[\w.@-]*{mark}[\w.@-]*" for name, mark in MARKS.items() if name != self.own]
        if role == "host of A without access needs":
            marks.append("zamarka interpreter")
        super().__init__(re.compile("|".join(marks)), requests, client)
        self.before = self.theirs()
        self.readers_see = self.live()

    def theirs(self):
        return [one.rows() for one in self.others]

    @staticmethod
    def live():
        return list(Page.objects.live().order_by("pk").values_list("pk", "title", "slug", "path", "live_revision_id"))

    @contextmanager
    def undone(self):
        self.changed = []
        with undone() as written:
            yield
            with suppress(DatabaseError):  # the request ended in one: `wrong` says so
                self.changed = list(self._changed(written))

    def _changed(self, written):
        if not written.isdisjoint(PERSONAL) and self.theirs() != self.before:
            yield "outside its rights: changes what is another organisation's"
        if rights := written & RIGHTS:
            yield f"outside its rights: writes to {sorted(rights)}"
        if self.role in DRAFTING and "wagtailcore_page" in written and self.live() != self.readers_see:
            yield "outside its rights: changes what readers see"

    def also(self, asked, answer):
        yield from super().also(asked, answer)
        yield from self.changed

    def status(self, answer):
        """Wagtail sends whoever it refuses to the start of the admin, with a message."""
        refused = answer.status_code == 302 and answer.headers["Location"] == START
        return 403 if refused else answer.status_code

    def got_deep(self):
        assert self.statuses[200] > 5, self.histogram


@pytest.fixture
def values(two):  # noqa: F811
    """Hostile ones, and the numbers of what is the others'."""
    numbers = [str(value) for one in two.values() for value in one.things().values()]
    numbers += [str(signup.pk) for one in two.values() for signup in one.signups]
    return st.one_of(hostile.values, st.sampled_from([*numbers, *(f"{mark}@example.net" for mark in MARKS.values())]))


@pytest.fixture
def staff(clients, two, make_user):  # noqa: F811
    """Somebody of each role, signed in."""
    user = make_user("without-needs", groups=["Event hosts"])
    Membership.objects.create(user=user, organisation=two["A"].page)
    client = Client()
    client.force_login(user)
    return {**clients, "host of A without access needs": client}


@pytest.fixture
def sweep_as(staff, two, request, capsys, quiet):  # noqa: F811
    made = []

    def make(role, requests):
        made.append(StaffSweep(staff[role], role, two, requests))
        return made[-1]

    yield make
    for sweep in made:
        said = sweep.report(f"{request.node.name}, {sweep.role}")
        with capsys.disabled():
            sys.stdout.write(f"\n{said}\n")


def sweep_doors(sweep, doors, share, names):  # noqa: F811
    """Every door, in whatever way."""
    parts = {
        "method": hostile.METHODS,
        "query": hostile.queries_of(names),
        "headers": WITHOUT_COOKIES,
        "body": st.one_of(st.none(), hostile.bodies(names)),
    }
    wanted = [door.address.partition("?")[0] for door in doors]
    sweep.draw("doors", share, wanted, st.fixed_dictionaries(parts), lambda path, drawn: Asked(path, **drawn))


def sweep_presses(sweep, doors, share, values):  # noqa: F811
    """What somebody sends who means the others' things, with one or two of them spoilt."""
    forms = []
    for door, press, other in itertools.product(filter(is_owned, doors), PRESSES, sweep.others):
        pairs = []
        for name, value in other.sent(press).items():
            pairs += [(name, each) for each in (value if isinstance(value, list) else [value])]
        forms.append(Filled(door.address, "POST", tuple(pairs)))
    sweep.draw("presses", share, forms, spoiling(values), lambda form, drawn: spoilt(form, drawn).to_ask())


def walk_through(sweep, doors):  # noqa: F811
    """The forms behind the doors, filled in as they should be; and every name that stands in an address there."""
    names = set()

    def ask(question):
        answer, content = sweep.ask(question, "forms as they should be")
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            return "", ""
        html = content.decode()
        names.update(NAMES_IN_ADDRESSES.findall(html))
        return question.path, html

    wanted = list(dict.fromkeys(door.address for door in doors))
    return walk(ask, wanted, deep=1), sorted(names)


def sweep_all(sweep, doors, values, walked):  # noqa: F811
    found, names = walk_through(sweep, walked)
    sweep_doors(sweep, doors, 0.4, names)
    sweep_presses(sweep, doors, 0.2, values)
    sweep.draw("forms", 0.4, found, spoiling(values), lambda form, drawn: spoilt(form, drawn).to_ask())


def test_a_host_is_kept_to_their_own(sweep_as, doors, values):  # noqa: F811
    sweep = sweep_as("host of A", 60)
    sweep_all(sweep, doors, values, [door for door in doors if door.language == "A"][::4])
    sweep.is_healthy()


def test_a_scope_that_forgets_the_organisation_is_found(sweep_as, doors, values, monkeypatch):  # noqa: F811
    """The negative control: with the lock open, what is shown and what is changed is seen."""
    monkeypatch.setattr(OccasionQuerySet, "for_user", lambda occasions, user: occasions)
    sweep = sweep_as("host of A", 60)
    wanted = [
        door for door in doors if door.language == "B" and door.name in ("events_occasion", "events_cancel_signup")
    ]
    sweep_doors(sweep, wanted, 0.5, ["q"])
    sweep_presses(sweep, wanted, 0.5, values)
    found = "\n".join(sweep.sorts_of_problems())
    assert "leaked: ['" in found
    assert "outside its rights: changes what is another organisation's" in found


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_kept_to_its_own_for_long(role, sweep_as, doors, values):  # noqa: F811
    """With FUZZ_REQUESTS below some thousands, only as many doors are walked through for their forms."""
    sweep = sweep_as(role, 1000)
    walked = random.Random(SEED).sample(doors, min(len(doors), sweep.requests // 3))
    sweep_all(sweep, doors, values, walked)
    sweep.is_healthy()
