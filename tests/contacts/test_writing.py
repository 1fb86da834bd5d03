"""Writing to a person, an organisation or the network through the site: no address is shown, nothing is lost."""

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from contacts import views, writing
from contacts.models import Message, PrivateAddress
from corner.models import AuditEntry, OutgoingEmail, SiteSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(make_person):
    return make_person("Anna", expected_reply="on Mondays")


@pytest.fixture
def private_anna(anna):
    """Messages for Anna go to an address of her own."""
    PrivateAddress.objects.create(subject_key=anna.translation_key, email="anna.private@example.org")
    return anna


def words(answer):
    return answer.content.decode()


# --- To a person ----------------------------------------------------------------------------------------------


def test_her_page_leads_to_the_form(client, anna):
    assert f'href="{anna.url}write/"' in words(client.get(anna.url))
    assert "<h1>Write to Anna" in words(client.get(f"{anna.url}write/"))


def test_a_message_goes_to_her_own_address_and_the_answer_to_the_writer(write_at, private_anna):
    assert write_at(f"{private_anna.url}write/").send().status_code == 303
    mail = OutgoingEmail.objects.get()
    assert (mail.to, mail.reply_to, mail.kind) == ("anna.private@example.org", "amina@example.org", "contact.message")
    assert mail.subject == "A message for Anna"
    assert "Can we plant a tree?" in mail.text
    assert Message.objects.get().is_forwarded


def test_without_an_address_of_her_own_it_goes_to_the_network(write_at, anna):
    write_at(f"{anna.url}write/").send()
    assert OutgoingEmail.objects.get().to == SiteSettings.load().email
    assert not Message.objects.get().is_forwarded


def test_her_address_is_shown_nowhere(client, write_at, private_anna, contacts_page):
    writer = write_at(f"{private_anna.url}write/")
    shown = [writer.page, writer.send(), client.get(f"{private_anna.url}write/?sent"), client.get(private_anna.url)]
    shown += [client.get(contacts_page.url), writer.send(email="not an address")]
    assert "anna.private" not in "".join(words(answer) + str(answer.headers) for answer in shown)


def test_the_page_after_says_when_she_answers(client, write_at, anna):
    answer = client.get(write_at(f"{anna.url}write/").send()["Location"])
    assert "on Mondays" in words(answer)
    assert "We send you no copy." in words(answer)


def test_the_writer_gets_no_mail(write_at, private_anna):
    """Else anybody could have the site write their words to a stranger."""
    write_at(f"{private_anna.url}write/").send(email="stranger@example.org")
    assert [mail.to for mail in OutgoingEmail.objects.all()] == ["anna.private@example.org"]


def test_an_organisation_is_written_to_likewise(write_at, make_organisation):
    page = make_organisation("Veracity Life")
    PrivateAddress.objects.create(subject_key=page.translation_key, email="group@example.org")
    write_at(f"{page.url}write/").send()
    assert OutgoingEmail.objects.get().to == "group@example.org"


def test_in_arabic_it_is_the_same_message_to_the_same_address(write_at, private_anna, arabic_home, translate):
    arabic = translate(private_anna, "ar")
    assert write_at(f"{arabic.url}write/").send().status_code == 303
    message = Message.objects.get()
    assert (message.page_key, message.language) == (private_anna.translation_key, "ar")
    mail = OutgoingEmail.objects.get()
    assert (mail.to, mail.language) == ("anna.private@example.org", "en-gb")
    assert "Written on the site in: Arabic" in mail.text


@pytest.mark.parametrize("below", ["write/", "remove/"])
def test_who_may_not_be_shown_is_not_written_to(client, private_anna, below):
    from corner.models import ConsentRecord

    ConsentRecord.objects.filter(subject_key=private_anna.translation_key).update(withdrawn_on=timezone.localdate())
    assert client.get(f"{private_anna.url}{below}").status_code == 404
    assert client.post(f"{private_anna.url}{below}", {"text": "x"}).status_code == 404


