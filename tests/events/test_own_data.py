"""What somebody sees, takes with them, corrects and deletes of what the site holds about them, by their link."""

import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from corner.mail.sending import send_due
from corner.models import AuditEntry, OutgoingEmail
from events import correcting, leaving, needs, signing_up
from events.correcting import Correction
from events.mails import manage_url
from events.models import AccessNeed, CallTask, Occasion, ResponsibleAdult, SignUp
from events.requests import AccessAnswer, AccessConsent, Adult, Person
from events.signing_up import ConsentMissing
from tests.fixtures.visitors import hidden, option

pytestmark = pytest.mark.django_db

CONSENT = AccessConsent("2026-11", "en-gb")
MORE = AccessAnswer("more", "Anything else that would help?", "A quiet corner")
BSL = AccessAnswer("bsl", "British Sign Language", "yes")


@pytest.fixture
def page(asking):
    return asking(title="Tea in the park", capacity=3, largest_party=2)


@pytest.fixture
def questions(page):
    """Blocks by their words."""
    return {block.value["question"]: block for block in page.questions}


@pytest.fixture
def amina(page, date_of, signed_up, questions):
    group, wheelchair = questions["Which group?"], questions["Do you use a wheelchair?"]
    return signed_up(
        date_of(page),
        name="Amina",
        email="amina@example.org",
        phone="023 8000 0000",
        number_of_places=2,
        answers={group.id: option(group, "Morning")},
        asked={group.id: {"question": "Which group?", "kind": "one_of"}},
        access_answers=(BSL, MORE, AccessAnswer(wheelchair.id, "Do you use a wheelchair?", "A wide one")),
        access_consent=CONSENT,
        privacy_notice_version="2026-11",
    )


def at(signup, below=""):
    return manage_url(signup).removeprefix("http://testserver") + "kept/" + below


def now(signup):
    return SignUp.objects.get(pk=signup.pk)


# --- seeing it ----------------------------------------------------------------------------------------------


@pytest.fixture
def everything(amina, administrator):
    """Amina, with something in every table; and the words that must show."""
    amina.attendees.filter(name="").update(name="Yusuf", attendance="came")
    ResponsibleAdult.objects.create(
        signup=amina,
        name="Hodan",
        phone="023 8000 0001",
        emergency_contact="Uncle Omar",
        may_collect="Aunt Leyla",
        erase_after=AccessNeed.objects.first().erase_after,
    )
    needs.answer(amina.access_needs.get(question="more"), "arranged", "By the window", administrator)
    CallTask.objects.create(
        signup=amina,
        kind="signup.reminder",
        dedupe_key="1",
        outcome="left-message",
        note="Spoke to Yusuf",
        made_at=timezone.now(),
    )
    words = [
        "Amina", "amina@example.org", "023 8000 0000", "Yusuf", "Hodan", "023 8000 0001", "Uncle Omar", "Aunt Leyla",
        "Which group?", "Morning", "British Sign Language", "A quiet corner", "A wide one", "By the window",
        "Spoke to Yusuf", "2026-11", "Tea in the park",
    ]  # fmt: skip
    return SimpleNamespace(signup=amina, words=words)


def test_the_page_shows_all_of_it(client, everything):
    link = at(everything.signup)
    assert link in client.get(manage_url(everything.signup)).content.decode()
    html = client.get(link).content.decode()
    assert [words for words in [*everything.words, "Arranged", "Left a message", "Came"] if words not in html] == []


def test_so_does_the_file(client, everything):
    answer = client.get(at(everything.signup, "download/"))
    text = answer.content.decode()
    assert [words for words in everything.words if words not in text] == []
    held = json.loads(text)
    assert held["sign_up"]["state"] == "confirmed"
    assert {mail["about"] for mail in held["mails"]} == {"signup.confirmed", "signup.needs_answered"}
    assert held["deleted_after"]["sign_up"] == everything.signup.erase_after.isoformat()
    assert answer["Content-Disposition"] == 'attachment; filename="what-we-keep-about-you.json"'


