"""When somebody asks by law: administrators hand out or erase everything that is held about an e-mail address."""

import json
import uuid

import pytest

from corner.models import AuditEntry, OutgoingEmail
from events import lost_links
from events.models import AccessNeed, LostLinkRequest, SignUp
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db

SCREEN = "/admin/sign-ups/person/"


@pytest.fixture
def two(make_event, date_of, signed_up):
    """Amina is on the lists of two organisations; Ben on one."""
    answers = {
        "access_answers": (AccessAnswer("more", "Anything else?", "A quiet corner"),),
        "access_consent": AccessConsent("2026-11", "en-gb"),
    }
    first = signed_up(date_of(make_event("Tea")), name="Amina", email="Amina@example.org", **answers)
    second = signed_up(date_of(make_event("Walk")), name="Amina A", email="amina@example.org")
    signed_up(first.occasion, name="Ben", email="ben@example.org")
    lost_links.ask("amina@example.org", uuid.uuid4(), "en-gb")
    OutgoingEmail.objects.create(
        dedupe_key="x", kind="contact.message", to="host@example.org", reply_to="amina@example.org", text="From Amina"
    )
    return first, second


@pytest.fixture
def press(client, administrator, two):
    client.force_login(administrator)
    return lambda go="look", email=" AMINA@example.org": client.post(SCREEN, {"email": email, "go": go})


def test_looking_counts_table_by_table(press):
    html = press().content.decode()
    for label, count in {"Sign-ups": 2, "What people need": 1, "Mails": 3, "Requests for a lost link": 1}.items():
        assert f'<td class="title">{label}</td><td>{count}</td>' in html
    assert "A quiet corner" not in html


def test_handing_out_is_one_file(press, two):
    answer = press("download")
    held = json.loads(answer.content)
    assert [each["event"] for each in held["sign_ups"]] == ["Tea", "Walk"]
    assert held["sign_ups"][0]["what_would_help"][0]["answer"] == "A quiet corner"
    assert len(held["mails"]) == 3
    assert "Ben" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert AuditEntry.objects.get(action="person.handed_out").details == {"signups": [each.pk for each in two]}


def test_erasing_asks_first(press):
    assert "Erase everything about" in press("ask").content.decode()
    assert SignUp.objects.filter(name__startswith="Amina").count() == 2


def test_erasing_reaches_everything_and_nobody_else(press, administrator):
    assert "Erased from 2 sign-ups." in press("erase").content.decode()
    assert set(SignUp.objects.values_list("name", "state")) == {("", "cancelled"), ("Ben", "confirmed")}
    assert not AccessNeed.objects.exists()
    assert not LostLinkRequest.objects.exists()
    everything = str(list(SignUp.objects.values())) + str(list(OutgoingEmail.objects.values()))
    assert "amina" not in everything.lower()
    assert "ben@example.org" in everything
    assert AuditEntry.objects.filter(action="signup.erased", actor=administrator).count() == 2
    assert "amina" not in str(list(AuditEntry.objects.values())).lower()
    assert '<td class="title">Mails</td><td>0</td>' in press().content.decode()


@pytest.mark.parametrize("email", ["", "x", "nobody@example.org"])
@pytest.mark.parametrize("go", ["look", "erase", "download"])
def test_an_address_that_nobody_has_touches_nobody(press, email, go):
    assert press(go, email).status_code == 200
    assert SignUp.objects.exclude(name="").count() == 3


def test_only_administrators(client, staff_of, two):
    client.force_login(staff_of(two[0].occasion.event.responsible_organisation))
    for answer in (client.get(SCREEN), client.post(SCREEN, {"email": "amina@example.org", "go": "download"})):
        assert answer.status_code in (302, 403)
        assert "Amina" not in answer.content.decode()
    assert SCREEN not in client.get("/admin/sign-ups/").content.decode()
