"""Somebody signs up on the site: write, check, send; in their language, without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from corner.models import OutgoingEmail
from events.models import AccessNeed, EventDate, Occasion, SignUp
from tests.fixtures.visitors import QUESTIONS, option

pytestmark = pytest.mark.django_db

# --- the way through ----------------------------------------------------------------------------------------


def test_write_check_send_and_a_page_that_says_what_happens_next(make_event, visit, client):
    amina = visit(make_event(title="Tea in the park"))
    check = amina.press("check")
    assert "Check your answers" in check.content.decode()
    assert not SignUp.objects.exists()
    sent = amina.press("send")
    assert sent.status_code == 303
    assert "amina" not in sent.url.lower()
    page = client.get(sent.url)
    assert "You have a place" in page.content.decode()
    assert "What happens next" in page.content.decode()
    assert SignUp.objects.get().email == "amina@example.org"


def test_going_back_to_change_keeps_every_answer(asking, visit):
    page = asking(largest_party=3)
    amina = visit(page)
    eat = next(b for b in page.questions if b.value["question"] == "What do you eat?")
    halal = option(eat, "Halal")
    html = amina.press(
        "change", people="2", need=["bsl"], more="I am a bit shy.", host="on", **{f"q-{eat.id}": [halal]}
    ).content.decode()
    assert 'value="Amina"' in html
    assert '<option value="2" selected>' in html
    assert re.search(rf'value="{halal}"[^>]* checked', html)
    assert re.search(r'value="bsl"[^>]* checked', html)
    assert "I am a bit shy." in html
    assert re.search(r'name="host"[^>]* checked', html)
    assert "There is a problem" not in html


def test_answers_are_kept_by_id_with_what_was_asked(asking, visit):
    page = asking()
    by_text = {block.value["question"]: block for block in page.questions}
    group, eat, talk = by_text["Which group?"], by_text["What do you eat?"], by_text["What shall we talk about?"]
    sent = visit(page).press(
        "send",
        **{
            f"q-{group.id}": option(group, "Morning"),
            f"q-{eat.id}": [option(eat, "Vegetarian"), option(eat, "Halal")],
            f"q-{talk.id}": "Parks",
            f"q-{by_text['Have you been before?'].id}": "no",
        },
    )
    assert sent.status_code == 303
    signup = SignUp.objects.get()
    assert signup.answers[group.id] == option(group, "Morning")
    assert set(signup.answers[eat.id]) == {option(eat, "Vegetarian"), option(eat, "Halal")}
    assert signup.answers[talk.id] == "Parks"
    assert signup.asked[group.id]["question"] == "Which group?"
    assert set(signup.asked[eat.id]["options"].values()) == {"Vegetarian", "Halal"}


def test_answers_about_access_are_kept_apart(asking, visit):
    page = asking()
    by_text = {block.value["question"]: block for block in page.questions}
    group, wheelchair = by_text["Which group?"], by_text["Do you use a wheelchair?"]
    sent = visit(page).press(
        "send",
        need=["bsl"],
        more="A quiet corner",
        agree="on",
        **{f"q-{group.id}": option(group, "Morning"), f"q-{wheelchair.id}": "Yes, a wide one"},
    )
    assert sent.status_code == 303
    signup = SignUp.objects.get()
    assert wheelchair.id not in signup.answers
    assert "wide one" not in str(signup.answers) + str(signup.asked)
    assert {(n.question, n.answer) for n in AccessNeed.objects.all()} == {
        ("bsl", "yes"),
        (wheelchair.id, "Yes, a wide one"),
        ("more", "A quiet corner"),
    }
    assert AccessNeed.objects.get(question=wheelchair.id).asked == "Do you use a wheelchair?"


def test_what_would_help_needs_its_own_yes(make_event, visit):
    html = visit(make_event()).press("send", need=["bsl"]).content.decode()
    assert 'href="#agree"' in html
    assert re.search(r'value="bsl"[^>]* checked', html)
    assert not SignUp.objects.exists()


def test_without_needs_no_consent_is_asked_or_kept(make_event, visit):
    assert visit(make_event()).press("send", agree="on").status_code == 303
    assert SignUp.objects.get().access_consent_at is None


def test_questions_about_access_are_never_an_obligation(asking, visit):
    page = asking()
    group = next(iter(page.questions))
    assert visit(page).press("send", **{f"q-{group.id}": option(group, "Morning")}).status_code == 303


# --- mistakes -----------------------------------------------------------------------------------------------


def test_sent_empty_it_says_what_to_do_and_where(make_event, visit):
    html = visit(make_event()).press("check", name=" ", email="").content.decode()
    assert re.search(r"<title>\s*Error:", html)
    assert "There is a problem" in html
    summary = html[html.index('class="problem"') : html.index("<h1>")]
    assert '<a href="#name">Write a name that we can call you</a>' in summary
    assert '<a href="#email">Write your e-mail address, or a phone number</a>' in summary
    assert "autofocus" in summary
    assert html.count("Write a name that we can call you") == 2  # the same words at the field
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize("email", ["amina", "amina@", "a b@example.org", "amina@example", "x" * 300 + "@example.org"])
def test_a_wrong_e_mail_address_is_named_and_kept(make_event, visit, email):
    html = visit(make_event()).press("check", email=email).content.decode()
    assert 'href="#email"' in html
    assert email in html


@pytest.mark.parametrize("name", ["name", "more"])
def test_what_is_too_long_is_refused_and_kept(make_event, visit, name):
    text = "long " * 1000
    html = visit(make_event()).press("check", **{name: text}).content.decode()
    assert "This is too long." in html
    assert text.strip() in html


def test_control_characters_go_and_nothing_breaks(make_event, visit):
    sent = visit(make_event()).press(
        "send", name="Ami\x00na\r\nBcc: x@example.org\x0b", email="amina@exam\x00ple.org", more="a\x08b\x00", agree="on"
    )
    assert sent.status_code == 303
    signup = SignUp.objects.get()
    assert signup.name == "Amina Bcc: x@example.org"
    assert signup.email == "amina@example.org"
    assert AccessNeed.objects.get().answer == "ab"


def test_an_option_that_does_not_exist(asking, visit):
    page = asking()
    group = next(iter(page.questions))
    html = visit(page).press("send", need=["x-ray"], **{f"q-{group.id}": "nonsense"}).content.decode()
    assert "Choose one of the answers on this page" in html
    assert "Tick only answers on this page" in html
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("people", ["0", "3", "-1", "two", "9" * 40, ""])
def test_a_number_of_people_that_cannot_be(make_event, visit, people):
    html = visit(make_event(largest_party=2)).press("send", people=people).content.decode()
    assert 'href="#people"' in html
    assert not SignUp.objects.exists()


def test_a_phone_number_that_is_none(make_event, visit):
    html = visit(make_event()).press("check", phone="ring me").content.decode()
    assert "This phone number does not look right" in html


def test_a_forged_form_is_asked_for_again_with_its_answers(make_event, visit):
    html = visit(make_event()).press("send", nonce="0" * 32).content.decode()
    assert "There is a problem" in html
    assert 'value="Amina"' in html
    assert not SignUp.objects.exists()


def test_a_machine_that_fills_in_every_box_signs_nobody_up(make_event, visit):
    visit(make_event()).press("send", website="http://spam.example")
    assert not SignUp.objects.exists()


# --- when it cannot be --------------------------------------------------------------------------------------


def test_full_says_so_and_what_else_there_is(make_event, visit, date_of, signed_up):
    full, other = make_event(title="Full", capacity=1, waiting_list="none"), make_event(title="Another")
    late = visit(full)
    signed_up(date_of(full))
    answer = late.press("send")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "This date is full" in html
    assert "nothing of what you wrote was kept" in html
    assert f"{other.url}sign-up/{date_of(other).pk}/" in html
    assert "This date is full" in late.open().content.decode()
    assert SignUp.objects.count() == 1


def test_too_few_places_for_the_party_keeps_the_answers(make_event, visit, date_of, signed_up):
    page = make_event(capacity=2, largest_party=2, waiting_list="none")
    amina = visit(page)
    signed_up(date_of(page))
    html = amina.press("send", people="2").content.decode()
    assert "Only 1 place is left" in html
    assert 'value="Amina"' in html
    assert amina.press("send", people="1").status_code == 303


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "cancelled"}, "This date is cancelled"),
        ({"status": "postponed"}, "This date is put off"),
        ({"closes_at": timezone.now() - timedelta(hours=1)}, "Sign-up is closed"),
        ({"opens_at": timezone.now() + timedelta(days=1)}, "Sign-up is not open yet"),
        ({"takes_signups": False}, "You cannot sign up here"),
        ({"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)}, "is over"),
    ],
)
def test_a_date_that_is_not_open_says_why_on_get_and_on_post(make_event, visit, date_of, change, words):
    page = make_event()
    amina = visit(page)
    Occasion.objects.filter(pk=date_of(page).pk).update(**change)
    assert words in amina.open().content.decode()
    answer = amina.press("send")
    assert words in answer.content.decode()
    assert answer.status_code == 409
    assert not SignUp.objects.exists()


def test_an_unknown_date_says_so_and_leads_on(make_event, client, events_index):
    page = make_event()
    for number in (999_999, 10**30):
        answer = client.get(f"{page.url}sign-up/{number}/")
        assert answer.status_code == 404
        assert "We do not know this date" in answer.content.decode()
        assert events_index.url in answer.content.decode()


def test_a_date_of_another_event_is_unknown(make_event, client, date_of):
    answer = client.get(f"{make_event().url}sign-up/{date_of(make_event()).pk}/")
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(make_event, visit, client, method):
    assert getattr(client, method)(visit(make_event()).url).status_code == 405


def test_an_event_that_was_unpublished_takes_nobody(make_event, visit):
    page = make_event()
    amina = visit(page)
    page.unpublish()
    assert amina.press("send").status_code == 404
    assert not SignUp.objects.exists()


def test_nor_does_a_translation_whose_source_is_gone_from_the_site(make_event, client, date_of, polish_home, translate):
    page = make_event()
    polish = translate(page, "pl")
    type(page).objects.filter(pk=page.pk).update(live=False)  # past the cascade that takes translations along
    assert client.get(f"{polish.url}sign-up/{date_of(page).pk}/").status_code == 404


# --- who may see it -----------------------------------------------------------------------------------------


def test_the_form_is_never_cached_or_listed(make_event, visit):
    answer = visit(make_event()).page
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_form_obeys_the_view_restriction_of_its_page(make_event, client, date_of):
    from wagtail.models import PageViewRestriction

    page = make_event(title="Invited only")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for url in (f"{page.url}sign-up/{date_of(page).pk}/", f"{page.url}calendar/{date_of(page).pk}.ics"):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "login" in answer.url
    client.post(f"{page.url}sign-up/{date_of(page).pk}/", {"name": "x", "email": "x@example.org", "go": "send"})
    assert not SignUp.objects.exists()


def test_a_translation_obeys_the_restriction_of_its_source(make_event, client, date_of, polish_home, translate):
    from wagtail.models import PageViewRestriction

    page = make_event()
    polish = translate(page, "pl")
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert client.get(f"{polish.url}sign-up/{date_of(page).pk}/").status_code in (302, 404)


def test_opening_pages_changes_nothing(make_event, visit, client, date_of, signed_up):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = make_event()
    amina = visit(page)
    done = amina.press("send").url
    with CaptureQueriesContext(connection) as queries:
        for url in (amina.url, done, f"{page.url}calendar/{date_of(page).pk}.ics", "/sign-ups/lost-link/"):
            assert client.get(url).status_code == 200
            assert client.head(url).status_code == 200
    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


# --- languages ----------------------------------------------------------------------------------------------


def test_a_polish_reader_answers_polish_questions_and_the_answer_is_the_same_data(
    make_event, visit, date_of, polish_home, translate
):
    page = make_event(questions=QUESTIONS)
    polish = translate(page, "pl")
    amina = visit(polish)
    html = amina.page.content.decode()
    assert "[pl] Which group?" in html
    group = next(iter(page.questions))
    sent = amina.press("send", **{f"q-{group.id}": option(group, "Morning")})
    assert sent.status_code == 303
    assert sent.url.startswith("/pl/")
    signup = SignUp.objects.get()
    assert signup.answers == {group.id: option(group, "Morning")}
    assert signup.asked[group.id]["question"] == "Which group?"
    assert signup.language == "pl"
    assert OutgoingEmail.objects.get().language == "pl"


def test_a_question_that_is_not_translated_yet_shows_in_its_own_language(make_event, visit, polish_home, translate):
    from events.models import EventPage

    page = make_event(questions=QUESTIONS[:1])
    polish = translate(page, "pl")
    page = EventPage.objects.get(pk=page.pk)
    page.questions.append(("text", {"question": "A new question", "access": False}))
    page.save_revision().publish()
    html = visit(EventPage.objects.get(pk=polish.pk)).page.content.decode()
    assert re.search(r'lang="en-GB"[^>]*>A new question', html)
    assert "[pl] Which group?" in html


def test_a_translation_cannot_ask_other_questions(make_event, visit, polish_home, translate):
    page = make_event(questions=QUESTIONS[:1])
    polish = translate(page, "pl")
    polish.questions.append(("text", {"question": "What is your bank number?", "access": False}))
    type(polish).objects.filter(pk=polish.pk).update(questions=polish.questions)  # past every check
    assert "bank number" not in visit(polish).page.content.decode()


def test_legal_words_are_english_and_marked_as_such(make_event, visit, arabic_home, translate):
    html = visit(translate(make_event(), "ar")).page.content.decode()
    assert re.search(r'lang="en-GB" dir="ltr">You may keep my answers', html)
    assert re.search(r'lang="en-GB" dir="ltr">If somebody is in danger', html)


def test_the_form_of_a_page_that_is_not_translated_is_in_english(make_event, client, date_of, polish_home):
    page = make_event()
    answer = client.get(f"/pl{page.url}sign-up/{date_of(page).pk}/", follow=True)
    assert answer.status_code in (200, 404)


def test_young_people_and_their_carers_are_told_what_they_need(make_event, visit):
    page = make_event(
        under_18s_invited=True, ages="11 to 17", safeguarding_lead="Sam Lee", for_guardians="We ring you if it rains."
    )
    html = visit(page).page.content.decode()
    for words in ("11 to 17", "Sam Lee", "We ring you if it rains.", "ask a parent or carer"):
        assert words in html


def test_the_form_names_who_is_responsible_and_what_to_do_in_danger(make_event, make_organisation, visit):
    html = visit(make_event(responsible_organisation=make_organisation("Parks Together"))).page.content.decode()
    assert "Parks Together is responsible" in html
    assert "999" in html


def test_both_ways_of_joining_are_offered(make_event, visit):
    amina = visit(make_event(mode="both", capacity_online=3))
    assert 'href="#way_0"' in amina.press("send").content.decode()
    assert amina.press("send", way="online").status_code == 303
    assert SignUp.objects.get().places.way == "online"


def test_a_series_leads_to_its_other_dates(make_event, visit, date_of, signed_up):
    days = [timezone.localdate() + timedelta(days=n) for n in (3, 10)]
    page = make_event(dates=[EventDate(day=day, start_time="10:00") for day in days], capacity=1, waiting_list="none")
    first, second = Occasion.objects.of_page(page).order_by("day")
    amina = visit(page)
    signed_up(first)
    assert f"sign-up/{second.pk}/" in amina.press("send").content.decode()
