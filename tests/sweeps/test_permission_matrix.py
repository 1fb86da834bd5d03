"""The permission matrix (safety.md, "The main threat"): every admin address × everybody who is not to see something.

Two organisations, A and B, share one admin. Of each there are people who signed up, what they need, calls, mails,
messages, feedback and a concern, all with the organisation's mark in them. Whoever is not of the organisation gets no
byte of it from any address (words, headers, messages, files), and changes none of it. Addresses come from the
resolver: a new one is asked as well, or fails this test (KeyError) until somebody writes down what belongs into it.

Translators are asked everywhere in tests/languages/test_permission_matrix.py; here, what is an organisation's.
"""

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts.models import Membership, Message, PrivateAddress
from corner.models import OutgoingEmail
from events.models import AccessNeed, Attendee, CallTask, Feedback, Occasion, SignUp
from events.models.occasion import OccasionQuerySet
from events.requests import AccessAnswer, AccessConsent
from tests.doors import SENT, START, Behind, knock
from tests.languages.conftest import a_picture  # noqa: F401  fixtures
from tests.languages.test_permission_matrix import behind  # noqa: F401
from tests.sweeps.test_admin_is_closed import OPEN

pytestmark = pytest.mark.django_db

#: What stands in everything that is an organisation's, and nowhere else.
MARKS = {"A": "zamarka", "B": "bemarka"}
#: Screens of one organisation's things do different things by what is pressed.
PRESSES = ("", "set", "answer", "attendance", "let-in", "take-back", "turn-away", "tell", "send", "note", "show")
#: Where personal data is kept.
PERSONAL = {
    model._meta.db_table
    for model in (SignUp, Occasion, Attendee, AccessNeed, CallTask, Feedback, OutgoingEmail, Message, PrivateAddress)
}
LOGIN = reverse("account_login")
ROLES = ("host of A", "contributor", "editor of B", "translator", "reviewer")
#: Whose marks they may see.
MAY_SEE = {"host of A": "A", "editor of B": "B"}


class Organisation:
    """An organisation, and all that there is of it; `things` are for addresses, `rows` say whether it changed."""

    def __init__(self, page, occasion, signups):
        self.page, self.occasion, self.signups = page, occasion, signups
        self.key = page.translation_key

    def things(self):
        signup = self.signups[0]
        return {
            "occasion_id": self.occasion.pk,
            "signup_id": signup.pk,
            "call_id": CallTask.objects.filter(signup__occasion=self.occasion).first().pk,
            "email_id": OutgoingEmail.objects.filter(organisation_key=self.key).first().pk,
            "messages pk": Message.objects.get(page_key=self.key).pk,
            "private_addresses pk": PrivateAddress.objects.get(subject_key=self.key).pk,
        }

    def sent(self, press):
        """What somebody sends who means this organisation's things."""
        attendee = Attendee.objects.filter(signup__occasion=self.occasion).first()
        need = AccessNeed.objects.filter(signup__occasion=self.occasion).first()
        return {
            **SENT,
            "go": press,
            "attendee": attendee.pk,
            "attendance": "came",
            "need": need.pk,
            "which": "all",
            "signup": self.signups[0].pk,
            "chosen": [signup.pk for signup in self.signups],
            "audience": "chosen",
            "listed": list(Feedback.objects.filter(occasion=self.occasion).values_list("pk", flat=True)),
            "email": self.signups[0].email,
            "reply": "arranged",
            "outcome": "reached",
            "subject": "Hello",
            "text": "Hello",
            "reason": "",
        }

    def rows(self):
        """Everything that is this organisation's, as it stands in the database."""
        of_signup = Q(signup__occasion=self.occasion)
        tables = [
            (SignUp, Q(occasion=self.occasion)),
            (Occasion, Q(pk=self.occasion.pk)),
            (Attendee, of_signup),
            (AccessNeed, of_signup),
            (CallTask, of_signup),
            (Feedback, Q(occasion=self.occasion)),
            (OutgoingEmail, Q(organisation_key=self.key)),
            (Message, Q(page_key=self.key)),
            (PrivateAddress, Q(subject_key=self.key)),
        ]
        return [list(model.objects.filter(mine).order_by("pk").values_list()) for model, mine in tables]


