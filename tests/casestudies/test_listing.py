"""Somebody asks what has been done before."""

import re

import pytest
from wagtail.models import PageViewRestriction


@pytest.fixture
def found(client, cases_index):
    def ask(query=""):
        html = client.get(cases_index.url + query).content.decode()
        return re.findall(r"<h3><a [^>]*>([^<]+)</a></h3>", html)

    return ask


def test_the_newest_stands_first(found, make_case_study):
    for title in ("Old", "Newer", "Newest"):
        make_case_study(title)
    assert found() == ["Newest", "Newer", "Old"]


def test_a_stage_narrows_the_list(found, make_case_study):
    make_case_study("Idea", stage="idea")
    make_case_study("Wanted", stage="looking-for-help", help_wanted="Time")
    make_case_study("Done", stage="finished")
    assert found("?stage=idea") == ["Idea"]
    assert found("?stage=finished&stage=looking-for-help") == ["Done", "Wanted"]


@pytest.mark.parametrize("query", ["?stage='", "?stage=%00", "?stage=nothing&stage=idea"])
def test_a_stage_that_does_not_exist_is_said_and_left_out(client, cases_index, found, make_case_study, query):
    make_case_study("Idea", stage="idea")
    make_case_study("Done", stage="finished")
    assert "Choose from the list." in client.get(cases_index.url + query).content.decode()
    assert len(found(query)) == 2


def test_nothing_at_this_stage_leads_on(client, cases_index, make_case_study):
    make_case_study(stage="idea")
    html = client.get(cases_index.url + "?stage=paused").content.decode()
    assert "No case study is at this stage." in html
    assert f'href="{cases_index.url}">Show all</a>' in html


def test_each_says_its_stage_what_changed_and_what_is_wanted(client, cases_index, make_case_study):
    make_case_study(stage="looking-for-help", help_wanted="Money and time", impact="not-sure", location="Sholing")
    html = client.get(cases_index.url).content.decode().split("<article")[1]
    for words in ("Looking for help", "Money and time", "Not sure", "Sholing"):
        assert words in html


def test_drafts_and_private_ones_are_not_listed(found, make_case_study):
    make_case_study("Open")
    make_case_study("Draft").unpublish()
    PageViewRestriction.objects.create(page=make_case_study("Private"), restriction_type="login")
    assert found() == ["Open"]


def test_twenty_a_page_and_the_stage_is_kept(client, cases_index, make_case_study):
    for number in range(22):
        make_case_study(f"Study {number:02}", stage="idea")
    make_case_study("Other", stage="finished")
    first = client.get(cases_index.url + "?stage=idea").content.decode()
    assert first.count("<article") == 20
    way = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(way).content.decode()
    assert re.findall(r">(Study \d\d)</a>", second) == ["Study 01", "Study 00"]


def test_an_untranslated_case_study_is_found_from_the_polish_list(
    client, polish_home, cases_index, make_case_study, translate
):
    """Journey 7 begins here: listed in English, marked as such."""
    make_case_study("Girls and parks")
    translate(make_case_study("Trauma"), "pl", title="Trauma po polsku")
    html = client.get(translate(cases_index, "pl").url).content.decode()
    assert ">Trauma po polsku</a>" in html
    assert 'lang="en-GB" dir="ltr" hreflang="en-GB">Girls and parks</a>' in html
