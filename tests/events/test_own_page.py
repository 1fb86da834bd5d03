"""What somebody does with the link in their mail: look, give the place back, ask for the link again."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from corner import jobs, links
from corner.mail import kinds
from corner.models import OutgoingEmail
from events.lost_links import answer_all
from events.mails import MANAGE, manage_url
from events.models import LostLinkRequest, Occasion, SignUp
from events.signing_up import cancel

pytestmark = pytest.mark.django_db


@pytest.fixture
def occasion(make_event, date_of):
    return date_of(make_event(title="Tea in the park", mode="both", capacity_online=5))


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(occasion, name="Amina", email="amina@example.org")


def path(signup):
    return manage_url(signup).removeprefix("http://testserver")


def test_the_link_in_the_mail_shows_the_place(client, amina):
    (link,) = set(re.findall(r"http://testserver(/sign-ups/\S+)", OutgoingEmail.objects.get().text))
    answer = client.get(link)
    assert "You have a place" in answer.content.decode()
    assert "Amina" in answer.content.decode()


def test_it_is_kept_by_nobody_and_told_to_nobody(client, amina):
    answer = client.get(path(amina))
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_opening_it_never_cancels(client, amina):
    for _ in range(3):
        client.get(path(amina))
        client.get(path(amina) + "?go=cancel")
        client.head(path(amina))
    amina.refresh_from_db()
    assert amina.state == "confirmed"


def test_giving_the_place_back_takes_two_presses(client, amina):
    asked = client.post(path(amina), {"go": "ask"})
    assert "Give your place back?" in asked.content.decode()
    amina.refresh_from_db()
    assert amina.state == "confirmed"
    done = client.post(path(amina), {"go": "cancel"}, follow=True)
    assert "Your place is cancelled" in done.content.decode()
    amina.refresh_from_db()
    assert amina.state == "cancelled"


def test_a_browser_that_hides_where_it_comes_from_can_cancel(amina):
    """`Referrer-Policy: no-referrer` makes browsers send `Origin: null`."""
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path(amina), {"go": "cancel"}, headers={"Origin": "null"}).status_code == 302
    amina.refresh_from_db()
    assert amina.state == "cancelled"


def test_after_cancelling_nothing_is_left_to_press(client, amina):
    cancel(amina)
    html = client.get(path(amina)).content.decode()
    assert "Give my place back" not in html
    assert "Give my place back" not in client.post(path(amina), {"go": "cancel"}, follow=True).content.decode()


def test_the_link_to_join_is_for_people_online_who_have_a_place(client, occasion, amina, signed_up):
    Occasion.objects.filter(pk=occasion.pk).update(joining_link="https://meet.example.org/abc")
    online = signed_up(occasion, way="online")
    assert "meet.example.org" in client.get(path(online)).content.decode()
    assert "meet.example.org" not in client.get(path(amina)).content.decode()
    cancel(online)
    assert "meet.example.org" not in client.get(path(online)).content.decode()


def test_it_speaks_the_language_of_its_address(client, occasion, signed_up, polish_home):
    ben = signed_up(occasion, language="pl")
    assert path(ben).startswith("/pl/sign-ups/")
    assert 'lang="pl"' in client.get(path(ben)).content.decode()


@pytest.mark.parametrize("spoil", ["", "x", "%00", ".", "..%2f", "a" * 5000, "%F0%9F%8D%B5"])
def test_a_forged_link_explains_and_offers_a_new_one(client, amina, spoil):
    for url in (f"{path(amina)[:-4]}{spoil}x/", f"/sign-ups/done/{spoil}x/"):
        answer = client.get(url)
        assert answer.status_code == 404
        assert "/sign-ups/lost-link/" in answer.content.decode()


def test_a_link_of_another_purpose_does_not_open_it(client, amina):
    token = links.sign("signup.done", amina.uuid, amina.token_version)
    assert client.get(f"/sign-ups/{token}/").status_code == 404


def test_a_revoked_link_does_not_open_it(client, amina):
    old = path(amina)
    SignUp.objects.filter(pk=amina.pk).update(token_version=2)
    answer = client.get(old)
    assert answer.status_code == 404
    assert "Amina" not in answer.content.decode()
    assert links.sign(MANAGE, amina.uuid, 1) in old


# --- a new link ---------------------------------------------------------------------------------------------


def ask(client, email):
    html = client.get("/sign-ups/lost-link/").content.decode()
    stamps = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', html)[1] for name in ("nonce", "made_at")}
    return client.post("/sign-ups/lost-link/", {"email": email, **stamps}, follow=True)


def test_the_answer_is_the_same_for_everybody_and_only_the_owner_gets_mail(client, amina):
    known, unknown = ask(client, " AMINA@example.org "), ask(client, "nobody@example.org")
    assert known.content == unknown.content
    answer_all()
    (mail,) = OutgoingEmail.objects.filter(kind="signup.lost_link")
    assert mail.to == "amina@example.org"
    assert path(amina) in mail.text


def test_asking_does_the_same_work_for_every_address(client, amina):
    """The time an answer takes must not tell who is coming: while somebody waits, nothing is looked up."""
    ask(client, "first@example.org")

    def work(email):
        with CaptureQueriesContext(connection) as queries:
            ask(client, email)
        return [re.sub(r"'[^']*'|[0-9a-f]{32}|\d+", "?", query["sql"]) for query in queries]

    assert work("amina@example.org") == work("nobody@example.org")
    assert not OutgoingEmail.objects.filter(kind="signup.lost_link").exists()


def test_an_address_is_forgotten_once_it_was_looked_up(client, amina):
    ask(client, "amina@example.org")
    ask(client, "nobody@example.org")
    assert LostLinkRequest.objects.count() == 2
    answer_all()
    answer_all()
    assert not LostLinkRequest.objects.exists()
    assert OutgoingEmail.objects.filter(kind="signup.lost_link").count() == 1


def test_one_that_cannot_be_answered_stops_nobody_and_goes_after_a_day(client, amina, monkeypatch, caplog):
    from events import lost_links

    look_up = lost_links._answer

    def poison(wish):
        if wish.email == "poison@example.org":
            raise ValueError(wish.email)
        look_up(wish)

    monkeypatch.setattr(lost_links, "_answer", poison)
    ask(client, "poison@example.org")
    ask(client, "amina@example.org")
    answer_all()
    assert OutgoingEmail.objects.filter(kind="signup.lost_link").count() == 1
    assert "poison@" not in caplog.text
    assert LostLinkRequest.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        answer_all()
    assert not LostLinkRequest.objects.exists()


def test_the_worker_looks_soon():
    (job,) = [job for job in jobs.registered() if job.name == "events.lost-links"]
    assert job.every <= timedelta(seconds=10)


def test_the_form_sent_twice_is_one_mail(client, amina):
    html = client.get("/sign-ups/lost-link/").content.decode()
    stamps = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', html)[1] for name in ("nonce", "made_at")}
    for _ in range(2):
        client.post("/sign-ups/lost-link/", {"email": "amina@example.org", **stamps})
    answer_all()
    assert OutgoingEmail.objects.filter(kind="signup.lost_link").count() == 1


def test_who_has_given_the_place_back_gets_no_link(client, amina):
    cancel(amina)
    ask(client, "amina@example.org")
    answer_all()
    assert not OutgoingEmail.objects.filter(kind="signup.lost_link").exists()


def test_asking_often_fills_no_letter_box(client, amina):
    for _ in range(8):
        assert "on its way" in ask(client, "amina@example.org").content.decode()
    answer_all()
    assert OutgoingEmail.objects.filter(kind="signup.lost_link").count() == 5


def test_a_wrong_address_is_named(client):
    html = ask(client, "amina").content.decode()
    assert 'href="#id_email"' in html
    assert 'value="amina"' in html


# --- mail that has become untrue ------------------------------------------------------------------------------


def test_a_confirmation_does_not_leave_after_a_cancellation(amina):
    mail = OutgoingEmail.objects.get(kind="signup.confirmed")
    assert kinds.get(mail.kind).still_wanted(mail)
    cancel(amina)
    assert not kinds.get(mail.kind).still_wanted(mail)
    cancelled = OutgoingEmail.objects.get(kind="signup.cancelled")
    assert kinds.get(cancelled.kind).still_wanted(cancelled)


def test_a_cancellation_does_not_leave_after_signing_up_again(amina, occasion, signed_up):
    cancel(amina)
    cancelled = OutgoingEmail.objects.get(kind="signup.cancelled")
    signed_up(occasion, email="amina@example.org")
    assert not kinds.get(cancelled.kind).still_wanted(cancelled)


@pytest.mark.parametrize("language", ["en-gb", "pl", "ar"])
def test_mail_is_in_the_persons_language_and_direction(occasion, signed_up, polish_home, arabic_home, language):
    signed_up(occasion, language=language, name="O'Neill <b>")
    mail = OutgoingEmail.objects.get()
    assert f'lang="{language}"' in mail.html
    assert ('dir="rtl"' in mail.html) == (language == "ar")
    assert "O'Neill <b>" in mail.text
    assert "<b>" not in mail.html