@pytest.fixture
def make_theirs(make_organisation, make_event, date_of, signed_up, answered, make_message):
    """An organisation with personal data of every kind, each with its mark in it."""

    def make(mark):
        page = make_organisation(f"Group {mark[0].upper()}")
        event = make_event(f"Meeting {mark[0].upper()}", responsible_organisation=page)
        occasion = date_of(event)
        needs = (AccessAnswer("bsl", "British Sign Language", f"A {mark} interpreter"),)
        signups = [
            signed_up(
                occasion,
                name=f"Ann {mark}",
                email=f"{mark}@example.net",
                access_answers=needs,
                access_consent=AccessConsent("2026-11", "en-gb"),
            ),
            signed_up(occasion, name=f"Ben {mark}", email="", phone="023 8000 0004"),
        ]
        SignUp.objects.filter(pk=signups[0].pk).update(safeguarding_concern=True)
        CallTask.objects.create(
            signup=signups[1], kind="signup.reminder", dedupe_key=f"reminder {mark}", note=f"{mark} was out"
        )
        answered(occasion, {"listened": 5}, words=f"I met {mark}.")
        PrivateAddress.objects.create(subject_key=page.translation_key, email=f"private-{mark}@example.net")
        Message.objects.create(
            kind=Message.Kind.PAGE,
            nonce=uuid4(),
            page_key=page.translation_key,
            name=f"Cy {mark}",
            email=f"cy-{mark}@example.net",
            text=f"Please tell {mark}.",
            language="en-gb",
            erase_after=timezone.localdate() + timedelta(days=9),
        )
        return Organisation(page, occasion, signups)

    return make


@pytest.fixture
def two(make_theirs):
    return {name: make_theirs(mark) for name, mark in MARKS.items()}


@pytest.fixture
def doors(behind, two):  # noqa: F811
    """Every address; what is an organisation's once for each, and once with the date of one and the rest of the other.

    Of what is nobody's, the English one is enough: who may translate what is asked elsewhere.
    """
    behind.owned = {name: one.things() for name, one in two.items()}
    for name, other in (("AB", "B"), ("BA", "A")):
        mixed = {**behind.owned[other], "occasion_id": two[name[0]].occasion.pk}
        behind.owned[name] = {part: value for part, value in mixed.items() if part.endswith("_id")}
    found = [door for door in behind.doors("mark") if door.language in ("", "en", *behind.owned)]
    return list({door.address: door for door in reversed(found)}.values())[::-1]


@pytest.fixture
def clients(two, make_user, behind):  # noqa: F811
    """Somebody of each role, signed in. Everybody works for an organisation: that alone must open nothing."""
    call_command("make_translator_groups", verbosity=0)
    groups = {
        "contributor": ["Contributors"],
        "host of A": ["Event hosts", "Access needs"],
        "editor of B": ["Editors", "Event hosts", "Access needs"],
        "translator": ["Polish translators"],
        "reviewer": ["Polish reviewers"],
    }
    concerns = Permission.objects.get(codename="flag_safeguarding")
    signed_in = {"anonymous": Client(raise_request_exception=False)}
    for role, names in groups.items():
        user = make_user(role.replace(" ", "-"), groups=names)
        user.user_permissions.add(concerns)
        Membership.objects.create(user=user, organisation=two["B" if role == "editor of B" else "A"].page)
        signed_in[role] = Client(raise_request_exception=False)
        signed_in[role].force_login(user)
    root = make_user("root", is_superuser=True)
    signed_in["administrator"] = Client(raise_request_exception=False)
    signed_in["administrator"].force_login(root)
    return signed_in


def is_owned(door):
    return door.language in ("A", "B", "AB", "BA")


