"""A restricted page is restricted in every language, at once (languages.md, trap 9; design.md, rule 9)."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction


@pytest.fixture
def polish(make_technique, polish_home, translate):
    return translate(make_technique(title="World Cafe", slug="world-cafe"), "pl")


def kinds(page):
    return list(page.view_restrictions.values_list("restriction_type", "password"))


def test_restricting_a_page_restricts_its_translations_at_once(polish, restrict, client):
    assert client.get("/pl/techniques/world-cafe/").status_code == 200
    restrict(polish.facts)
    assert client.get("/pl/techniques/world-cafe/").status_code == 302  # to the login
    assert kinds(polish) == [("login", "")]


def test_opening_a_page_opens_its_translations(polish, restrict):
    restrict(polish.facts).delete()
    assert kinds(polish) == []


def test_opening_through_a_queryset_opens_them_too(polish, restrict):
    restrict(polish.facts)
    polish.facts.view_restrictions.all().delete()
    assert kinds(polish) == []


def test_staff_restrict_and_open_in_the_admin(polish, client, administrator):
    client.force_login(administrator)
    address = reverse("wagtailadmin_pages:set_privacy", args=[polish.facts.pk])
    members = Group.objects.create(name="Members")
    client.post(address, {"restriction_type": "groups", "groups": [members.pk], "password": ""})
    (restriction,) = polish.view_restrictions.all()
    assert list(restriction.groups.all()) == [members]
    client.post(address, {"restriction_type": "password", "password": "tea", "groups": []})
    assert kinds(polish) == [("password", "tea")]
    client.post(address, {"restriction_type": "none", "password": "", "groups": []})
    assert kinds(polish) == []


def test_a_new_translation_inherits_the_restriction(make_technique, polish_home, translate, restrict):
    technique = make_technique()
    restrict(technique, PageViewRestriction.PASSWORD, password="tea")
    assert kinds(translate(technique, "pl")) == [("password", "tea")]


def test_restricting_a_translation_alone_leaves_the_original(polish, restrict):
    restrict(polish)
    assert kinds(polish.facts) == []


def test_what_is_left_of_a_deleted_page_does_not_open(polish, restrict):
    """The words in other languages stay as drafts, and behind what protected them."""
    restrict(polish.facts)
    type(polish).objects.get(pk=polish.facts.pk).delete()
    assert kinds(polish) == [("login", "")]
