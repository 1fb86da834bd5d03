"""Staff edit the English questions while people answer in Polish: an answer means the same before and after.

Questions and options are known by their ids. They are equal in all languages after reordering, renaming, adding and
deleting, before the Polish translator has seen any of it and after.
"""

import re
import uuid

import pytest

from events import reading_back
from events.models import EventPage, SignUp
from tests.fixtures.site import translate
from tests.fixtures.visitors import option

pytestmark = pytest.mark.django_db

GROUP, EAT, TALK, NEW = "Which group?", "What do you eat?", "What shall we talk about?", "Do you bring a bike?"


@pytest.fixture
def english(make_event):
    return make_event(
        slug="tea",
        questions=[
            ("one_of", {"question": GROUP, "options": ["Morning", "Afternoon"]}),
            ("several_of", {"question": EAT, "options": ["Vegetarian", "Halal", "Fish"]}),
            ("text", {"question": TALK}),
        ],
    )


@pytest.fixture
def polish(english, polish_home):
    return translate(english, "pl")


@pytest.fixture
def ola(polish, visit):
    """She has signed up in Polish, for the afternoon, and eats halal."""
    group, eat, talk = polish.questions
    answers = {
        f"q-{group.id}": option(group, "[pl] Afternoon"),
        f"q-{eat.id}": [option(eat, "[pl] Halal")],
        f"q-{talk.id}": "parki",
    }
    assert visit(polish).press("send", **answers).status_code == 303
    return SignUp.objects.get()


def fresh(page):
    return EventPage.objects.get(pk=page.pk)


def staff_edit(english):
    """Options in another order, a word changed, one option and one question more, one of each deleted; published."""
    page = fresh(english)
    group, eat, _talk = page.questions.get_prep_value()
    eat["value"]["question"] = "What would you like to eat?"
    vegetarian, halal, _fish = eat["value"]["options"]
    vegetarian["value"] = "Without meat"
    vegan = {"type": "item", "value": "Vegan", "id": str(uuid.uuid4())}
    eat["value"]["options"] = [vegan, halal, vegetarian]
    new = {"type": "yes_no", "id": str(uuid.uuid4()), "value": {"question": NEW, "required": False, "access": False}}
    page.questions = [new, eat, group]
    page.save_revision().publish()
    return fresh(english)


def ids(page):
    """Each question's id with those of its options, in order."""
    return [
        (block.id, [item.id for item in block.value["options"].bound_blocks] if "options" in block.value else [])
        for block in page.questions
    ]


def asked(form):
    """The ids in the order in which a form asks, and every option with its words and its language."""
    html = form.page.content.decode()
    questions = list(dict.fromkeys(re.findall(r'name="q-([0-9a-f-]{36})"', html)))
    options = re.findall(r'value="([0-9a-f-]{36})"[^>]*> <span(?: lang="([^"]+)")?[^>]*>([^<]*)<', html)
    return questions, options


def read_back(signup, page):
    return {
        row.label.text: [words.text for words in row.values] for row in reading_back.kept(signup, page) if row.values
    }


def test_before_the_translator_has_seen_it_the_polish_form_asks_what_the_english_one_asks(english, polish, visit):
    english = staff_edit(english)
    questions, options = asked(visit(fresh(polish)))
    assert questions == [key for key, _options in ids(english)]
    assert [key for key, _lang, _words in options] == [key for _question, keys in ids(english) for key in keys]
    assert [(lang, words) for _key, lang, words in options] == [
        ("en-GB", "Vegan"),
        ("", "[pl] Halal"),
        ("", "[pl] Vegetarian"),  # the translator is told that its English is another
        ("", "[pl] Morning"),
        ("", "[pl] Afternoon"),
    ]
    html = visit(fresh(polish)).page.content.decode()
    assert f'<legend lang="en-GB" dir="ltr">{NEW}</legend>' in html
    assert TALK not in html


def test_once_it_is_translated_and_published_all_of_it_is_polish(english, polish, visit):
    english = staff_edit(english)
    polish = translate(english, "pl")
    assert ids(polish) == ids(english)
    _questions, options = asked(visit(polish))
    assert [(lang, words) for _key, lang, words in options] == [
        ("", "[pl] Vegan"),
        ("", "[pl] Halal"),
        ("", "[pl] Without meat"),
        ("", "[pl] Morning"),
        ("", "[pl] Afternoon"),
    ]


@pytest.mark.parametrize("is_translated", [False, True])
def test_what_was_answered_in_polish_means_the_same_afterwards(english, polish, ola, is_translated):
    before = ola.answers
    english = staff_edit(english)
    if is_translated:
        translate(english, "pl")
    ola.refresh_from_db()
    assert ola.answers == before
    in_english = read_back(ola, english)
    assert in_english[GROUP] == ["Afternoon"]
    assert in_english["What would you like to eat?"] == ["Halal"]
    question = "[pl] What would you like to eat?" if is_translated else f"[pl] {EAT}"
    in_polish = read_back(ola, fresh(polish))
    assert in_polish[f"[pl] {GROUP}"] == ["[pl] Afternoon"]
    assert in_polish[question] == ["[pl] Halal"]


@pytest.mark.parametrize("is_translated", [False, True])
def test_an_option_that_is_new_is_answered_alike_in_both_languages(english, polish, visit, is_translated):
    english = staff_edit(english)
    vegan = ids(english)[1][1][0]
    page = translate(english, "pl") if is_translated else fresh(polish)
    eat = english.questions[1].id
    for number, each in enumerate((page, english)):
        answers = {f"q-{eat}": [vegan], "email": f"a{number}@example.org"}
        assert visit(each).press("send", **answers).status_code == 303
    first, second = SignUp.objects.order_by("pk")
    assert first.answers == second.answers == {eat: [vegan]}
    assert first.asked == second.asked


def test_an_option_that_was_deleted_is_no_answer_any_more_in_polish_either(english, polish, visit):
    fish = option(polish.questions[1], "[pl] Fish")
    eat = polish.questions[1].id
    staff_edit(english)
    assert visit(fresh(polish)).press("send", **{f"q-{eat}": [fish]}).status_code == 200
    assert not SignUp.objects.exists()


def test_a_second_edit_and_a_second_translation_keep_them_equal_too(english, polish, ola):
    translate(staff_edit(english), "pl")
    page = fresh(english)
    new, eat, group = page.questions.get_prep_value()
    eat["value"]["options"].reverse()
    page.questions = [group, eat, new]
    page.save_revision().publish()
    polish = translate(fresh(english), "pl")
    assert ids(polish) == ids(fresh(english))
    assert read_back(ola, polish)["[pl] What would you like to eat?"] == ["[pl] Halal"]


def test_the_editor_keeps_the_ids_when_staff_drag_options_about():
    """As the form sends it: each option with its id, and its place as a number beside it."""
    from events.questions import SeveralOfQuestion

    block = SeveralOfQuestion()
    sent = {"q-question": EAT, "q-help": "", "q-options-count": "3"}
    for number, (key, words, place) in enumerate([("a", "Vegetarian", 2), ("b", "Halal", 0), ("", "Vegan", 1)]):
        at = f"q-options-{number}"
        sent |= {f"{at}-deleted": "", f"{at}-order": str(place), f"{at}-id": key, f"{at}-value": words}
    kept = block.get_prep_value(block.value_from_datadict(sent, {}, "q"))["options"]
    assert [(item["id"], item["value"]) for item in kept if item["value"] != "Vegan"] == [
        ("b", "Halal"),
        ("a", "Vegetarian"),
    ]
    assert kept[1]["id"]  # the new one is given an id