class Sweep:
    """Knocks for one role at its doors and remembers what was wrong. `role` may see the marks of `own`."""

    def __init__(self, client, role, two):
        self.client, self.role, self.two = client, role, two
        self.hidden = [name for name in MARKS if name != MAY_SEE.get(role)]
        self.before = {name: two[name].rows() for name in self.hidden}
        self.holes, self.asked, self.shown = [], 0, 0

    def at(self, door):
        if self.role in ("translator", "reviewer") and not is_owned(door):
            return
        self._judge(knock(self.client, door, "GET", follow=is_owned(door)))
        others = self.two[self.hidden[0]]
        for press in PRESSES if is_owned(door) else PRESSES[:1]:
            sent = others.sent(press)
            answer = knock(self.client, door, "POST", follow=is_owned(door), sent=sent, look=self._rows)
            self._judge(answer)
            if answer.is_refused:
                break  # whatever is pressed

    def _rows(self, written):
        """What the others have now; None where no such table was written to, for that is nearly always."""
        if written.isdisjoint(PERSONAL):
            return None
        return {name: self.two[name].rows() for name in self.hidden}

    def _judge(self, answer):
        self.asked += 1
        words = answer.words.casefold()
        for name in self.hidden:
            # The address that they typed comes back to them: that is nobody's secret.
            typed = f"{MARKS[name]}@example.net" if answer.method == "POST" else ""
            if MARKS[name] in (words.replace(typed, "") if typed else words):
                self.holes.append(f"{answer.method} {answer.door} shows {name}")
        own = MAY_SEE.get(self.role)
        self.shown += bool(own and MARKS[own] in words)
        if answer.seen is not None and answer.seen != self.before:
            self.holes.append(f"{answer.method} {answer.door} changes what is another's")


@pytest.fixture
def quiet(monkeypatch):
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # it writes down every refusal


@pytest.mark.parametrize(
    "roles",
    [
        pytest.param(ROLES[:1], id="a host"),
        pytest.param(ROLES[1:], id="everybody else", marks=pytest.mark.long),  # two minutes
    ],
)
def test_nobody_gets_a_byte_of_another_organisation_or_changes_one(roles, doors, clients, two, quiet):
    assert len({door.name for door in doors}) > 250
    assert {door.language for door in doors} >= {"A", "B", "AB", "BA"}
    sweeps = [Sweep(clients[role], role, two) for role in roles]
    for sweep in sweeps:
        for door in doors:
            sweep.at(door)
        assert sweep.holes == [], sweep.role
        assert sweep.asked > 100, sweep.role
    # They were not simply shut out: each who may, has seen the own organisation's.
    assert {sweep.role for sweep in sweeps if sweep.shown > 3} == set(MAY_SEE) & set(roles)


def test_a_stranger_is_sent_to_the_way_in_from_everywhere(doors, clients, two, quiet):
    for door in doors:
        for method in ("GET", "POST"):
            answer = knock(clients["anonymous"], door, method, follow=False)
            turned_away = answer.status == 302 and answer.location.startswith(LOGIN)
            assert turned_away or answer.status in (403, 404, 405) or door.name in OPEN, door
            assert not answer.written & PERSONAL, door
            assert not any(mark in answer.words for mark in MARKS.values()), door


def test_an_administrator_gets_in_everywhere(doors, clients, two, quiet):
    """A sanity check of the sweep: what is behind the doors is really there to be seen."""
    seen = set()
    for door in [door for door in doors if door.language in MARKS]:
        answer = knock(clients["administrator"], door, "GET")
        if answer.status == 405:
            answer = knock(clients["administrator"], door, "POST")
        assert not answer.is_refused or answer.location != START, door
        seen |= {(door.language, door.name) for mark in MARKS.values() if mark in answer.words.casefold()}
    names = {"events_occasion", "events_signup", "events_door", "events_download", "messages:inspect"}
    assert {(owner, name) for owner in MARKS for name in names} <= seen


def test_a_scope_that_forgets_the_organisation_is_found(behind, doors, clients, two, quiet, monkeypatch):  # noqa: F811
    """The negative control: with the lock open, the sweep sees it, on screens, in files and in what is changed."""
    monkeypatch.setattr(OccasionQuerySet, "for_user", lambda occasions, user: occasions)
    sweep = Sweep(clients["host of A"], "host of A", two)
    wanted = {"events_occasion", "events_download", "events_signup"}
    for door in doors:
        if door.name in {*wanted, "events_cancel_signup"}:
            sweep.at(door)
    holes = "\n".join(sweep.holes)
    for name in wanted:
        assert name in holes
    assert "changes what is another's" in holes


def test_an_address_with_an_unknown_part_is_found(behind: Behind):  # noqa: F811
    """A new address must say what belongs into it."""
    behind.things.pop("email_id")
    with pytest.raises(KeyError, match="email_id"):
        behind.doors()
