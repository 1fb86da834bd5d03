"""What search engines are told about languages: hreflang, canonical, sitemap (languages.md, "What the reader sees")."""

import re
from xml.etree import ElementTree

import pytest

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

    client.get("/sitemap.xml")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/sitemap.xml")
    for _ in range(3):
        make_technique()
    with django_assert_max_num_queries(len(few)):
        client.get("/sitemap.xml")
