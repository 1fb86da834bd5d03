"""What search engines are told about languages: hreflang, canonical, sitemap (languages.md, "What the reader sees")."""

import re
from xml.etree import ElementTree

import pytest
from wagtail.models import Locale

from corner.models import Topic
from tests.fixtures.site import submit, translate

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = "http://testserver"


@pytest.fixture
def technique(make_technique, polish_home, arabic_home):
    technique = make_technique(title="World Cafe", slug="world-cafe")
    translate(technique, "pl")
    return technique


def alternates(answer):
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', answer.content.decode()))


def test_a_page_names_all_its_languages_and_a_default(technique, client):
    both = {
        "en-GB": f"{SITE}/techniques/world-cafe/",
        "pl": f"{SITE}/pl/techniques/world-cafe/",
        "x-default": f"{SITE}/techniques/world-cafe/",
    }
    assert alternates(client.get("/techniques/world-cafe/")) == both
    assert alternates(client.get("/pl/techniques/world-cafe/")) == both


def test_a_page_in_one_language_names_none(technique, make_technique, client):
    make_technique(title="Only English", slug="only-english")
    assert alternates(client.get("/techniques/only-english/")) == {}


def test_drafts_are_not_named(technique, client):
    submit(technique, "ar")
    assert "ar" not in alternates(client.get("/techniques/world-cafe/"))


def test_a_restricted_page_names_none(technique, restrict, client, administrator):
    restrict(technique)
    client.force_login(administrator)
    assert alternates(client.get("/techniques/world-cafe/")) == {}


@pytest.mark.parametrize("path", ["/techniques/world-cafe/", "/pl/techniques/world-cafe/"])
def test_the_canonical_address_is_the_pages_own(technique, client, path):
    words = client.get(f"{path}?from=1").content.decode()
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', words) == [SITE + path]


def sitemap(client):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.find(f"{SITEMAP}loc").text: {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        for url in root
    }


def test_the_sitemap_lists_every_language(technique, client):
    found = sitemap(client)
    assert {f"{SITE}/", f"{SITE}/pl/", f"{SITE}/ar/"} <= found.keys()
    assert found[f"{SITE}/pl/techniques/world-cafe/"] == {
        "en-GB": f"{SITE}/techniques/world-cafe/",
        "pl": f"{SITE}/pl/techniques/world-cafe/",
        "x-default": f"{SITE}/techniques/world-cafe/",
    }


def test_the_sitemap_keeps_silent_about_drafts_restricted_pages_and_aliases(
    technique, make_technique, arabic_home, polish_home, restrict, client
):
    index = translate(technique.get_parent().specific, "ar")
    technique.create_alias(parent=index, update_locale=arabic_home.locale, reset_translation_key=False)
    restrict(make_technique(title="Members", slug="members"))
    submit(make_technique(title="Draft", slug="draft"), "pl")
    found = "\n".join(sitemap(client))
    assert "/ar/techniques/world-cafe/" not in found
    assert "members" not in found
    assert "/pl/techniques/draft/" not in found
    assert "/techniques/draft/" in found


def test_a_language_that_is_switched_off_leaves_the_sitemap(technique, polish_home, client):
    polish_home.unpublish()
    assert not any("/pl/" in address for address in sitemap(client))


def test_the_sitemap_asks_as_much_for_many_pages_as_for_few(
    technique, make_technique, client, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    client.get("/sitemap.xml")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/sitemap.xml")
    for number in range(3):
        make_technique()
        Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}", locale=Locale.get_default())
    with django_assert_max_num_queries(len(few)):
        client.get("/sitemap.xml")


# --- Topics: pages by route ---------------------------------------------------------------------------------------


@pytest.fixture
def parks(technique):
    """In English and Polish; submitted for Arabic, where nobody has translated it yet."""
    topic = Topic.objects.create(name="Parks", slug="parks", description="Green places.", locale=Locale.get_default())
    translate(topic, "pl", name="Parki")
    submit(topic, "ar")
    return topic


BOTH_PARKS = {
    "en-GB": f"{SITE}/topics/parks/",
    "pl": f"{SITE}/pl/topics/parks/",
    "x-default": f"{SITE}/topics/parks/",
}


@pytest.mark.parametrize("path", ["/topics/parks/", "/pl/topics/parks/"])
def test_a_topic_names_itself_and_the_languages_it_is_translated_into(parks, client, path):
    answer = client.get(f"{path}?kind=events")
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', answer.content.decode()) == [SITE + path]
    assert alternates(answer) == BOTH_PARKS


def test_a_topic_in_one_language_names_none(technique, client):
    Topic.objects.create(name="Money", slug="money", locale=Locale.get_default())
    answer = client.get("/topics/money/")
    assert '<link rel="canonical" href="http://testserver/topics/money/">' in answer.content.decode()
    assert alternates(answer) == {}


def test_the_sitemap_lists_topics_in_their_languages(parks, client):
    found = sitemap(client)
    assert found[f"{SITE}/topics/parks/"] == found[f"{SITE}/pl/topics/parks/"] == BOTH_PARKS
    assert f"{SITE}/ar/topics/parks/" not in found


def test_a_topic_leaves_with_its_language(parks, polish_home, client):
    polish_home.unpublish()
    assert alternates(client.get("/topics/parks/")) == {}
    assert f"{SITE}/pl/topics/parks/" not in sitemap(client)
