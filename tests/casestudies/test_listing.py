"""Somebody asks what has been done before."""

import re

import pytest
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic


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
    assert "Nothing fits what you chose." in html
    assert f'href="{cases_index.url}">Show all</a>' in html


def topic(slug):
    return Topic.objects.create(name=slug.title(), slug=slug, locale=Locale.get_default())


def labels(client, cases_index, name):
    """What there is to choose from in a field."""
    html = client.get(cases_index.url).content.decode()
    if f'name="{name}"' not in html:
        return []
    if name == "area":
        options = html.split('name="area"')[1].split("</select>")[0]
        return re.findall(r"<option[^>]*>([^<]*)</option>", options)[1:]
    return re.findall(rf'name="{name}" value="([^"]+)"', html)


def test_a_topic_and_a_part_of_the_city_narrow_it_too_and_all_has_to_fit(found, make_case_study):
    parks, money = topic("parks"), topic("money")
    make_case_study("Bench", area="Sholing", topics=[parks], stage="idea")
    make_case_study("Pond", area="Bassett", topics=[parks, money])
    make_case_study("Seeds", area="Sholing")
    assert found("?topic=parks") == ["Pond", "Bench"]
    assert found("?topic=parks&topic=money") == ["Pond", "Bench"]
    assert found("?area=Sholing") == ["Seeds", "Bench"]
    assert found("?area=Sholing&topic=parks") == ["Bench"]
    assert found("?area=Sholing&topic=parks&stage=finished") == []
    assert found("?area=&topic=money") == ["Pond"]


def test_a_part_of_the_city_is_one_however_it_is_typed(client, cases_index, found, make_case_study):
    make_case_study("One", area="Sholing")
    make_case_study("Two", area="sholing ")
    make_case_study("Three", area="St Denys & Portswood")
    assert labels(client, cases_index, "area") == ["Sholing", "St Denys &amp; Portswood"]
    assert found("?area=Sholing") == ["Two", "One"]
    assert found("?area=St+Denys+%26+Portswood") == ["Three"]


def test_only_what_a_readable_case_study_has_can_be_chosen(client, cases_index, found, make_case_study):
    parks, secret, unused = topic("parks"), topic("secret"), topic("unused")
    make_case_study("Open", area="Sholing", topics=[parks])
    make_case_study("Draft", area="Harefield", topics=[unused]).unpublish()
    hidden = make_case_study("Private", area="Thornhill", topics=[secret, parks])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert labels(client, cases_index, "area") == ["Sholing"]
    assert labels(client, cases_index, "topic") == ["parks"]
    assert found("?topic=parks") == ["Open"]
    for query in ("?area=Thornhill", "?topic=secret", "?area=%00", "?topic=%27"):
        assert "Choose from the list." in client.get(cases_index.url + query).content.decode()


def test_in_another_language_the_same_is_asked(client, cases_index, polish_home, make_case_study, translate):
    make_case_study("Bench", area="Sholing", topics=[topic("parks")])
    polish = translate(cases_index, "pl")
    html = client.get(f"{cases_index.url}?topic=parks&area=Sholing&x=y").content.decode()
    assert f'href="{polish.url}?topic=parks&amp;area=Sholing"' in html
    assert ">Bench</a>" in client.get(f"{polish.url}?topic=parks&area=Sholing").content.decode()


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
