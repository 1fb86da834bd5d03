"""Staff answer what people need; the person hears that there is an answer, and reads it on their own page."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from corner.mail.sending import send_due
from corner.models import AuditEntry, OutgoingEmail
from events import needs, signing_up
from events.mails import manage_url
from events.models import AccessNeed
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db

ALL = "/admin/sign-ups/needs/"


def with_right(user):
    user.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="view_accessneed"))
    return user


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def occasion(make_event, date_of, own):
    return date_of(make_event(title="Tea in the park", responsible_organisation=own))


@pytest.fixture
def carer(staff_of, own):
    return with_right(staff_of(own, name="carer"))


@pytest.fixture
def ask(signed_up):
    def make(occasion, *needs, **fields):
        answers = needs or (AccessAnswer("bsl", "British Sign Language", "yes"),)
        return signed_up(occasion, access_answers=answers, access_consent=AccessConsent("2026-11", "en-gb"), **fields)

    return make


@pytest.fixture
def amina(occasion, ask):
    words = AccessAnswer("more", "Anything else that would help?", "MARK-QUIET-CORNER")
    return ask(occasion, AccessAnswer("bsl", "British Sign Language", "yes"), words, name="Amina")


def more(signup):
    return signup.access_needs.get(question="more")


def reply(client, need, url=ALL, **data):
    data = {"go": "answer", "need": need.pk, "reply": "arranged", "words": "A table by the window.", **data}
    return client.post(url, data)


def told():
    return OutgoingEmail.objects.filter(kind="signup.needs_answered")


def test_opening_shows_nothing_and_a_press_shows_and_is_written_down(client, carer, occasion, amina):
    client.force_login(carer)
    html = client.get(ALL).content.decode()
    assert "2 needs wait for an answer" in html
    assert "MARK-QUIET-CORNER" not in html
    assert not AuditEntry.objects.filter(action="accessneeds.viewed").exists()
    html = client.post(ALL).content.decode()
    assert "MARK-QUIET-CORNER" in html
    assert "Amina" in html
    assert "Tea in the park" in html
    entry = AuditEntry.objects.get(action="accessneeds.viewed")
    assert (entry.actor, entry.record, entry.details) == (carer, f"events.occasion:{occasion.pk}", {"count": 2})


def test_staff_answer_and_who_did_stands_beside_it(client, carer, amina):
    client.force_login(carer)
    html = reply(client, more(amina), which="all").content.decode()
    assert "Arranged" in html
    assert "A table by the window." in html
    need = more(amina)
    assert (need.reply, need.reply_words, need.replied_by) == ("arranged", "A table by the window.", carer)
    assert need.replied_at
    entry = AuditEntry.objects.get(action="accessneed.answered")
    assert entry.details == {"signup": amina.pk, "occasion": amina.occasion_id}
    assert needs.unanswered(carer) == 1


def test_what_is_answered_leaves_the_list_and_shows_last_among_all(client, carer, amina):
    client.force_login(carer)
    first = amina.access_needs.get(question="bsl")
    assert f'id="need-{first.pk}"' not in reply(client, first).content.decode()
    html = client.post(ALL, {"which": "all"}).content.decode()
    assert html.index(f'id="need-{more(amina).pk}"') < html.index(f'id="need-{first.pk}"')


def test_on_the_list_of_one_date_too(client, carer, occasion, amina):
    client.force_login(carer)
    url = reverse("events_needs", args=[occasion.pk])
    html = reply(client, more(amina), url, reply="not-possible", words="No room.").content.decode()
    assert "Not possible" in html
    assert "No room." in html
    assert "carer" in html


@pytest.mark.parametrize("data", [{"reply": ""}, {"reply": "rocket"}, {"words": "x" * 501}])
def test_what_is_no_answer_is_refused_and_kept(client, carer, amina, data):
    client.force_login(carer)
    html = reply(client, more(amina), **data).content.decode()
    assert "details open" in html
    assert data.get("words", "A table by the window.") in html
    assert not AccessNeed.objects.exclude(reply="").exists()
    assert not told().exists()


def test_a_colleagues_answer_is_not_overwritten_unseen(client, carer, staff_of, own, amina):
    client.force_login(carer)
    html = client.post(ALL).content.decode()
    needs.answer(more(amina), "arranged", "By the window.", staff_of(own))
    assert 'name="seen" value=""' in html
    html = reply(client, more(amina), seen="", words="Not by the window.").content.decode()
    assert "A colleague has answered this meanwhile." in html
    assert more(amina).reply_words == "By the window."
    seen = client.post(ALL, {"which": "all"}).context["parties"][0][2][-1].edition
    reply(client, more(amina), seen=seen, words="Not by the window.")
    assert more(amina).reply_words == "Not by the window."


@pytest.mark.parametrize("key", ["", "x", "999999", "9" * 40])
def test_a_need_that_is_not_there_is_not_found(client, carer, amina, key):
    client.force_login(carer)
    assert client.post(ALL, {"go": "answer", "need": key, "reply": "arranged"}).status_code == 404


def test_without_the_right_there_is_nothing_to_see_or_answer(client, staff_of, own, amina):
    client.force_login(staff_of(own))
    assert ALL not in client.get(reverse("events_signups")).content.decode()
    assert "What people need" not in client.get(reverse("wagtailadmin_home")).content.decode()
    for answer in (client.get(ALL), client.post(ALL), reply(client, more(amina))):
        assert answer.status_code in (302, 403)
        assert "MARK-QUIET-CORNER" not in answer.content.decode()
    assert more(amina).reply == ""


def test_another_organisation_sees_none_and_answers_none(client, staff_of, make_organisation, amina):
    client.force_login(with_right(staff_of(make_organisation())))
    assert "MARK-QUIET-CORNER" not in client.post(ALL, {"which": "all"}).content.decode()
    assert reply(client, more(amina)).status_code == 404
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'href="{ALL}"' not in html


def test_the_first_screen_has_the_count_only(client, carer, amina):
    client.force_login(carer)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "2 needs wait for an answer." in html
    assert ALL in html
    assert "MARK-QUIET-CORNER" not in html
    assert "Amina" not in html


def test_dates_that_are_over_and_parties_that_left_are_not_in_it(carer, occasion, amina, ask, make_event, date_of, own):
    signing_up.cancel(amina)
    assert needs.unanswered(carer) == 0
    ask(date_of(make_event(starts_in_days=1, responsible_organisation=own)))
    assert needs.unanswered(carer) == 1
    with time_machine.travel(occasion.starts_at):  # the other one was long before
        assert needs.unanswered(carer) == 0


def test_who_left_meanwhile_is_not_answered(carer, amina):
    need = more(amina)
    signing_up.cancel(amina)
    assert needs.answer(need, "arranged", "", carer) is False
    assert not told().exists()


# --- the person ---------------------------------------------------------------------------------------------


def test_they_are_told_that_there_is_an_answer_and_not_which(carer, amina):
    needs.answer(more(amina), "instead", "MARK-ANSWER", carer)
    mail = told().get()
    for words in (mail.subject, mail.text, mail.html, str(mail.about)):
        for secret in ("MARK-ANSWER", "MARK-QUIET-CORNER", "British Sign", "Something else"):
            assert secret not in words
    assert "/sign-ups/" in mail.text


def test_one_mail_a_day_however_many_answers(carer, amina):
    for need in amina.access_needs.all():
        needs.answer(need, "talking", "", carer)
    assert told().count() == 1
    with time_machine.travel(amina.created_at + timedelta(days=2)):
        needs.answer(more(amina), "arranged", "", carer)
    assert told().count() == 2


def test_the_same_answer_twice_is_one_answer(carer, amina):
    for _ in range(2):
        needs.answer(more(amina), "arranged", "", carer)
    assert AuditEntry.objects.filter(action="accessneed.answered").count() == 1


def test_it_does_not_leave_once_they_cancelled(carer, amina):
    needs.answer(more(amina), "arranged", "", carer)
    signing_up.cancel(amina)
    send_due()
    assert told().get().state == "dropped"


def test_who_gave_no_address_gets_no_mail(carer, amina):
    type(amina).objects.filter(pk=amina.pk).update(email="", email_key="")
    assert needs.answer(more(amina), "arranged", "", carer)
    assert not told().exists()


def test_their_own_page_shows_each_need_and_its_answer(client, carer, amina):
    needs.answer(more(amina), "arranged", "A table <by> the window.", carer)
    html = client.get(manage_url(amina)).content.decode()
    assert "British Sign Language" in html
    assert "We have not answered yet." in html
    assert "MARK-QUIET-CORNER" in html
    assert "Arranged" in html
    assert "A table &lt;by&gt; the window." in html