@pytest.mark.parametrize("below", ["write/", "remove/"])
def test_a_view_restriction_covers_the_form(client, private_anna, below):
    PageViewRestriction.objects.create(page=private_anna, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{private_anna.url}{below}").status_code == 302
    assert client.post(f"{private_anna.url}{below}", {"text": "x"}).status_code == 302


# --- To the network -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["ask", "join", "unclear"])
def test_the_network_is_written_to_with_a_reason(write_at, home, reason):
    assert write_at("/write/").send(reason=reason).status_code == 303
    assert (Message.objects.get().kind, OutgoingEmail.objects.get().to) == (reason, SiteSettings.load().email)


def test_a_reason_must_be_chosen(write_at, home):
    assert "Choose one answer" in words(write_at("/write/").send())
    assert not Message.objects.exists()


@pytest.mark.parametrize("reason", ["complaint", "removal", "page", "x"])
def test_other_reasons_cannot_be_slipped_in(write_at, home, reason):
    assert write_at("/write/").send(reason=reason).status_code == 200
    assert not Message.objects.exists()


def test_a_link_chooses_the_reason(client, home):
    chosen = re.findall(r"<input[^>]*checked[^>]*>", words(client.get("/write/?reason=join")))
    assert len(chosen) == 1
    assert 'value="join"' in chosen[0]


def test_tell_us_names_the_page_that_was_not_clear(client, write_at, make_technique):
    page = make_technique("World café")
    link = f"/write/?reason=unclear&amp;page={page.pk}"
    assert f'href="{link}"' in words(client.get(page.url))
    writer = write_at(link.replace("&amp;", "&"))
    assert "World café" in words(writer.page)
    writer.send(reason="unclear")
    assert Message.objects.get().page_key == page.translation_key
    assert "World café" in OutgoingEmail.objects.get().text


def test_a_page_behind_a_restriction_is_not_named(client, make_technique):
    page = make_technique("World café")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "World café" not in words(client.get(f"/write/?page={page.pk}"))


def test_a_person_without_a_basis_is_not_named(client, anna):
    from corner.models import ConsentRecord

    assert "Anna" in words(client.get(f"/write/?page={anna.pk}"))
    ConsentRecord.objects.filter(subject_key=anna.translation_key).update(withdrawn_on=timezone.localdate())
    assert "Anna" not in words(client.get(f"/write/?page={anna.pk}"))


@pytest.mark.parametrize("number", ["0", "x", "-1", "٣", "9" * 30, "1"])
def test_a_page_that_is_none_is_ignored(client, home, number):
    assert client.get("/write/", {"page": number}).status_code == 200


def test_what_was_not_clear_can_be_said_without_a_name(write_at, home):
    assert write_at("/write/").send(reason="unclear", name="", email="").status_code == 303


@pytest.mark.parametrize("reason", ["ask", "join"])
def test_an_answer_needs_a_way_to_reach_the_writer(write_at, home, reason):
    writer = write_at("/write/")
    answer = writer.send(reason=reason, email="")
    assert "Write your e-mail address, or a phone number" in words(answer)
    assert "Can we plant a tree?" in words(answer)
    assert writer.send(phone="023 8000 0000").status_code == 303


def test_every_page_leads_to_the_form_and_to_complaints(client, home):
    html = words(client.get(home.url))
    assert 'href="/write/"' in html
    assert 'href="/write/complaint/"' in html


def test_joining_starts_on_two_pages(client, contacts_page, make_information_page):
    """The contacts page, and the one about joining."""
    for page in (contacts_page, make_information_page(purpose="join")):
        assert 'href="/write/?reason=join"' in words(client.get(page.url))


# --- Complaints, and wishes to be taken off the site ----------------------------------------------------------


def test_a_complaint_has_a_day_on_which_it_is_answered_and_leaves_without_its_words(write_at, home):
    SiteSettings.objects.update_or_create(defaults={"complaint_days": 12})
    writer = write_at("/write/complaint/")
    assert "within 12 days" in words(writer.page)
    writer.send(text="The host shouted")
    message, mail = Message.objects.get(), OutgoingEmail.objects.get()
    assert (message.due_on - timezone.localdate()).days == 12
    assert (mail.kind, mail.reply_to) == ("contact.task", "")
    assert "shouted" not in mail.text + mail.html + mail.subject


def test_a_wish_to_be_taken_off_becomes_a_task(write_at, private_anna):
    writer = write_at(f"{private_anna.url}remove/")
    assert "within 7 days" in words(writer.page)
    assert writer.send(text="", name="", email="").status_code == 303
    message, mail = Message.objects.get(), OutgoingEmail.objects.get()
    assert (message.kind, message.page_key) == ("removal", private_anna.translation_key)
    assert (message.due_on - timezone.localdate()).days == 7
    assert mail.to == SiteSettings.load().email


def test_whoever_asks_to_be_taken_off_sees_the_same_page(client, write_at, private_anna):
    """Whether the address is hers, another's or none: nothing tells them apart, and she is sent nothing."""
    url = f"{private_anna.url}remove/"
    seen = set()
    for email in ("anna.private@example.org", "stranger@example.org", ""):
        answer = write_at(url).send(email=email)
        seen.add((answer.status_code, answer["Location"]))
    assert len(seen) == 1
    assert not OutgoingEmail.objects.filter(to__in=["anna.private@example.org", "stranger@example.org"]).exists()
    assert client.get(private_anna.url).status_code == 200


# --- Guards ---------------------------------------------------------------------------------------------------


def test_reading_a_form_writes_nothing(client, anna):
    for url in ("/write/", "/write/?sent", "/write/complaint/", f"{anna.url}write/", f"{anna.url}remove/"):
        assert client.get(url).status_code == 200
    assert not Message.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_the_same_form_sent_twice_is_one_message(write_at, anna):
    writer = write_at(f"{anna.url}write/")
    assert [writer.send().status_code, writer.send(text="Another").status_code] == [303, 303]
    assert [message.text for message in Message.objects.all()] == ["Can we plant a tree?"]
    assert OutgoingEmail.objects.count() == 1


def test_a_second_press_is_not_refused_by_the_limits(write_at, home, monkeypatch):
    monkeypatch.setattr(views, "LIMIT_PER_CONNECTION", 1)
    writer = write_at("/write/")
    assert [writer.send(reason="ask").status_code for _press in range(2)] == [303, 303]


@pytest.mark.parametrize("limit", ["LIMIT_PER_CONNECTION", "LIMIT_PER_EMAIL", "LIMIT_PER_PAGE"])
def test_too_many_are_refused_and_keep_their_words(write_at, anna, monkeypatch, limit):
    monkeypatch.setattr(views, limit, 2)
    for _time in range(2):
        assert write_at(f"{anna.url}write/").send().status_code == 303
    answer = write_at(f"{anna.url}write/").send()
    assert answer.status_code == 429
    assert "Can we plant a tree?" in words(answer)
    assert Message.objects.count() == 2


def test_a_filled_trap_is_refused(write_at, home):
    answer = write_at("/write/").send(reason="ask", website="https://spam.example")
    assert "A box that should stay empty was filled in" in words(answer)
    assert not Message.objects.exists()


def test_another_site_cannot_send_the_form(anna):
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"{anna.url}write/", {"text": "x"}).status_code == 403
    assert client.post("/write/", {"text": "x"}).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, anna, method):
    assert getattr(client, method)("/write/").status_code == 405
    assert getattr(client, method)(f"{anna.url}write/").status_code == 405


