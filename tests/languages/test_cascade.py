"""What happens to an original happens to its translations (languages.md, traps 5 and 11)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page


@pytest.fixture
def polish(make_technique, polish_home, translate):
    return translate(make_technique(title="World Cafe", slug="world-cafe"), "pl")


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_unpublishing_in_code_takes_translations_along(polish):
    polish.facts.unpublish()
    assert not fresh(polish).live


def test_unpublishing_in_the_admin_takes_translations_along(polish, client, administrator):
    client.force_login(administrator)
    address = reverse("wagtailadmin_pages:unpublish", args=[polish.facts.pk])
    assert "one translation of the page" in client.get(address).content.decode()
    client.post(address)
    assert not fresh(polish).live


def test_unpublishing_in_bulk_takes_translations_along(polish, client, administrator):
    client.force_login(administrator)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{address}?id={polish.facts.pk}")
    assert not fresh(polish.facts).live
    assert not fresh(polish).live


def test_unpublishing_a_branch_takes_its_translations_along(polish, client, administrator):
    client.force_login(administrator)
    index = polish.facts.get_parent()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[index.pk]), {"include_descendants": "on"})
    assert not fresh(polish).live
    assert not fresh(polish.get_parent()).live


def test_an_expired_page_takes_its_translations_along(polish):
    source = polish.facts
    source.expire_at = timezone.now() + timedelta(minutes=1)
    source.save_revision().publish()
    Page.objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not fresh(source).live
    assert not fresh(polish).live


def test_unpublishing_a_translation_leaves_the_others(polish, arabic_home, translate):
    arabic = translate(polish.facts, "ar")
    polish.unpublish()
    assert fresh(polish.facts).live
    assert fresh(arabic).live


def test_deleting_in_the_admin_deletes_translations(polish, client, administrator):
    client.force_login(administrator)
    address = reverse("wagtailadmin_pages:delete", args=[polish.facts.pk])
    client.post(address)
    assert not Page.objects.filter(translation_key=polish.translation_key).exists()


def test_after_deleting_in_code_translations_are_drafts(polish):
    """Nobody was asked, so the words are kept; but readers no longer see them."""
    polish.facts.delete()
    assert not fresh(polish).live


def test_after_deleting_a_branch_in_code_translations_are_drafts(polish):
    polish.facts.get_parent().specific.delete()
    assert not fresh(polish).live


def test_a_translation_that_was_published_again_does_not_outlive_its_original(polish):
    source = polish.facts
    source.unpublish()
    fresh(polish).save_revision().publish()
    assert fresh(polish).live
    type(source).objects.get(pk=source.pk).delete()
    assert not fresh(polish).live


def test_translations_move_along(polish, make_information_page, translate):
    about = make_information_page(title="About", slug="about")
    ethics = make_information_page(title="Ethics", slug="ethics")
    about_pl, ethics_pl = translate(about, "pl"), translate(ethics, "pl")
    Page.objects.get(pk=ethics.pk).move(Page.objects.get(pk=about.pk), pos="last-child")
    assert fresh(ethics_pl).get_parent().specific == about_pl
    assert all(not problems for problems in Page.find_problems())


def test_moving_in_the_admin_where_the_new_parent_is_not_translated_leaves_translations(
    polish_home, make_information_page, translate, client, administrator
):
    about = make_information_page(title="About", slug="about")
    ethics = make_information_page(title="Ethics", slug="ethics")
    ethics_pl = translate(ethics, "pl")
    client.force_login(administrator)
    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[ethics.pk, about.pk]))
    assert answer.status_code == 302
    assert fresh(ethics).get_parent().specific == about
    assert fresh(ethics_pl).get_parent().specific == fresh(polish_home)
    assert fresh(ethics_pl).live


def test_moved_behind_a_restriction_nothing_stays_open_in_another_language(
    polish_home, make_information_page, translate, restrict
):
    inner = make_information_page(title="For members", slug="members")
    restrict(inner)
    notes = make_information_page(title="Notes", slug="notes")
    notes_pl = translate(notes, "pl")
    notes.move(inner, pos="last-child")
    assert not fresh(notes_pl).live


# --- Snippets: they have no drafts --------------------------------------------------------------------------------


def snippets(model):
    return set(model.objects.values_list("locale__language_code", flat=True))


def test_deleting_a_snippet_deletes_its_translations(venue, polish_home, arabic_home, translate):
    """Nobody would find the Polish one again, and until it is finished it holds English."""
    translate(venue, "pl")
    translate(venue, "ar")
    venue.delete()
    assert snippets(type(venue)) == set()


def test_deleting_a_snippets_translation_leaves_the_others(venue, polish_home, arabic_home, translate):
    translate(venue, "ar")
    translate(venue, "pl").delete()
    assert snippets(type(venue)) == {"en-gb", "ar"}


def test_deleting_all_languages_of_a_snippet_at_once_works(venue, polish_home, translate):
    translate(venue, "pl")
    type(venue).objects.all().delete()
    assert snippets(type(venue)) == set()