def test_neither_tells_of_a_concern(client, everything):
    SignUp.objects.update(safeguarding_concern=True)
    # Such as a reminder that was dropped because of it.
    OutgoingEmail.objects.filter(kind="signup.needs_answered").update(state="dropped", subject="It is soon")
    assert "It is soon" not in client.get(at(everything.signup)).content.decode()
    held = json.loads(client.get(at(everything.signup, "download/")).content)
    assert [mail["about"] for mail in held["mails"]] == ["signup.confirmed"]
    for url in (at(everything.signup), at(everything.signup, "download/")):
        assert "concern" not in client.get(url).content.decode().lower()


@pytest.mark.parametrize("below", ["", "download/", "change/"])
def test_nobody_keeps_it_and_looking_changes_nothing(client, amina, below):
    before = SignUp.objects.values().get()
    answer = client.get(at(amina, below))
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert not answer.cookies
    client.get(at(amina, below) + "?go=delete")
    assert SignUp.objects.values().get() == before


@pytest.mark.parametrize("below", ["", "download/", "change/"])
def test_a_worn_out_link_opens_nothing(client, amina, below):
    old = at(amina, below)
    SignUp.objects.update(token_version=2)
    for answer in (client.get(old), client.post(old, {"go": "delete"})):
        assert answer.status_code in (404, 405)
        assert "Amina" not in answer.content.decode()
    assert now(amina).name == "Amina"


def test_it_works_when_the_event_is_not_shown_any_more(client, page, amina):
    page.unpublish()
    for below in ("", "download/", "change/"):
        assert client.get(at(amina, below)).status_code == 200


# --- correcting it ------------------------------------------------------------------------------------------


@pytest.fixture
def form(client, amina, questions):
    """What stands in the form, as a browser would send it back."""
    group, wheelchair = questions["Which group?"], questions["Do you use a wheelchair?"]
    html = client.get(at(amina, "change/")).content.decode()
    (companion,) = re.findall(r'name="(person-\d+)"', html)
    typed = {
        "name": "Amina",
        "phone": "023 8000 0000",
        companion: "",
        f"q-{group.id}": option(group, "Morning"),
        "need": ["bsl"],
        "speaks": "",
        "more": "A quiet corner",
        f"q-{wheelchair.id}": "A wide one",
        **hidden(html),
    }

    def send(**changes):
        changes = {companion if name == "companion" else name: value for name, value in changes.items()}
        return client.post(at(amina, "change/"), {**typed, **changes})

    return send


def kept():
    return {need.question: need.answer for need in AccessNeed.objects.all()}


def test_the_form_holds_what_stands_there(client, amina, questions):
    html = client.get(at(amina, "change/")).content.decode()
    for words in ('value="Amina"', 'value="023 8000 0000"', ">\nA quiet corner<", ">\nA wide one<"):
        assert words in html
    assert re.search(r'value="bsl"[^>]* checked', html)
    assert re.search(f'value="{option(questions["Which group?"], "Morning")}"[^>]* checked', html)
    assert 'name="email"' not in html
    assert 'name="agree"' not in html


def test_sent_back_as_it_is_it_changes_nothing(form, amina):
    before = (SignUp.objects.values().get(), list(AccessNeed.objects.values()))
    assert form().status_code == 302
    assert (SignUp.objects.values().get(), list(AccessNeed.objects.values())) == before
    assert not AuditEntry.objects.filter(action="signup.corrected").exists()


def test_name_phone_companions_and_answers_are_corrected(form, amina, questions):
    group, talk = questions["Which group?"], questions["What shall we talk about?"]
    afternoon = option(group, "Afternoon")
    answer = form(
        name="Aminah",
        phone="07700 900000",
        companion="Yusuf",
        **{f"q-{group.id}": afternoon, f"q-{talk.id}": "Ponds"},
    )
    assert answer.status_code == 302
    signup = now(amina)
    assert (signup.name, signup.phone) == ("Aminah", "07700 900000")
    assert list(signup.attendees.values_list("name", flat=True)) == ["Aminah", "Yusuf"]
    assert signup.answers == {group.id: afternoon, talk.id: "Ponds"}
    assert signup.asked[talk.id]["question"] == "What shall we talk about?"
    entry = AuditEntry.objects.get(action="signup.corrected")
    assert entry.details == {"count": 5}


