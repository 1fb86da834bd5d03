"""`lang` always tells the truth: a page is served below its own language's prefix only (traps 3 and 8)."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from corner.languages.guard import send_to_own_language


@pytest.fixture
def polish_alias(make_technique, polish_home, translate):
    """An alias of an English page in the Polish tree, as older wagtail-localize made them."""
    technique = make_technique(title="World Cafe", slug="world-cafe")
    index = translate(technique.get_parent().specific, "pl")
    return technique.create_alias(parent=index, update_locale=polish_home.locale, reset_translation_key=False)


def test_an_alias_of_an_english_page_leads_to_the_english_page(polish_alias, client):
    assert polish_alias.live
    answer = client.get("/pl/techniques/world-cafe/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/techniques/world-cafe/")


def test_the_rest_of_the_address_is_kept(polish_alias):
    """A sign-up form below an event page stays a sign-up form."""
    request = RequestFactory().get("/pl/techniques/world-cafe/sign-up/12/?way=online")
    with translation.override("pl"):
        answer = send_to_own_language(polish_alias, request)
    assert answer.headers["Location"] == "/techniques/world-cafe/sign-up/12/?way=online"


def test_what_was_posted_is_posted_again(polish_alias):
    request = RequestFactory().post("/pl/techniques/world-cafe/sign-up/12/")
    with translation.override("pl"):
        assert send_to_own_language(polish_alias, request).status_code == 307


def test_a_page_in_its_own_language_is_served(polish_home, client):
    assert client.get("/pl/").status_code == 200


def test_a_draft_translation_can_be_previewed(make_technique, polish_home, client, administrator):
    from tests.fixtures.site import submit

    technique = make_technique(title="World Cafe")
    target = submit(technique, "pl").get_target_instance()
    client.force_login(administrator)
    answer = client.get(f"/admin/pages/{target.pk}/view_draft/")
    assert answer.status_code == 200
    assert "World Cafe" in answer.content.decode()
