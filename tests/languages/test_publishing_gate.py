"""An unfinished translation is not published, by any route (languages.md, trap 10, "Publishing a translation").

Wagtail and wagtail-localize publish it by every one of these routes when left alone.
"""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, Workflow, WorkflowTask
from wagtail_localize.models import StringTranslation

from corner.languages.finished import HalfTranslated, strings_left
from tests.fixtures.site import fill, submit


@pytest.fixture
def half(make_technique, polish_home):
    """A technique that is submitted for Polish, with one string left to translate; and its Translation."""
    translation = submit(make_technique(title="World Cafe", slug="world-cafe"), "pl")
    translation.get_target_instance().get_parent().specific.save()
    fill(translation)
    StringTranslation.objects.filter(context__path="quiet_option").delete()
    translation.save_target(publish=False)
    return translation.get_target_instance()


@pytest.fixture
def translation(half):
    from wagtail_localize.models import Translation

    return Translation.objects.get(source__object_id=half.translation_key)


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def test_the_translation_editor_refuses(half, staff, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.post(reverse("wagtailadmin_pages:edit", args=[half.pk]), {"action": "publish"}, follow=True)
    assert not is_live(half)
    words = answer.content.decode()
    assert "Not published" in words
    assert "click publish again to ignore" not in words  # it would not help


def test_sync_and_publish_refuses_and_says_so(half, translation, staff, django_capture_on_commit_callbacks):
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.post(address, {"publish_translations": "on"}, follow=True)
    assert not is_live(half)
    assert "Successfully updated" not in answer.content.decode()


def test_one_bad_language_does_not_stop_the_others(
    half, translation, staff, arabic_home, translate, django_capture_on_commit_callbacks
):
    arabic = translate(half.facts, "ar")
    arabic.unpublish()
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(address, {"publish_translations": "on"})
    assert not is_live(half)
    assert is_live(arabic)


def test_bulk_publishing_refuses(half, staff):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = staff.post(f"{address}?id={half.pk}", follow=True)
    assert not is_live(half)
    assert "Not published" in answer.content.decode()


def test_bulk_publishing_with_what_is_below_refuses(half, staff):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    staff.post(f"{address}?id={half.get_parent().pk}", {"include_descendants": "on"})
    assert not is_live(half)


def test_publishing_a_revision_refuses(half):
    with pytest.raises(HalfTranslated):
        half.get_latest_revision().publish()
    assert not is_live(half)


def test_publishing_an_old_revision_refuses(half, translation):
    """Its text was English, though every string has been translated since."""
    old = half.get_latest_revision()
    fill(translation)
    translation.save_target(publish=False)
    with pytest.raises(HalfTranslated):
        old.publish()
    type(half).objects.get(pk=half.pk).get_latest_revision().publish()
    assert is_live(half)


def test_saving_the_target_refuses(half, translation):
    with pytest.raises(HalfTranslated):
        translation.save_target(publish=True)
    assert not is_live(half)


def test_scheduling_refuses(half):
    half.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(HalfTranslated):
        half.save_revision().publish()


def test_scheduled_publishing_refuses_what_became_unfinished(make_technique, polish_home, translate):
    """Finished when it was scheduled; then the English text changes before the hour comes."""
    technique = make_technique()
    polish = translate(technique, "pl")
    polish.unpublish()
    polish.go_live_at = timezone.now() + timedelta(days=1)
    revision = polish.save_revision()
    revision.publish()
    technique.quiet_option = "Draw instead of talking."
    technique.save_revision().publish()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(HalfTranslated):
        call_command("publish_scheduled")
    assert not is_live(polish)


def test_workflow_approval_refuses(half, staff, administrator):
    workflow = Workflow.objects.create(name="Four eyes")
    task = Task.objects.create(name="Read it")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    state = workflow.start(half, administrator)
    with pytest.raises(HalfTranslated):
        state.current_task_state.approve(user=administrator)
    assert not is_live(half)


def test_saving_the_row_itself_refuses(half):
    half.live = True
    with pytest.raises(HalfTranslated):
        half.save()
    with pytest.raises(HalfTranslated):
        half.save(clean=False)


def test_converting_to_an_alias_refuses(half, staff):
    """It would put the English text live at /pl/."""
    staff.post(reverse("wagtail_localize:convert_to_alias", args=[half.pk]))
    assert not is_live(half)
    assert type(half).objects.get(pk=half.pk).alias_of_id is None


def test_republishing_a_live_page_refuses_new_english(make_technique, polish_home, translate):
    technique = make_technique()
    polish = translate(technique, "pl")
    technique.quiet_option = "Draw instead of talking."
    technique.save_revision().publish()
    with pytest.raises(HalfTranslated):
        polish.save_revision().publish()


def test_a_live_page_is_not_overwritten_by_a_draft_with_english(make_technique, polish_home, translate):
    """wagtail-localize writes the live row, whatever `publish` says."""
    technique = make_technique()
    polish = translate(technique, "pl", quiet_option="Pisz zamiast mówić.")
    technique.quiet_option = "Draw instead of talking."
    technique.save_revision().publish()
    translation = submit(technique, "pl")
    with pytest.raises(HalfTranslated):
        translation.save_target(publish=False)
    assert type(polish).objects.get(pk=polish.pk).quiet_option == "Pisz zamiast mówić."


def test_filled_to_100_percent_is_not_finished(half, translation):
    """Every string is translated in the editor; the page itself still holds English."""
    fill(translation)
    assert translation.get_progress()[0] == translation.get_progress()[1]
    assert strings_left(half) == 1
    with pytest.raises(HalfTranslated):
        half.save_revision().publish()


def test_a_finished_translation_is_published(half, translation, staff, django_capture_on_commit_callbacks):
    fill(translation)
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(reverse("wagtailadmin_pages:edit", args=[half.pk]), {"action": "publish"})
    assert is_live(half)


def test_links_may_stand_in_another_order(make_information_page, polish_home, home):
    """Marks inside a string are not words: a sentence is built otherwise in Polish."""
    text = f'<p>See <a linktype="page" id="{home.pk}">us</a> and <a href="https://example.org/">them</a> &amp; all.</p>'
    translation = submit(make_information_page(body=[("paragraph", text)]), "pl")
    fill(translation)
    row = StringTranslation.objects.get(data__contains="<a ", locale=polish_home.locale)
    row.data = 'Zobacz <a id="a2">ich</a> i <a id="a1">nas</a> &amp; wszystkich.'
    row.save()
    translation.save_target(publish=False)
    page = translation.get_target_instance()
    assert strings_left(page) == 0
    page.get_latest_revision().publish()
    assert is_live(page)


def test_a_live_page_with_older_words_can_still_be_locked(make_technique, polish_home, translate, staff):
    """Nothing is published by locking; the gate minds words only."""
    technique = make_technique()
    polish = translate(technique, "pl")
    technique.quiet_option = "Draw instead of talking."
    technique.save_revision().publish()
    staff.post(reverse("wagtailadmin_pages:lock", args=[polish.pk]))
    assert type(polish).objects.get(pk=polish.pk).locked


def test_a_refusal_leaves_nothing_half_done(half, translation):
    """Publishing is one transaction: the page stays as it was, and so does all that hangs on it."""
    before = Page.objects.filter(pk=half.pk).values().get()
    with pytest.raises(HalfTranslated):
        half.get_latest_revision().publish()
    assert Page.objects.filter(pk=half.pk).values().get() == before


# --- Stopped: nobody keeps the strings any more ------------------------------------------------------------------


@pytest.fixture
def stopped(make_technique, arabic_home, staff):
    """Staff submit a technique for Arabic, then think better of it and stop. Nobody has translated a word."""
    translation = submit(make_technique(title="World Cafe", slug="world-cafe"), "ar")
    staff.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    assert not translation.enabled
    return translation.get_target_instance()


def test_after_stopping_the_english_words_do_not_go_live_as_arabic(stopped, staff):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = staff.post(f"{address}?id={stopped.pk}", follow=True)
    assert not is_live(stopped)
    assert "Not published" in answer.content.decode()


def test_after_stopping_one_english_sentence_is_enough_to_refuse(stopped):
    stopped.title, stopped.intro, stopped.makes_possible = "مقهى العالم", "مجموعات صغيرة تتحدث.", "نسمع الجميع."
    stopped.steps = []
    with pytest.raises(HalfTranslated):
        stopped.save_revision().publish()
    assert strings_left(stopped) == 1  # "Write instead of talking."


def test_after_stopping_what_was_written_in_arabic_goes_live(stopped):
    """By hand, without the translation editor; the technique's name stays as it is everywhere."""
    stopped.intro, stopped.makes_possible = "مجموعات صغيرة تتحدث.", "نسمع الجميع."
    stopped.quiet_option = "اكتب بدل أن تتكلم."
    step = stopped.steps.get_prep_value()[0]
    stopped.steps = [{**step, "value": {**step["value"], "title": "أهلا", "text": "سلّم على كل شخص."}}]
    stopped.save_revision().publish()
    assert is_live(stopped)
    assert type(stopped).objects.get(pk=stopped.pk).title == "World Cafe"


def test_a_stopped_snippet_in_english_words_is_not_shown_as_polish(venue, polish_home):
    from wagtail_localize.models import Translation

    polish = submit(venue, "pl").get_target_instance()
    Translation.objects.update(enabled=False)
    assert strings_left(polish) > 0


def test_a_page_written_in_polish_is_asked_for_no_translation(polish_home, publish):
    from library.models import InformationPage

    body = [("paragraph", "<p>Spotykamy się przy małych stolikach.</p>")]
    page = publish(polish_home, InformationPage(title="O nas", intro="Kim jesteśmy my.", body=body))
    assert strings_left(page) == 0
    assert page.live