def test_a_parent_who_stays_away_corrects_the_child_and_the_adult(client, page, date_of, signed_up):
    parent = signed_up(
        date_of(page),
        name="Hodan",
        people=(Person("Yusuf", under_16=True),),
        adult=Adult("Hodan", "023 8000 0001", "Aunt, 023 8000 0002"),
    )
    address = at(parent, "change/")
    html = client.get(address).content.decode()
    (child,) = parent.attendees.all()
    changed = {
        "name": "Hodan",
        f"person-{child.pk}": "Yousef",
        "adult_name": "Grandmother",
        "adult_phone": "023 8000 0009",
        "emergency_contact": "Aunt, 023 8000 0002",
        "may_collect": "",
    }
    assert "adult_phone" in client.post(address, {**hidden(html), **changed, "adult_phone": ""}).content.decode()
    assert client.post(address, {**hidden(html), **changed}).status_code == 302
    child.refresh_from_db()
    adult = ResponsibleAdult.objects.get()
    assert (child.name, child.under_16) == ("Yousef", True)
    assert (adult.name, adult.phone, adult.emergency_contact) == ("Grandmother", "023 8000 0009", "Aunt, 023 8000 0002")
    assert now(parent).name == "Hodan"


def test_what_would_help_is_changed_and_taken_out(form, amina, administrator):
    for need in amina.access_needs.all():
        needs.answer(need, "arranged", "Done", administrator)
    form(need=["bsl", "interpreter"], speaks="Somali", more="A dark corner", phone="")
    assert kept()["more"] == "A dark corner"
    assert kept()["language"] == "Somali"
    replies = dict(AccessNeed.objects.values_list("question", "reply"))
    assert (replies["bsl"], replies["more"], replies["interpreter"]) == ("arranged", "", "")
    assert AccessNeed.objects.get(question="more").reply_words == ""


def test_taking_everything_out_takes_the_yes_back(form, amina, questions):
    form(need=[], more="", **{f"q-{questions['Do you use a wheelchair?'].id}": ""})
    assert kept() == {}
    assert now(amina).access_consent_at is None


def test_without_a_yes_nothing_about_access_is_kept(client, date_of, page, signed_up, questions):
    ben = signed_up(date_of(page), name="Ben")
    html = client.get(at(ben, "change/")).content.decode()
    group = questions["Which group?"]
    typed = {"name": "Ben", "need": ["bsl"], f"q-{group.id}": option(group, "Morning"), **hidden(html)}
    refused = client.post(at(ben, "change/"), typed).content.decode()
    assert 'href="#agree"' in refused
    assert kept() == {}
    client.post(at(ben, "change/"), {**typed, "agree": "on"})
    assert kept() == {"bsl": "yes"}
    assert now(ben).access_consent_version == "2026-11"


def test_the_service_itself_insists_on_the_yes(date_of, page, signed_up):
    ben = signed_up(date_of(page))
    with pytest.raises(ConsentMissing):
        correcting.correct(ben, Correction(name="Ben", phone="", needs_asked=["bsl"], needs=(BSL,)))
    assert now(ben).name != "Ben"


@pytest.mark.parametrize(
    ("wrong", "words"), [({"name": " "}, "Write a name"), ({"phone": "abc"}, "does not look right")]
)
def test_what_is_wrong_is_said_and_kept(form, amina, wrong, words):
    html = form(more="A dark corner", **wrong).content.decode()
    assert "There is a problem" in html
    assert words in html
    assert "A dark corner" in html
    assert now(amina).name == "Amina"
    assert kept()["more"] == "A quiet corner"


def test_answers_whose_question_is_gone_can_be_deleted(client, page, amina, questions):
    page.questions = []
    type(page).objects.filter(pk=page.pk).update(questions=page.questions)
    html = client.get(at(amina, "change/")).content.decode()
    offered = re.findall(r'name="forget" value="([^"]+)"', html)
    assert len(offered) == 2
    typed = {"name": "Amina", "phone": "", "need": ["bsl"], "more": "A quiet corner", **hidden(html)}
    client.post(at(amina, "change/"), {**typed, "forget": offered})
    assert now(amina).answers == {}
    assert kept() == {"bsl": "yes", "more": "A quiet corner"}


