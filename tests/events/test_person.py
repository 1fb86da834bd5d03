"""When somebody asks by law: administrators hand out or erase everything that is held about an e-mail address."""

import json
import uuid

import pytest
from django.test import override_settings

from corner.models import AuditEntry, OutgoingEmail, Receipt
from events import lost_links, receipts
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


# --- the receipt --------------------------------------------------------------------------------------------


def test_erasing_leaves_a_receipt_without_a_name_to_be_printed(press, client, administrator):
    html = press("erase").content.decode()
    receipt = Receipt.objects.get()
    assert (receipt.deed, receipt.actor) == ("erased", administrator)
    assert (receipt.counts["signups"], receipt.counts["access_needs"]) == (2, 1)
    assert f'href="{SCREEN}receipts/{receipt.pk}/"' in html
    paper = client.get(f"{SCREEN}receipts/{receipt.pk}/").content.decode()
    assert "We have erased what we kept about you." in paper
    assert "<td>Sign-ups</td><td>2</td>" in paper
    assert str(receipt.uuid) in paper
    assert "amina" not in (paper + str(list(Receipt.objects.values()))).lower()


def test_the_same_address_finds_its_receipts_and_no_other(press):
    press("download")
    press("erase")
    assert press("look", "Amina@Example.org").content.decode().count("/person/receipts/") == 2
    assert "/person/receipts/" not in press("look", "ben@example.org").content.decode()


def test_receipts_are_found_with_an_older_key(press, settings):
    press("erase")
    with override_settings(SECRET_KEY="a new one", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert receipts.of("amina@example.org").count() == 1


def test_what_was_handed_out_has_one_as_well(press):
    press("download")
    assert Receipt.objects.get().deed == "handed-out"
    assert json.loads(press("download").content)["asked_before"][1]["what"] == "handed-out"


def test_only_administrators_see_a_receipt(client, staff_of, two):
    receipt = Receipt.objects.create(deed="erased")
    client.force_login(staff_of(two[0].occasion.event.responsible_organisation))
    assert client.get(f"{SCREEN}receipts/{receipt.pk}/").status_code in (302, 403)


def test_an_account_is_handed_out_without_secrets_and_is_not_erased_here(press, make_user):
    user = make_user("bea", first_name="Bea")
    held = json.loads(press("download", user.email).content)["accounts"]
    assert [(each["login"], each["name"]) for each in held] == [("bea", "Bea")]
    assert user.password not in str(held)
    press("erase", user.email)
    user.refresh_from_db()
    assert user.email