def test_forms_are_kept_by_nobody_and_pages_still_by_all(client, anna):
    for url in ("/write/", f"{anna.url}write/", f"{anna.url}remove/"):
        answer = client.get(url)
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
    page = client.get(anna.url)
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


def test_an_error_is_told_above_the_form_and_at_the_field(write_at, anna):
    html = words(write_at(f"{anna.url}write/").send(text=""))
    assert "<title>Error: " in html
    assert html.count("Write your message") == 2
    assert '<a href="#text">' in html


# --- One transaction ------------------------------------------------------------------------------------------


def test_without_its_mail_there_is_no_message(make_message, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(writing.outbox, "queue", broken)
    with pytest.raises(RuntimeError):
        make_message()
    assert not Message.objects.exists()
    assert not AuditEntry.objects.filter(action="message.received").exists()


def test_the_same_letter_twice_is_kept_mailed_and_written_down_once(home):
    letter = writing.Letter(Message.Kind.ASK, nonce=uuid.uuid4(), language="en-gb", text="Hello")
    assert writing.send(letter).pk == writing.send(letter).pk
    assert (OutgoingEmail.objects.count(), AuditEntry.objects.filter(action="message.received").count()) == (1, 1)


def test_what_is_written_down_about_it_holds_no_words(make_message):
    make_message()
    entry = AuditEntry.objects.get(action="message.received")
    assert entry.details == {"kind": "ask"}
    assert "amina" not in str(entry).lower()


# --- The private address --------------------------------------------------------------------------------------


def test_it_goes_with_the_last_consent(private_anna):
    from corner.models import ConsentRecord

    record = ConsentRecord.objects.get(subject_key=private_anna.translation_key)
    record.withdrawn_on = timezone.localdate()
    record.save()
    assert not PrivateAddress.objects.exists()


def test_it_goes_with_the_page_in_its_last_language(private_anna, polish_home, translate):
    polish = translate(private_anna, "pl")
    type(polish).objects.get(pk=polish.pk).delete()
    assert PrivateAddress.objects.exists()
    private_anna.delete()
    assert not PrivateAddress.objects.exists()


def test_it_is_in_no_revision_and_no_field_of_the_page(private_anna):
    private_anna.save_revision()
    assert "anna.private" not in str(list(private_anna.revisions.values_list("content", flat=True)))
