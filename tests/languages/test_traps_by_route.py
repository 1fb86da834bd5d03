"""The traps of languages.md by routes that no story takes: commands, bulk actions, copies, code.

A trap is closed when it is closed by every route; docs/languages-traps.md says which test stands for which.
"""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, StringTranslation
from wagtail_localize.operations import translate_page_subtree

from corner import chores
from tests.fixtures.site import fill, submit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def technique(make_technique):
    return make_technique(title="World Cafe", slug="world-cafe")


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def is_whole():
    return not any(Page.find_problems())


def in_bulk(staff, action, *pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    numbers = "&".join(f"id={page.pk}" for page in pages)
    return staff.post(f"{address}?{numbers}", data)


def run_out(page):
    """Its time to go off the site is over."""
    page.expire_at = timezone.now() + timedelta(minutes=1)
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


# --- 1, 2 and 8: submitting -----------------------------------------------------------------------------------------


def test_a_branch_that_code_submits_is_whole_and_all_of_it_drafts(home, technique, client):
    polish = Locale.objects.create(language_code="pl")
    for page in (home, technique.get_parent().specific, technique):
        submit(page, "pl")
    translate_page_subtree(home.pk, [polish], None, None)
    made = Page.objects.filter(locale=polish)
    assert made.count() == 3
    assert not made.filter(live=True).exists()
    assert is_whole()
    assert client.get("/pl/").headers["Location"] == "/"


def test_what_the_command_mirrors_is_never_shown_as_polish(technique, polish_home, client):
    """It makes live English aliases below /pl/ for whoever has a row of this kind; nobody is offered to make one."""
    LocaleSynchronization.objects.create(locale=polish_home.locale, sync_from=technique.locale)
    call_command("sync_locale_trees")
    assert is_whole()
    assert technique.get_translation(polish_home.locale).alias_of_id == technique.pk
    answer = client.get("/pl/techniques/world-cafe/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/techniques/world-cafe/")
    assert "World Cafe" not in client.get("/sitemap.xml").content.decode().split("/pl/")[-1]


def test_syncing_what_was_never_made_makes_a_draft(technique, polish_home, staff, django_capture_on_commit_callbacks):
    translate(technique.get_parent().specific, "pl")
    translation = submit(technique, "pl")
    translation.get_target_instance().delete()
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(address)
        staff.post(address, {"publish_translations": "on"})
    assert not Page.objects.filter(locale=polish_home.locale, slug="world-cafe", live=True).exists()
    assert is_whole()


# --- 3: a language whose home is not live ---------------------------------------------------------------------------


def unpublish(staff, page):
    staff.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def unpublish_in_bulk(staff, page):
    in_bulk(staff, "unpublish", page)


def expire(staff, page):
    run_out(page)
    call_command("publish_scheduled")


def expire_by_the_worker(staff, page):
    run_out(page)
    chores.publish_scheduled()


def delete(staff, page):
    staff.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def delete_in_bulk(staff, page):
    in_bulk(staff, "delete", page)


def delete_in_code(staff, page):
    page.delete()


ENDING = [unpublish, unpublish_in_bulk, expire, expire_by_the_worker, delete, delete_in_bulk, delete_in_code]


@pytest.mark.parametrize("end", ENDING, ids=[end.__name__ for end in ENDING])
def test_once_the_polish_home_is_gone_nothing_is_served_as_polish(technique, polish_home, staff, client, end):
    translate(technique, "pl")
    end(staff, polish_home)
    for address in ("/", "/techniques/world-cafe/", "/search/?q=cafe"):
        answer = client.get(f"/pl{address}")
        assert (answer.status_code, answer.headers.get("Location")) in ((302, address), (404, None)), address
        assert 'lang="pl"' not in client.get(address).content.decode().split("<head>")[0]


# --- 4: facts -------------------------------------------------------------------------------------------------------


@pytest.fixture
def stale(make_event, polish_home):
    """An event that moved from in person to both ways after it was translated; the Polish copy still says so."""
    event = make_event(slug="tea", mode="in-person", capacity=12)
    polish = translate(event, "pl")
    old = polish.save_revision()
    event.mode, event.capacity_in_person = "both", 5
    event.capacity_online = 9
    event.save_revision().publish()
    assert fresh(polish).mode == "in-person"
    return event, polish, old


def by_an_old_revision(staff, polish, old):
    old.publish()


def by_bulk_publishing(staff, polish, old):
    in_bulk(staff, "publish", polish)


def by_sync_and_publish(staff, polish, old):
    translation = submit(polish.facts, "pl")
    fill(translation)
    staff.post(
        reverse("wagtail_localize:update_translations", args=[translation.source_id]), {"publish_translations": "on"}
    )


def by_schedule(staff, polish, old):
    page = fresh(polish)
    page.go_live_at = timezone.now() + timedelta(minutes=1)
    page.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        call_command("publish_scheduled")


PUBLISHING = [by_an_old_revision, by_bulk_publishing, by_sync_and_publish, by_schedule]


@pytest.mark.parametrize("again", PUBLISHING, ids=[again.__name__ for again in PUBLISHING])
def test_publishing_a_stale_translation_again_changes_no_fact(
    stale, staff, again, date_of, django_capture_on_commit_callbacks
):
    event, polish, old = stale
    before = list(date_of(event).places.order_by("way").values_list("way", "capacity"))
    with django_capture_on_commit_callbacks(execute=True):
        again(staff, polish, old)
    polish = fresh(polish)
    assert polish.live
    assert (polish.facts.mode, polish.facts.capacity_in_person) == ("both", 5)
    assert list(date_of(event).places.order_by("way").values_list("way", "capacity")) == before
    assert dict(before) == {"in-person": 5, "online": 9}


# --- 5: what ends -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ENDING, ids=[end.__name__ for end in ENDING])
def test_what_ends_in_english_ends_in_polish(technique, polish_home, staff, client, end):
    polish = translate(technique, "pl")
    end(staff, technique)
    assert not Page.objects.filter(pk=polish.pk, live=True).exists()
    assert client.get("/pl/techniques/world-cafe/").status_code == 404
    assert is_whole()


# --- 9: restrictions ------------------------------------------------------------------------------------------------


def move_by_command(staff, page, parent):
    call_command("move_pages", str(page.get_parent().pk), str(parent.pk), stdout=StringIO())


def move_in_bulk(staff, page, parent):
    in_bulk(staff, "move", page, chooser=parent.pk, move_applicable="on")


def move_in_code(staff, page, parent):
    page.move(parent, pos="last-child")


MOVING = [move_by_command, move_in_bulk, move_in_code]


@pytest.mark.parametrize("move", MOVING, ids=[move.__name__ for move in MOVING])
def test_moved_behind_a_restriction_a_page_is_closed_in_polish_too(
    make_information_page, polish_home, restrict, staff, client, move
):
    """And it stands in the same place of the tree in both languages (trap 11)."""
    about, inner = make_information_page("About", slug="about"), make_information_page("Members", slug="members")
    notes = make_information_page("Notes", slug="notes", parent=about)
    inner_pl, notes_pl = translate(inner, "pl"), translate(notes, "pl")
    restrict(inner)
    move(staff, notes, inner)
    assert fresh(notes).get_parent().specific == inner
    assert fresh(notes_pl).get_parent().specific == inner_pl
    client.logout()
    for address in ("/members/notes/", "/pl/members/notes/"):
        answer = client.get(address)
        assert (answer.status_code, "login" in answer.headers["Location"]) == (302, True)
    assert is_whole()


# --- 10: unfinished -------------------------------------------------------------------------------------------------


@pytest.fixture
def half(technique, polish_home):
    """One string is left to translate."""
    translate(technique.get_parent().specific, "pl")
    translation = submit(technique, "pl")
    fill(translation)
    StringTranslation.objects.filter(context__path="quiet_option").delete()
    translation.save_target(publish=False)
    return translation.get_target_instance()


def test_the_worker_refuses_an_unfinished_page_and_goes_on(half, make_technique):
    other = make_technique("Fishbowl", slug="fishbowl")
    other.unpublish()
    for page in (half, other):
        revision = page.save_revision()
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(chores.NotAllPublished):
        chores.publish_scheduled()
    assert not fresh(half).live
    assert fresh(other).live


def test_a_copy_does_not_take_english_words_past_the_gate(half, staff):
    """The copy is a page of its own, which nobody translates: nothing would tell that its words are English."""
    form = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": half.get_parent().pk, "publish_copies": "on"}
    answer = staff.post(reverse("wagtailadmin_pages:copy", args=[half.pk]), form, follow=True)
    assert "Nothing was copied" in answer.content.decode()
    with pytest.raises(ValidationError, match="Nothing was copied"):
        half.copy(update_attrs={"slug": "kopia"})
    with pytest.raises(ValidationError, match="Nothing was copied"):
        half.get_parent().copy(recursive=True, update_attrs={"slug": "kopie"})
    assert not Page.objects.filter(slug__startswith="kopi").exists()
    assert is_whole()


def test_a_copy_of_a_finished_translation_is_a_polish_original(technique, polish_home):
    polish = translate(technique, "pl")
    copy = fresh(polish.copy(update_attrs={"slug": "kopia"}))
    assert copy.is_source
    assert copy.facts == copy
    assert fresh(polish).facts == technique


# --- 11: what is published or moved again ----------------------------------------------------------------------------


def test_a_page_that_goes_live_at_its_hour_shows_translators_the_new_text(technique, polish_home):
    translation = submit(technique, "pl")
    technique.quiet_option = "Draw instead of talking."
    technique.go_live_at = timezone.now() + timedelta(minutes=1)
    technique.save_revision().publish()

    def offered():
        return set(translation.source.stringsegment_set.values_list("string__data", flat=True))

    assert "Draw instead of talking." not in offered()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        call_command("publish_scheduled")
    assert fresh(technique).quiet_option == "Draw instead of talking."
    assert "Draw instead of talking." in offered()
