"""Translators work on today's text (languages.md, trap 11 and "Publishing a translation")."""

from corner.languages.finished import strings_left
from tests.fixtures.site import FULL_STORY, submit


def strings(translation):
    return set(translation.source.stringsegment_set.values_list("string__data", flat=True))


def test_publishing_the_original_shows_translators_the_new_text_at_once(make_technique, polish_home, translate):
    technique = make_technique(quiet_option="Write instead of talking.")
    polish = translate(technique, "pl")
    translation = submit(technique, "pl")
    technique.quiet_option = "Draw instead of talking."
    technique.save_revision().publish()
    assert "Draw instead of talking." in strings(translation)
    total, done = translation.get_progress()
    assert total - done == 1
    assert strings_left(polish) == 1


def test_a_second_language_gets_todays_text(make_technique, polish_home, arabic_home, translate):
    technique = make_technique(quiet_option="Write instead of talking.")
    translate(technique, "pl")
    technique.quiet_option = "Draw instead of talking."
    technique.save_revision().publish()
    assert "Draw instead of talking." in strings(submit(technique, "ar"))


def test_a_draft_is_not_shown_to_translators(make_technique, polish_home, translate):
    technique = make_technique(quiet_option="Write instead of talking.")
    translate(technique, "pl")
    technique.quiet_option = "Perhaps draw."
    technique.save_revision()
    assert "Perhaps draw." not in strings(submit(technique, "pl"))


def test_a_changed_snippet_is_to_be_translated_again(venue, polish_home, translate):
    translate(venue, "pl")
    venue.directions = "By bus: get off at the Town Quay."
    venue.save()
    assert "By bus: get off at the Town Quay." in strings(submit(venue, "pl"))


def test_a_page_that_code_makes_live_at_once_is_written_in_its_parents_language(home, polish_home):
    """It is saved only once, and before that it has no language yet."""
    from library.models import InformationPage

    for parent in (home, polish_home):
        page = parent.add_child(instance=InformationPage(title="About", intro="Who we are.", body=FULL_STORY))
        page = InformationPage.objects.get(pk=page.pk)
        assert page.source_locale_id == page.locale_id == parent.locale_id
        assert page.is_source