def test_once_it_is_over_needs_can_only_be_deleted(client, amina, questions):
    group = questions["Which group?"]
    with time_machine.travel(amina.occasion.ends_at + timedelta(hours=1)):
        html = client.get(at(amina, "change/")).content.decode()
        assert 'name="more"' not in html
        typed = {"name": "Amina", f"q-{group.id}": option(group, "Morning"), **hidden(html)}
        client.post(at(amina, "change/"), {**typed, "forget": ["need:more", "need:bsl"], "need": ["captions"]})
    assert set(kept()) == {questions["Do you use a wheelchair?"].id}


def test_answers_with_options_about_access_come_back_ticked(client, make_event, date_of, signed_up):
    page = make_event(
        questions=[("several_of", {"question": "What do you eat?", "options": ["Halal", "Vegan"], "access": True})]
    )
    (eat,) = page.questions
    need = AccessAnswer(eat.id, "What do you eat?", "Halal, Vegan")
    ben = signed_up(date_of(page), access_answers=(need,), access_consent=CONSENT)
    html = client.get(at(ben, "change/")).content.decode()
    assert len(re.findall(rf'name="q-{eat.id}" value="[^"]+"[^>]* checked', html)) == 2


# --- deleting it --------------------------------------------------------------------------------------------


def test_deleting_takes_two_presses(client, amina):
    html = client.post(at(amina), {"go": "ask"}).content.decode()
    assert "Delete everything about me?" in html
    assert now(amina).name == "Amina"
    answer = client.post(at(amina), {"go": "delete"}, follow=True)
    assert "It is deleted" in answer.content.decode()
    assert answer.redirect_chain[0][0] == "/sign-ups/deleted/"


def test_afterwards_nothing_is_left_and_the_link_is_dead(client, everything):
    signup, link = everything.signup, at(everything.signup)
    client.post(link, {"go": "delete"})
    gone = now(signup)
    assert (gone.name, gone.email, gone.phone, gone.answers) == ("", "", "", {})
    assert (gone.state, gone.number_of_places) == ("cancelled", 2)
    assert not AccessNeed.objects.exists()
    assert not ResponsibleAdult.objects.exists()
    assert set(gone.attendees.values_list("name", flat=True)) == {""}
    assert set(CallTask.objects.values_list("note", flat=True)) == {""}
    for url in (link, manage_url(signup), link + "download/"):
        assert client.get(url).status_code == 404
    actions = AuditEntry.objects.filter(record=f"events.signup:{signup.pk}").values_list("action", flat=True)
    assert {"signup.cancelled", "signup.erased"} <= set(actions)


def test_no_mail_says_so_and_none_that_waited_leaves(amina, mailoutbox):
    leaving.leave(amina)
    assert set(OutgoingEmail.objects.values_list("state", "to", "text")) == {("dropped", "", "")}
    send_due()
    assert not mailoutbox


def test_the_place_goes_to_whoever_is_next(amina, date_of, page, wish):
    occasion = date_of(page)
    signing_up.sign_up(wish(occasion))
    ben = signing_up.sign_up(wish(occasion)).signup
    assert ben.state == "waiting"
    leaving.leave(amina)
    assert now(ben).state == "offered"
    assert occasion.places.get().taken == 2


def test_what_has_been_stays_counted(amina):
    with time_machine.travel(amina.occasion.ends_at + timedelta(hours=1)):
        assert leaving.leave(amina)
        assert not leaving.leave(amina)
    assert (now(amina).state, now(amina).name) == ("confirmed", "")
    assert Occasion.objects.get().places.get().taken == 2


def test_who_was_held_back_can_leave(amina):
    SignUp.objects.update(state="held", confirmed_at=None)
    assert leaving.leave(now(amina))
    assert now(amina).state == "cancelled"
