"""Offering pages for translation makes drafts, and leaves the tree whole (languages.md, traps 1, 2, 6 and 8)."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from corner.languages.parents import ParentNotTranslated
from tests.fixtures.site import submit


@pytest.fixture
def polish(home):
    return Locale.objects.create(language_code="pl")


def submit_in_admin(client, page, *locales, **data):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [locale.pk for locale in locales], **data}, follow=True)


def test_a_whole_branch_is_submitted_and_the_tree_stays_whole(make_event, home, polish, client, administrator):
    """With wagtail-localize's own setting, the children are "live" but 404 and the tree is corrupt (#773)."""
    make_event()
    make_event()
    client.force_login(administrator)
    submit_in_admin(client, home, polish, include_subtree="on")
    made = Page.objects.filter(locale=polish)
    assert made.count() == Page.objects.filter(locale=home.locale, depth__gt=1).count()
    assert all(not problems for problems in Page.find_problems())


def test_what_is_submitted_is_a_draft(make_technique, polish_home, client, administrator):
    technique = make_technique(title="World Cafe")
    client.force_login(administrator)
    submit_in_admin(client, technique.get_parent(), polish_home.locale)
    submit_in_admin(client, technique, polish_home.locale)
    made = technique.get_translation(polish_home.locale)
    assert not made.live
    assert not made.get_parent().live
    assert made.alias_of_id is None


def test_a_child_is_not_offered_before_its_parent(make_technique, polish_home, client, administrator):
    """It would make a live English alias of the parent, at /pl/ and with lang="pl" (trap 8)."""
    technique = make_technique(title="World Cafe")
    client.force_login(administrator)
    answer = submit_in_admin(client, technique, polish_home.locale)
    assert answer.status_code == 200
    assert not Page.objects.filter(locale=polish_home.locale, depth__gt=2).exists()
    assert "the page above this one, “Techniques”" in answer.content.decode()


def test_code_that_translates_a_child_before_its_parent_is_told_why(make_technique, polish_home):
    technique = make_technique(title="World Cafe")
    translation = Translation.objects.filter(source__object_id=technique.translation_key)
    from wagtail_localize.operations import translate_object

    translate_object(technique, [polish_home.locale])
    with pytest.raises(ParentNotTranslated, match="“Techniques”, for translation into Polish first"):
        translation.get().save_target(publish=False)
    assert not Page.objects.filter(locale=polish_home.locale, depth__gt=2).exists()


def test_a_new_language_cannot_be_filled_with_english_aliases(home, client, administrator):
    client.force_login(administrator)
    answer = client.get(reverse("wagtaillocales:add"))
    assert answer.status_code == 200
    assert "Synchronise content" not in answer.content.decode()


def test_an_arabic_address_is_the_english_one(make_event, arabic_home):
    """A translator's own slug would be thrown away and rebuilt: it is not theirs to write."""
    event = make_event(title="Tea in the park")
    translation = submit(event, "ar")
    assert translation.get_target_instance().slug == event.slug
    assert not translation.source.stringsegment_set.filter(context__path="slug").exists()
