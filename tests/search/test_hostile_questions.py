"""Whatever somebody types, there is an answer, the question is still in the box, and nothing runs."""

import pytest
from wagtail.models import Locale

from search.asked import MOST_CHARACTERS, MOST_WORDS, Asked
from search.finding import find

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "'",
    "\x00",
    "lan\x00terns",
    "*",
    "lant*",
    "(",
    ")",
    "((lanterns",
    '"lanterns',
    "lanterns AND",
    "AND OR NOT NEAR",
    "NEAR(lanterns tables)",
    "title:lanterns",
    "{title body} : lanterns",
    "lanterns & !tables | <->",
    ":*",
    "\\",
    "%s %d %(x)s",
    "100%",
    "a" * 10_000,
    "lanterns " * 2_000,
    "\u202elanterns\u202c",
    "\u200f\u200e",
    "🏮🏮🏮",
    "👩‍👩‍👧",
    "\ufffd\ufffe",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7 }}{% now %}",
    "\t\n\r\x0b",
    "هل فعلها أحد؟",
    "公园",
    "İıßſﬁ",
    "ะำ" * 50,
]


BROKEN = [
    "q=%ED%A0%80",
    "q=%FF%FE",
    "q=%",
    "q=a&q=%00",
    "q[]=x",
    "&&==",
    "q=" + "%00" * 500,
    "page=%00&kind=%00&topic=%00",
    "area=%00&stage=%00&area=%ED%A0%80",
]


def test_hostile_questions_get_an_answer(ask, client, make_technique):
    make_technique("Lanterns")
    answers = {words[:60]: ask(words) for words in HOSTILE} | {raw: client.get(f"/search/?{raw}") for raw in BROKEN}
    assert {asked: answer.status_code for asked, answer in answers.items() if answer.status_code != 200} == {}
    assert [asked for asked, answer in answers.items() if b"<script>alert" in answer.content] == []
    assert b"group-techniques" in answers["((lanterns"].content, "some find what they look for"


def test_a_question_without_a_word_is_told_so(ask, home):
    for words in ('"', "*", "(", "\x00 !"):
        assert "There is no word in your search" in ask(f"{words} ?").content.decode()


def test_the_question_is_kept_in_the_box_and_is_harmless_there(ask, home):
    html = ask('tea "><img src=x onerror=alert(1)>').content.decode()
    assert 'value="tea &quot;&gt;&lt;img src=x onerror=alert(1)&gt;"' in html


def test_a_long_question_is_cut_and_told_so(ask, home):
    html = ask("tea " * 3_000).content.decode()
    assert "Your search was very long" in html
    assert "tea " * 51 not in html


def test_many_words_are_cut_and_told_so(ask, home):
    assert "You wrote many words" in ask(" ".join("abcdefghijklmnopqrstuvwxyz")).content.decode()
    assert len(Asked(" ".join("abcdefghijklmnopqrstuvwxyz")).words) == MOST_WORDS


def test_punctuation_does_not_hide_words(ask, titles, make_technique):
    make_technique("World café")
    assert titles(ask('"world (café)*"')) == ["World café"]


def test_half_a_letter_pair_never_reaches_the_database(home, make_technique):
    make_technique("Lanterns")
    english = Locale.get_default().pk
    assert len(find(Asked("\ud800 lanterns").words, english, english).hits) == 1


def test_turning_marks_are_not_echoed(ask, home):
    assert "\u202e" not in ask("tea\u202ecod").content.decode()


def test_the_box_takes_no_more_than_is_used(ask, home):
    assert f'maxlength="{MOST_CHARACTERS}"' in ask("tea").content.decode()
