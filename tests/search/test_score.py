"""The forty questions of `questions.py`, asked of the starter content as a reader would. `tools/search_score.py`
writes `docs/search-score.md`."""

import json
import os
import re
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils.http import urlencode

from home.starter.put import get_page
from tests.fixtures.search import searching
from tests.search.questions import QUESTIONS

#: How many of forty must be answered.
NEEDED = {"postgresql": 36, "sqlite": 30}
ON_THE_PAGE, ONE_PRESS, NOT_FOUND = "on the page", "one press on “Did you mean”", "not found"


@pytest.fixture(scope="module")
def answers(starter_once, django_db_blocker):
    """How each question was answered."""
    with searching():
        return {question: how_answered(Client(), question) for question in QUESTIONS}


def how_answered(client, question):
    """Whether the page stands on the page of results (so among the first five of its kind), or one press away."""
    prefix = "" if question.language == "en-gb" else f"/{question.language}"
    results = client.get(f"{prefix}/search/?" + urlencode({"q": question.typed})).content.decode()
    source = get_page(question.answer)
    wanted = {page.url for page in [source, *source.get_translations().live().filter(alias_of=None)]}
    if wanted & set(links(results)):
        return ON_THE_PAGE
    meant = re.search(r'class="note big meant"><a[^>]*href="([^"]+)"', results)
    if meant:
        results = client.get(f"{prefix}/search/{unescape(meant[1])}").content.decode()
    return ONE_PRESS if meant and wanted & set(links(results)) else NOT_FOUND


def links(html):
    return re.findall(r'<article.*?<h3[^>]*><a href="([^"]+)"', html, re.DOTALL)


@pytest.fixture(scope="module")
def written_down(answers):
    """For the tool: what was found, as a file in the folder that SEARCH_SCORE_TO names."""
    if folder := os.environ.get("SEARCH_SCORE_TO"):
        rows = [{**question._asdict(), "how": how} for question, how in answers.items()]
        Path(folder, f"{connection.vendor}.json").write_text(json.dumps(rows), encoding="utf-8")


def test_there_are_forty_questions_in_three_languages():
    assert len(QUESTIONS) == len(set(QUESTIONS)) == 40
    assert {question.language for question in QUESTIONS} == {"en-gb", "pl", "ar"}


def test_enough_questions_are_answered(db, answers, written_down):
    missed = [question for question, how in answers.items() if how == NOT_FOUND]
    assert len(QUESTIONS) - len(missed) >= NEEDED[connection.vendor], missed


def test_every_answer_is_a_page_that_is_there(db, answers):
    for question in QUESTIONS:
        assert get_page(question.answer).live, question
