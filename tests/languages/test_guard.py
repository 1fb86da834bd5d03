"""`lang` always tells the truth: a page is served below its own language's prefix only (traps 3 and 8)."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from corner.languages.guard import send_to_own_language
from corner.languages.one_language import OtherLanguage


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


# --- In another language's tree -----------------------------------------------------------------------------------


@pytest.fixture
def english(make_information_page):
    return make_information_page(title="Help", slug="help")


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


def below(page):
    return list(type(page).objects.get(pk=page.pk).get_children().values_list("slug", flat=True))


def test_a_page_that_stands_in_another_languages_tree_leads_to_no_loop(english, polish_home, client):
    """Such pages could be made until copying was refused; there is no address at which they may be read."""
    copy = type(english)(title="Help", slug="help-y", intro=english.intro, body=english.body, locale=english.locale)
    polish_home.add_child(instance=copy)
    for address in ("/pl/help-y/", "/pl/help-y/?a=1"):
        assert client.get(address).status_code == 404


def test_staff_cannot_copy_an_english_page_below_the_polish_home(english, polish_home, staff):
    form = {"new_title": "Help", "new_slug": "help-y", "new_parent_page": polish_home.pk, "publish_copies": "on"}
    answer = staff.post(f"/admin/pages/{english.pk}/copy/", form, follow=True)
    words = answer.content.decode()
    assert "To have it in Polish, submit it for translation." in words
    assert "Not published" not in words
    assert "help-y" not in below(polish_home)


def test_nor_mirror_it_there(english, polish_home):
    with pytest.raises(OtherLanguage):
        english.create_alias(parent=polish_home)
    assert below(polish_home) == []


def test_nor_move_it_there(english, polish_home, staff):
    answer = staff.post(f"/admin/pages/{english.pk}/move/{polish_home.pk}/confirm/", follow=True)
    assert "submit it for translation" in answer.content.decode()
    assert below(polish_home) == []
    assert all(not problems for problems in type(english).find_problems())


def test_copying_among_english_pages_goes_on(english, home, staff):
    form = {"new_title": "Help", "new_slug": "help-y", "new_parent_page": home.pk}
    staff.post(f"/admin/pages/{english.pk}/copy/", form)
    assert "help-y" in below(home)
