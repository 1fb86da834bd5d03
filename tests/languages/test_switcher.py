"""The list of languages on every page: each in its own script, none that is not switched on."""

import re

import pytest
from django.utils import timezone

from tests.fixtures.site import submit, translate


@pytest.fixture
def technique(make_technique, polish_home, arabic_home):
    technique = make_technique(title="World Cafe", slug="world-cafe")
    translate(technique, "pl", title="Kawiarnia")
    return technique


def links(answer):
    """The switcher's links: {own name: address}."""
    nav = re.search(r'<nav class="langs".*?</nav>', answer.content.decode(), re.S).group()
    return {name: url for url, name in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav)}


def test_each_language_leads_to_this_page_in_it(technique, client):
    assert links(client.get("/techniques/world-cafe/"))["Polski"] == "/pl/techniques/world-cafe/"
    assert links(client.get("/pl/techniques/world-cafe/"))["English"] == "/techniques/world-cafe/"


def test_where_it_is_not_translated_it_leads_to_that_languages_home(technique, client):
    assert links(client.get("/techniques/world-cafe/"))["العربية"] == f"/ar/?from={technique.pk}"


def test_a_language_whose_home_is_a_draft_is_not_listed(technique, home, client):
    submit(home, "so")
    assert "Soomaali" not in links(client.get("/"))


def test_a_site_in_one_language_has_no_list(home, client):
    assert 'class="langs"' not in client.get("/").content.decode()


def test_a_draft_translation_is_not_linked(technique, client):
    submit(technique, "ar")
    assert "from=" in links(client.get("/techniques/world-cafe/"))["العربية"]


def test_an_alias_is_not_linked_as_a_translation(technique, arabic_home, client):
    index = translate(technique.get_parent().specific, "ar")
    technique.create_alias(parent=index, update_locale=arabic_home.locale, reset_translation_key=False)
    assert "from=" in links(client.get("/techniques/world-cafe/"))["العربية"]


def test_a_translation_that_alone_is_restricted_is_not_linked(technique, polish_home, restrict, client):
    restrict(technique.get_translation(polish_home.locale))
    assert "from=" in links(client.get("/techniques/world-cafe/"))["Polski"]


def test_who_may_read_a_restricted_page_may_read_it_in_polish(technique, restrict, client, administrator):
    restrict(technique)
    client.force_login(administrator)
    assert links(client.get("/techniques/world-cafe/"))["Polski"] == "/pl/techniques/world-cafe/"


def test_search_is_in_every_language_and_keeps_the_words(technique, client):
    assert links(client.get("/search/?q=park"))["Polski"] == "/pl/search/?q=park"


def test_the_home_says_that_the_page_is_not_translated_and_links_it(technique, client):
    words = client.get(f"/ar/?from={technique.pk}").content.decode()
    assert re.search(r'<a href="/techniques/world-cafe/" lang="en-GB" dir="ltr" hreflang="en-GB">World Cafe</a>', words)


@pytest.mark.parametrize("number", ["", "0", "999999", "x", "1'", "-1", "99999999999999999999", "١", "%00"])
def test_what_the_address_says_wrongly_is_ignored(technique, client, number):
    answer = client.get(f"/ar/?from={number}")
    assert answer.status_code == 200
    assert "hreflang" not in answer.content.decode().split("<main")[1].split("</main>")[0]


def test_the_home_says_nothing_of_a_page_that_is_restricted_or_translated(technique, restrict, client):
    title = "World Cafe"
    assert title not in client.get(f"/pl/?from={technique.pk}").content.decode()
    restrict(technique)
    assert title not in client.get(f"/ar/?from={technique.pk}").content.decode()


# --- what a reader asked the list of events for -----------------------------------------------------------------


@pytest.fixture
def list_of_events(events_index, polish_home):
    translate(events_index, "pl")
    return events_index.url


@pytest.mark.parametrize(
    "query",
    ["", "?view=month&amp;month={month}", "?kind=workshop&amp;kind=social&amp;online=yes&amp;calm=yes", "?when=past"],
)
def test_the_month_and_the_filters_are_kept(list_of_events, client, query):
    query = query.format(month=timezone.localdate().strftime("%Y-%m"))
    there = links(client.get(list_of_events + query.replace("&amp;", "&")))["Polski"]
    assert there == f"/pl/events/{query}"
    assert links(client.get(there.replace("&amp;", "&")))["English"] == f"/events/{query}"


def test_what_the_list_does_not_know_is_left_out(list_of_events, client):
    html = client.get(f"{list_of_events}?utm_source=x&kind=nonsense&month=1999-01&calm=%22%3E%3Cscript&from=1")
    assert links(html)["Polski"] == "/pl/events/"


def test_other_pages_keep_nothing(technique, client):
    assert links(client.get("/techniques/world-cafe/?view=month&calm=yes"))["Polski"] == "/pl/techniques/world-cafe/"
