"""Readers hold statements up to their own work. What they answer is theirs."""

import re

import pytest


@pytest.fixture
def statements():
    return [("statement", "We pay people for their time."), ("statement", "We say why.")]


@pytest.fixture
def checked(make_recommendation, statements):
    return make_recommendation(self_check=statements)


def section(client, page):
    return client.get(page.url).content.decode().split('id="self-check"')[1].split("</section>")[0]


def test_each_statement_asks_for_one_of_three_answers(client, checked):
    found = section(client, checked)
    assert re.findall(r"<legend>([^<]+)</legend>", found) == ["We pay people for their time.", "We say why."]
    assert (
        re.findall(r'value="([^"]+)"[^>]*>([^<]+)</label>', found)
        == [
            ("yes", "Yes"),
            ("partly", "Partly"),
            ("not-yet", "Not yet"),
        ]
        * 2
    )
    assert len(set(re.findall(r'name="([^"]+)"', found))) == 2


def test_the_answers_stand_in_no_form_that_could_send_them(client, checked):
    main = client.get(checked.url).content.decode().split("<main")[1].split("</main>")[0]
    assert "<form" not in main
    assert not re.search(r"\sform(action)?=", main)


def test_what_needs_a_script_is_not_promised_without_one(client, checked):
    box = section(client, checked).split("data-needs-script hidden>")[1]
    for words in ("Keep my answers", "Delete my answers"):
        assert words in box
    assert box.count("</button>") == section(client, checked).count("</button>")


def test_a_recommendation_without_statements_has_no_self_check(client, make_recommendation):
    html = client.get(make_recommendation().url).content.decode()
    assert "self-check" not in html
    assert "Your answers" not in html


def test_a_polish_reader_answers_the_same_statements(client, polish_home, checked, translate):
    """So that answers that were kept are there in whatever language somebody reads next."""
    polish = translate(checked, "pl")
    found = section(client, polish)
    names = re.findall(r'name="([^"]+)"', section(client, checked))
    assert re.findall(r'name="([^"]+)"', found) == names
    assert f'data-check="{checked.translation_key}"' in found
    assert "[pl] We say why." in found


def test_where_answers_go_is_told_in_checked_english(client, polish_home, checked, translate):
    """Words about privacy are not shipped as drafts (languages.md)."""
    found = section(client, translate(checked, "pl"))
    assert 'lang="en-GB" dir="ltr">Your answers stay with you.' in found
