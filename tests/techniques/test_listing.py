"""Somebody with forty minutes and eight people looks for a way to work together."""

import re

import pytest
from wagtail.models import PageViewRestriction


def minutes(number):
    return {
        "minutes_in_all": number,
        "steps": [("step", {"title": "Begin", "minutes": number, "text": ""})],
    }


@pytest.fixture
def shelf(make_technique):
    """Four techniques, each different in every way that one can ask for."""
    make_technique("Circle", purposes=["listen"], level="easy", mode="face-to-face", **minutes(30))
    make_technique(
        "Café", purposes=["listen", "ideas"], level="practice", mode="both", group_from=12, group_to=40, **minutes(120)
    )
    make_technique("Dots", purposes=["decide"], level="easy", mode="online", group_to=10, **minutes(20))
    make_technique("Set", purposes=["stuck"], level="support", mode="both", group_from=5, **minutes(90))


@pytest.fixture
def found(client, techniques_index, shelf):
    def ask(query=""):
        html = client.get(techniques_index.url + query).content.decode()
        return re.findall(r"<h3><a [^>]*>([^<]+)</a></h3>", html)

    return ask


def test_all_stand_from_a_to_z(found):
    assert found() == ["Café", "Circle", "Dots", "Set"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?purpose=listen", ["Café", "Circle"]),
        ("?purpose=decide&purpose=stuck", ["Dots", "Set"]),
        ("?level=easy", ["Circle", "Dots"]),
        ("?level=support&level=practice", ["Café", "Set"]),
        ("?minutes=30", ["Circle", "Dots"]),
        ("?minutes=120", ["Café", "Circle", "Dots", "Set"]),
        ("?people=8", ["Circle", "Dots", "Set"]),
        ("?people=12", ["Café", "Circle", "Set"]),
        ("?people=41", ["Circle", "Set"]),
        ("?online=on", ["Café", "Dots", "Set"]),
        ("?purpose=listen&minutes=60&people=8&level=easy", ["Circle"]),
        ("?purpose=trust", []),
    ],
)
def test_a_question_narrows_the_list(found, query, names):
    assert found(query) == names


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?people=many", "Write a number, such as 12."),
        ("?people=0", "Write a number from 1 to 1000."),
        ("?people=99999999999999999999999", "Write a number from 1 to 1000."),
        ("?purpose=%00", "Choose from the list."),
        ("?level='", "Choose from the list."),
        ("?minutes=31", "Choose from the list."),
    ],
)
def test_what_cannot_be_understood_is_said_and_left_out(client, techniques_index, shelf, found, query, message):
    html = client.get(techniques_index.url + query).content.decode()
    assert message in html
    assert len(found(query)) == 4


def test_what_was_typed_is_kept_and_the_form_stays_open(client, techniques_index, shelf):
    html = client.get(techniques_index.url + "?people=many&level=easy").content.decode()
    assert 'value="many"' in html
    assert re.search(r'value="easy"[^>]* checked', html)
    assert '<details class="filters" open>' in html


def test_an_error_is_tied_to_its_field(client, techniques_index, shelf):
    html = client.get(techniques_index.url + "?people=many").content.decode()
    assert 'aria-describedby="id_people_error"' in html
    assert 'id="id_people_error"' in html


def test_nothing_found_leads_on(client, techniques_index, shelf):
    html = client.get(techniques_index.url + "?purpose=trust").content.decode()
    assert "No technique fits all of this." in html
    assert f'href="{techniques_index.url}">Show all</a>' in html


def test_drafts_and_private_techniques_are_not_listed(found, make_technique):
    make_technique("Draft").unpublish()
    PageViewRestriction.objects.create(page=make_technique("Private"), restriction_type="login")
    assert found() == ["Café", "Circle", "Dots", "Set"]


def test_a_long_list_is_shown_a_page_at_a_time_and_keeps_the_question(client, techniques_index, make_technique):
    for number in range(23):
        make_technique(f"Way {number:02}", level="easy")
    make_technique("Other", level="support")
    first = client.get(techniques_index.url + "?level=easy").content.decode()
    assert first.count("<article") == 20
    assert "<strong>23</strong> techniques" in first
    way = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(way).content.decode()
    assert re.findall(r"Way \d\d", second)[0] == "Way 20"
    assert "Other" not in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "%00", "99999999999999999999999", ""])
def test_a_page_that_does_not_exist_is_the_first_or_the_last(client, techniques_index, shelf, page):
    assert client.get(f"{techniques_index.url}?page={page}").status_code == 200


def test_facts_are_the_sources_and_words_the_translations(
    client, polish_home, techniques_index, make_technique, translate
):
    technique = make_technique("Circle", minutes_to_prepare=5, level="easy")
    make_technique("Dots")
    index = translate(techniques_index, "pl")
    polish = translate(technique, "pl", title="Krąg")
    type(polish).objects.filter(pk=polish.pk).update(level="support")  # a stale copy
    html = client.get(index.url).content.decode()
    assert ">Krąg</a>" in html
    assert 'hreflang="en-GB">Dots</a>' in html
    assert len(re.findall(r"<article", client.get(index.url + "?level=easy").content.decode())) == 2
    assert "<article" not in client.get(index.url + "?level=support").content.decode()
