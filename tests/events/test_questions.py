"""The questions of an event, over time and across languages: one question is one column, whatever its words."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError

from corner.models import AuditEntry
from events import reading_back
from events.exports import as_csv, as_xlsx, rows
from events.models import AccessNeed, EventPage, SignUp
from events.questions import NumberQuestion
from events.requests import AccessAnswer, AccessConsent
from tests.fixtures.visitors import QUESTIONS, option

pytestmark = pytest.mark.django_db

CHILDREN, CARER, RING = "How many children come along?", "Your carer’s e-mail address?", "Whom do we ring?"
KINDS = [
    ("number", {"question": CHILDREN, "smallest": 0, "largest": 12}),
    ("email", {"question": CARER}),
    ("phone", {"question": RING}),
]


def fresh(page):
    return EventPage.objects.get(pk=page.pk)


def blocks_of(page):
    return {block.value["question"]: block for block in page.questions}


def change(page, number, **values):
    """Publish the page with its question so changed; by code, as a schedule does it."""
    page = fresh(page)
    for name, value in values.items():
        page.questions[number].value[name] = value
    page.save_revision().publish()


def take_out(page, number):
    page = fresh(page)
    del page.questions[number]
    page.save_revision().publish()


def table(occasion):
    headings, *people = list(rows(occasion))
    return [dict(zip(headings, person, strict=True)) for person in people]


# --- numbers, e-mail addresses and phone numbers ------------------------------------------------------------


@pytest.fixture
def counting(make_event):
    return make_event(questions=KINDS)


def answer_to(page, question, text):
    return {f"q-{blocks_of(page)[question].id}": text}


@pytest.mark.parametrize(("typed", "kept"), [("0", "0"), (" 12 ", "12"), ("٣", "3"), ("007", "7")])
def test_a_number_is_kept_as_its_digits(counting, visit, typed, kept):
    assert visit(counting).press("send", **answer_to(counting, CHILDREN, typed)).status_code == 303
    assert SignUp.objects.get().answers == {blocks_of(counting)[CHILDREN].id: kept}


@pytest.mark.parametrize("typed", ["-1", "1.5", "1,5", "three", "13", "1_0", "²", "9" * 5000])
def test_what_is_no_such_number_is_refused_in_words_and_stays_in_the_box(counting, visit, typed):
    html = visit(counting).press("send", **answer_to(counting, CHILDREN, typed)).content.decode()
    assert html.count("Write a whole number from 0 to 12, in digits") == 2  # in the summary and at the field
    assert f'value="{typed}"' in html
    assert not SignUp.objects.exists()


def test_without_limits_of_their_own_numbers_go_up_to_a_hundred_thousand(make_event, visit):
    page = make_event(questions=[("number", {"question": CHILDREN})])
    html = visit(page).press("send", **answer_to(page, CHILDREN, "100001")).content.decode()
    assert "from 0 to 100000" in html
    assert visit(page).press("send", **answer_to(page, CHILDREN, "100000")).status_code == 303


@pytest.mark.parametrize("limits", [{"smallest": 5, "largest": 4}, {"smallest": 200_000, "largest": None}])
def test_limits_that_leave_no_number_are_refused_in_the_editor(limits):
    block = NumberQuestion()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"question": CHILDREN, **limits}))
    assert "smallest" in str(refused.value.block_errors["largest"].messages)


def test_nought_is_an_answer_where_one_is_required(make_event, visit):
    page = make_event(questions=[("number", {"question": CHILDREN, "required": True})])
    html = visit(page).press("send").content.decode()
    assert "Write a number" in html
    check = visit(page).press("check", **answer_to(page, CHILDREN, "0")).content.decode()
    assert f'<dt>{CHILDREN}</dt><dd><p dir="auto">0</p>' in check
    assert visit(page).press("send", **answer_to(page, CHILDREN, "0")).status_code == 303
    assert SignUp.objects.get().answers == {blocks_of(page)[CHILDREN].id: "0"}


def test_an_address_and_a_phone_number_are_kept_and_wrong_ones_named(counting, visit):
    answers = answer_to(counting, CARER, "sam@") | answer_to(counting, RING, "ring me")
    html = visit(counting).press("send", **answers).content.decode()
    assert "This e-mail address does not look right" in html
    assert "This phone number does not look right" in html
    assert not SignUp.objects.exists()
    answers = answer_to(counting, CARER, "sam@example.org") | answer_to(counting, RING, "(023) 8000-0000")
    assert visit(counting).press("send", **answers).status_code == 303
    # PostgreSQL keeps them in an order of its own.
    assert set(SignUp.objects.get().answers.values()) == {"sam@example.org", "(023) 8000-0000"}


@pytest.mark.parametrize(("kind", "words"), [("email", "Write an e-mail address"), ("phone", "Write a phone number")])
def test_a_required_one_says_what_to_write(make_event, visit, kind, words):
    page = make_event(questions=[(kind, {"question": "Whom shall we write to?", "required": True})])
    assert words in visit(page).press("send").content.decode()


def test_boxes_bring_up_the_right_keys_and_never_the_writers_own_address(counting, visit):
    """Everybody is asked for their own anyway: a question of the event's is about somebody else's."""
    html = visit(counting).page.content.decode()
    boxes = {
        question: re.search(rf'<input[^>]* name="q-{blocks_of(counting)[question].id}"[^>]*>', html)[0]
        for question in (CHILDREN, CARER, RING)
    }
    assert 'inputmode="numeric"' in boxes[CHILDREN]
    assert 'type="email"' in boxes[CARER]
    assert 'type="tel"' in boxes[RING]
    assert all('autocomplete="off"' in box for box in boxes.values())
    assert all('dir="ltr"' in box for box in (boxes[CARER], boxes[RING]))


def test_a_number_about_access_is_kept_apart(make_event, visit):
    page = make_event(questions=[("number", {"question": "How many steps can you climb?", "access": True})])
    answer = answer_to(page, "How many steps can you climb?", "0")
    assert 'href="#agree"' in visit(page).press("send", **answer).content.decode()
    assert visit(page).press("send", agree="on", **answer).status_code == 303
    assert SignUp.objects.get().answers == {}
    assert AccessNeed.objects.get().answer == "0"


def test_in_files_they_are_harmless_text(counting, visit, date_of):
    answers = answer_to(counting, CHILDREN, "2") | answer_to(counting, RING, "+44 23 8000 0000")
    visit(counting).press("send", **answers)
    (amina,) = table(date_of(counting))
    assert (amina[CHILDREN], amina[RING]) == ("2", "'+44 23 8000 0000")
    assert as_xlsx(date_of(counting))


def test_who_is_refused_reads_them_back_too(counting, visit, date_of):
    late = visit(counting)
    date_of(counting).places.update(capacity=0, waiting_list="none")
    html = late.press(
        "send", **answer_to(counting, CHILDREN, "0"), **answer_to(counting, RING, "(023) 8000 0000")
    ).content.decode()
    assert f'<dt>{CHILDREN}</dt><dd><p dir="auto">0</p>' in html
    assert f'<dt>{RING}</dt><dd><p dir="ltr">(023) 8000 0000</p>' in html


# --- a question that is not asked any more ------------------------------------------------------------------


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def page(asking, own):
    return asking(responsible_organisation=own)


@pytest.fixture
def amina(page, visit):
    """She came for the morning, eats halal food, talks about parks and has a wide wheelchair."""
    by_text = blocks_of(page)
    group, eat = by_text["Which group?"], by_text["What do you eat?"]
    sent = visit(page).press(
        "send",
        agree="on",
        **{
            f"q-{group.id}": option(group, "Morning"),
            f"q-{eat.id}": [option(eat, "Halal")],
            f"q-{by_text['What shall we talk about?'].id}": "Parks",
            f"q-{by_text['Do you use a wheelchair?'].id}": "A wide one",
            f"q-{by_text['Have you been before?'].id}": "no",
        },
    )
    assert sent.status_code == 303
    return SignUp.objects.get()


GROUP, EAT, TALK, WHEELCHAIR = range(4)


def test_it_is_not_asked_though_it_was_required(page, visit):
    change(page, GROUP, retired=True)
    visitor = visit(page)
    assert "Which group?" not in visitor.page.content.decode()
    assert visitor.press("send").status_code == 303


def test_an_answer_that_comes_late_is_not_kept_but_read_back(page, visit, date_of):
    late = visit(page)
    change(page, TALK, retired=True)
    date_of(page).places.update(capacity=0, waiting_list="none")
    answers = answer_to(page, "What shall we talk about?", "Ponds")
    html = late.press("send", **answers).content.decode()
    assert re.search(r"<dt>What shall we talk about\?</dt><dd><p[^>]*>Ponds</p>", html)
    date_of(page).places.update(capacity=5)
    group = page.questions[GROUP]
    assert late.press("send", **{f"q-{group.id}": option(group, "Morning")}).status_code == 303
    assert page.questions[TALK].id not in SignUp.objects.get().answers


def test_its_answers_stay_for_staff_and_in_files(client, page, amina, staff_of, own, date_of):
    change(page, EAT, retired=True)
    client.force_login(staff_of(own))
    html = client.get(reverse("events_occasion", args=[date_of(page).pk])).content.decode()
    assert "What do you eat?" in html
    assert "Halal" in html
    assert table(date_of(page))[0]["What do you eat?"] == "Halal"


def test_a_translation_cannot_ask_it_again(page, visit, polish_home, translate):
    """Its copy still says that the question is asked."""
    polish = translate(page, "pl")
    change(page, EAT, retired=True)
    assert not EventPage.objects.get(pk=polish.pk).questions[EAT].value["retired"]
    html = visit(EventPage.objects.get(pk=polish.pk)).page.content.decode()
    assert "[pl] Which group?" in html
    assert "[pl] What do you eat?" not in html


def test_nor_can_it_move_the_limits_of_a_number(counting, visit, polish_home, translate):
    polish = translate(counting, "pl")
    polish.questions[0].value["largest"] = 99
    EventPage.objects.filter(pk=polish.pk).update(questions=polish.questions)  # past every check
    visit(polish).press("send", **answer_to(counting, CHILDREN, "50"))
    assert not SignUp.objects.exists()


def read_back(signup, page):
    return [*reading_back.kept(signup, page), *(each.row for each in reading_back.kept_needs(signup, page))]


def test_who_answered_reads_it_back_in_their_own_words(page, amina, polish_home, translate):
    polish = translate(page, "pl")
    change(page, EAT, retired=True)
    take_out(page, GROUP)
    read = {row.label.text: row for row in read_back(amina, EventPage.objects.get(pk=polish.pk))}
    assert [words.text for words in read["[pl] What do you eat?"].values] == ["[pl] Halal"]
    assert [words.text for words in read["[pl] What shall we talk about?"].values] == ["Parks"]
    assert [words.text for words in read["[pl] Do you use a wheelchair?"].values] == ["A wide one"]
    lost = read["Which group?"]
    assert lost.label.is_source
    assert [(words.text, words.is_source) for words in lost.values] == [("Morning", True)]


def test_who_answered_reads_it_back_when_there_is_no_page_any_more(amina):
    assert {row.label.text: row.values[0].text for row in read_back(amina, None)} == {
        "Which group?": "Morning",
        "What do you eat?": "Halal",
        "What shall we talk about?": "Parks",
        "Have you been before?": "No",
        "Do you use a wheelchair?": "A wide one",
    }


# --- a question that is gone --------------------------------------------------------------------------------


def warnings():
    return [(each.record, each.details) for each in AuditEntry.objects.filter(action="event.question_kept")]


def test_by_a_route_with_nobody_to_refuse_answers_stay_and_staff_are_warned_once(page, amina, date_of):
    gone = page.questions[EAT].id
    take_out(page, EAT)
    assert table(date_of(page))[0]["What do you eat?"] == "Halal"
    assert warnings() == [(f"events.event:{date_of(page).event_id}", {"question": gone})]
    change(page, GROUP, question="Which half of the day?")
    assert len(warnings()) == 1


def test_the_warning_stands_on_the_list(client, page, amina, staff_of, own, date_of):
    take_out(page, EAT)
    client.force_login(staff_of(own))
    html = client.get(reverse("events_occasion", args=[date_of(page).pk])).content.decode()
    assert "no longer has a question that people answered" in html


def test_the_last_question_is_missed_too_and_one_about_access(make_event, date_of, signed_up):
    page = make_event(questions=[("text", {"question": "Do you use a wheelchair?", "access": True})])
    key = page.questions[0].id
    signed_up(
        date_of(page),
        access_answers=(AccessAnswer(key, "Do you use a wheelchair?", "Yes"), AccessAnswer("bsl", "BSL", "yes")),
        access_consent=AccessConsent("2026-11", "en-gb"),
    )
    take_out(page, 0)
    assert [details for _record, details in warnings()] == [{"question": key}]


def test_nobody_is_warned_of_what_nobody_answered_or_what_is_erased(page, amina):
    from events.retention import erase

    erase(amina)
    take_out(page, EAT)
    assert warnings() == []


# --- words that change after people have answered -----------------------------------------------------------


def test_one_column_in_the_words_of_today_whatever_each_was_asked(page, amina, visit, date_of):
    change(page, TALK, question="What is on your mind?")
    group, talk = fresh(page).questions[GROUP], fresh(page).questions[TALK]
    ben = visit(page)
    ben.press("send", email="ben@example.org", **{f"q-{talk.id}": "Ponds", f"q-{group.id}": option(group, "Morning")})
    people = table(date_of(page))
    assert [person["What is on your mind?"] for person in people] == ["Parks", "Ponds"]
    assert all("What shall we talk about?" not in person for person in people)
    kept = [signup.asked[talk.id]["question"] for signup in SignUp.objects.order_by("pk")]
    assert kept == ["What shall we talk about?", "What is on your mind?"]  # what each was asked


def test_an_option_in_its_new_words_and_a_deleted_one_in_its_old(client, page, amina, date_of, staff_of, own):
    changed = fresh(page)
    changed.questions[GROUP].value["options"].bound_blocks[0].value = "Before lunch"
    del changed.questions[EAT].value["options"][1]
    changed.questions[EAT].value["options"].append("Vegan")
    changed.save_revision().publish()
    assert option(fresh(page).questions[GROUP], "Before lunch") == option(page.questions[GROUP], "Morning")
    (row,) = table(date_of(page))
    assert (row["Which group?"], row["What do you eat?"]) == ("Before lunch", "Halal")
    client.force_login(staff_of(own))
    html = client.get(reverse("events_occasion", args=[date_of(page).pk])).content.decode()
    assert "Before lunch" in html
    assert "Halal" in html


def test_columns_stand_in_the_order_of_the_page(page, amina, date_of):
    changed = fresh(page)
    block = changed.questions.pop(TALK)
    changed.questions.insert(0, (block.block_type, block.value, block.id))
    changed.save_revision().publish()
    headings = next(rows(date_of(page)))
    assert headings[-4:] == ["What shall we talk about?", "Which group?", "What do you eat?", "Have you been before?"]


def test_a_draft_changes_no_words_yet(page, amina, date_of):
    draft = fresh(page)
    draft.questions[TALK].value["question"] = "What is on your mind?"
    draft.save_revision()
    assert table(date_of(page))[0]["What shall we talk about?"] == "Parks"


def test_what_turned_out_to_be_about_access_never_shows_even_if_it_slipped_in_meanwhile(page, visit, date_of, amina):
    """A form that was being sent while the page was published: the next publishing puts its answer apart."""
    late = SignUp.objects.get()
    kept = late.answers, late.asked
    change(page, TALK, access=True)
    SignUp.objects.filter(pk=late.pk).update(answers=kept[0], asked=kept[1])
    assert "Parks" not in as_csv(date_of(page)).decode()


def test_many_people_need_no_more_queries(page, amina, date_of, signed_up):
    def count():
        occasion = date_of(page)
        with CaptureQueriesContext(connection) as queries:
            list(rows(occasion))
        return len(queries)

    before = count()
    for _ in range(3):
        signed_up(date_of(page), answers=amina.answers, asked=amina.asked)
    assert count() == before


# --- across languages ---------------------------------------------------------------------------------------


def test_whoever_answers_in_whatever_language_gives_the_same_data(
    page, visit, date_of, polish_home, arabic_home, translate
):
    readers = {"en": page, "pl": translate(page, "pl"), "ar": translate(page, "ar")}
    for code, read in readers.items():
        group, eat = read.questions[GROUP], read.questions[EAT]
        words = {"en": ""}.get(code, f"[{code}] ")
        form = visit(read)
        assert f"{words}Which group?" in form.page.content.decode()
        answers = {
            "email": f"{code}@example.org",
            f"q-{group.id}": option(group, f"{words}Afternoon"),
            f"q-{eat.id}": [option(eat, f"{words}Halal")],
            f"q-{read.questions[4].id}": "yes",
        }
        assert form.press("send", **answers).status_code == 303
    english, polish, arabic = SignUp.objects.order_by("pk")
    assert (polish.language, arabic.language) == ("pl", "ar")
    assert english.answers == polish.answers == arabic.answers
    assert english.asked == polish.asked == arabic.asked
    people = table(date_of(page))
    assert len(people[0]) == len(set(people[0]))
    for person in people:
        assert (person["Which group?"], person["What do you eat?"], person["Have you been before?"]) == (
            "Afternoon",
            "Halal",
            "Yes",
        )


def test_a_number_an_address_and_a_phone_number_stand_left_to_right_in_arabic(counting, visit, arabic_home, translate):
    arabic = translate(counting, "ar")
    answers = (
        answer_to(counting, CHILDREN, "٢")
        | answer_to(counting, CARER, "sam@example.org")
        | answer_to(counting, RING, "023 8000 0000")
    )
    html = visit(arabic).press("check", phone="023 8000 1111", **answers).content.decode()
    for text in ("amina@example.org", "023 8000 1111", "sam@example.org", "023 8000 0000"):
        assert f'<p dir="ltr">{text}</p>' in html
    assert '<p dir="auto">2</p>' in html


def test_the_file_has_one_row_of_headings_without_doubles(page, amina, date_of):
    headings = next(csv.reader(io.StringIO(as_csv(date_of(page)).decode("utf-8-sig"))))
    assert len(headings) == len(set(headings))
    assert len([each for each in headings if each in {words["question"] for _kind, words in QUESTIONS}]) == 4
