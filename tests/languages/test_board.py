"""The translation board says how far each page is in each language, and only words make a page out of date."""

from datetime import timedelta

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from corner.languages.board import languages_for, originals, pages_for, rows_of
from corner.languages.board_cells import State
from corner.languages.checking import mark_checked
from corner.languages.finished import strings_left
from tests.fixtures.site import fill, submit


def cell(page, code="pl"):
    """What the board says of a page in a language, asked anew."""
    page = Page.objects.get(translation_key=page.translation_key, locale__language_code="en-gb")
    [row] = rows_of([page], [Locale.objects.get(language_code=code)])
    return row.cells[0]


def say_anew(page, **words):
    """Staff change the original and publish it."""
    page = type(page).objects.get(pk=page.pk)
    for field, value in words.items():
        setattr(page, field, value)
    page.save_revision().publish()


@pytest.fixture
def technique(make_technique, polish_home):
    return make_technique(title="World Cafe", quiet_option="Write instead of talking.")


@pytest.fixture
def polish(technique, translate):
    return translate(technique, "pl")


# --- From missing to fine -----------------------------------------------------------------------------------


def test_a_page_that_nobody_was_offered_is_missing(technique):
    assert cell(technique).state == State.MISSING
    assert cell(technique).thing is None


def test_a_page_that_is_being_translated_says_how_much_is_done(technique, translate):
    translate(technique.get_parent().specific, "pl")
    translation = submit(technique, "pl")
    assert (cell(technique).state, cell(technique).words) == (State.DRAFT, "Draft, 0 %")
    fill(translation)
    StringTranslation.objects.filter(context__path="quiet_option", locale__language_code="pl").delete()
    total = translation.source.stringsegment_set.count()
    assert cell(technique).words == f"Draft, {100 * (total - 1) // total} %"
    assert cell(technique).thing == translation.get_target_instance().page_ptr


def test_a_text_with_an_error_is_not_translated(technique, translate):
    translation = submit(technique, "pl")
    fill(translation)
    StringTranslation.objects.filter(context__path="quiet_option").update(has_error=True)
    assert cell(technique).state == State.DRAFT


def test_a_page_with_every_word_translated_is_ready_to_publish(technique):
    fill(submit(technique, "pl"))
    assert cell(technique).state == State.READY


def test_a_published_translation_is_to_be_checked_and_then_fine(technique, polish, administrator):
    assert cell(technique).state == State.UNCHECKED
    mark_checked(polish, administrator)
    assert cell(technique).state == State.FINE


def test_an_english_alias_in_the_polish_tree_is_no_translation(technique, polish_home, translate):
    parent = translate(technique.get_parent().specific, "pl")
    technique.create_alias(parent=parent, update_locale=parent.locale, reset_translation_key=False)
    assert cell(technique).state == State.MISSING


def test_a_page_written_in_polish_is_the_original_there_and_missing_in_english(polish_home, publish, administrator):
    from library.models import InformationPage

    body = [("paragraph", "<p>Spotykamy się przy małych stolikach.</p>")]
    page = publish(polish_home, InformationPage(title="O nas", intro="Kim jesteśmy my.", body=body))
    english, polish = languages_for(administrator)
    [row] = rows_of(originals().filter(pk=page.pk), [english, polish])
    assert [one.state for one in row.cells] == [State.MISSING, State.ORIGINAL]


def test_a_translation_that_staff_have_stopped_is_written_by_hand(technique, polish):
    Translation.objects.update(enabled=False)
    assert (cell(technique).state, cell(technique).words) == (State.UNCHECKED, "Not yet checked")
    polish.unpublish()
    assert cell(technique).words == "Draft"


# --- Out of date --------------------------------------------------------------------------------------------


def test_new_words_make_a_published_page_out_of_date(technique, polish):
    say_anew(technique, quiet_option="Draw instead of talking.")
    assert cell(technique).state == State.OUT_OF_DATE
    assert cell(technique).pieces - cell(technique).done == 1


def test_so_they_do_on_a_page_that_was_published_before(technique, polish):
    polish.unpublish()
    say_anew(technique, quiet_option="Draw instead of talking.")
    assert cell(technique).state == State.OUT_OF_DATE


def test_new_words_that_are_translated_wait_to_be_published(technique, polish):
    say_anew(technique, quiet_option="Draw instead of talking.")
    translation = Translation.objects.get(source__object_id=technique.translation_key)
    fill(translation)
    assert cell(technique).state == State.READY
    translation.save_target(publish=False)
    type(polish).objects.get(pk=polish.pk).get_latest_revision().publish()
    assert cell(technique).state == State.UNCHECKED


def test_words_taken_out_of_the_original_wait_to_be_taken_out_of_the_translation(
    make_information_page, polish_home, translate
):
    page = make_information_page(body=[("paragraph", "<p>We met.</p>"), ("paragraph", "<p>It rained.</p>")])
    translate(page, "pl")
    say_anew(page, body=page.body.get_prep_value()[:1])
    assert cell(page).state == State.READY
    translate(page, "pl")
    assert cell(page).state == State.UNCHECKED


def test_a_draft_of_the_original_changes_nothing(technique, polish):
    technique.quiet_option = "Perhaps draw."
    technique.save_revision()
    assert cell(technique).state == State.UNCHECKED


@pytest.mark.parametrize(
    "words",
    [
        "Write  instead of talking.",
        " Write instead of talking. ",
        "Write instead\nof talking.",
        "Write\xa0instead of talking.",
    ],
)
def test_a_change_of_spaces_does_not(technique, polish, administrator, words):
    mark_checked(polish, administrator)
    say_anew(technique, quiet_option=words)
    assert cell(technique).state == State.FINE
    assert strings_left(type(polish).objects.get(pk=polish.pk)) == 0  # and it can still be published
    assert StringTranslation.objects.filter(data="[pl] Write instead of talking.").exists()


def test_a_change_of_spaces_in_rich_text_does_not(make_information_page, polish_home, translate):
    page = make_information_page(body=[("paragraph", "<p>We met at <b>small</b> tables.</p>")])
    translate(page, "pl")
    [block] = page.body.get_prep_value()
    say_anew(page, body=[{**block, "value": "<p>We met  at<b> small</b> tables. </p>"}])
    assert cell(page).state == State.UNCHECKED
    say_anew(page, body=[{**block, "value": "<p>We met at <b>round</b> tables.</p>"}])
    assert cell(page).state == State.OUT_OF_DATE


def test_another_link_in_the_text_is_a_change_though_the_words_are_the_same(
    make_information_page, polish_home, translate
):
    page = make_information_page(body=[("paragraph", "<p>We met at small tables.</p>")])
    translate(page, "pl")
    [block] = page.body.get_prep_value()
    say_anew(page, body=[{**block, "value": '<p>We met at <a href="https://example.org">small</a> tables.</p>'}])
    assert cell(page).state == State.OUT_OF_DATE


def test_a_change_of_spaces_keeps_every_language_as_it_was(technique, polish, arabic_home, translate):
    translate(technique, "ar")
    StringTranslation.objects.filter(locale__language_code="ar", context__path="quiet_option").delete()
    say_anew(technique, quiet_option="Write instead  of talking.")
    assert cell(technique).state == State.UNCHECKED
    assert cell(technique, "ar").state == State.OUT_OF_DATE


def test_another_date_or_number_of_places_does_not(make_event, polish_home, translate):
    event = make_event(capacity=12)
    translate(event, "pl")
    event = type(event).objects.get(pk=event.pk)
    [date] = event.dates.all()
    date.day += timedelta(days=7)
    event.dates = [date]
    event.capacity_in_person = 20
    event.save_revision().publish()
    assert type(event).objects.get(pk=event.pk).dates.get().day == date.day
    assert cell(event).state == State.UNCHECKED


# --- Whose board --------------------------------------------------------------------------------------------


@pytest.fixture
def translator(polish_home, arabic_home, make_user):
    from django.core.management import call_command

    call_command("make_translator_groups", verbosity=0)
    return make_user("ola", groups=["Polish translators"])


def test_languages_stand_in_the_order_of_the_list_and_english_is_none_of_them(translator, administrator):
    assert [locale.language_code for locale in languages_for(administrator)] == ["pl", "ar"]
    assert [locale.language_code for locale in languages_for(translator)] == ["pl"]


def test_somebody_without_rights_on_pages_has_no_language(translator, make_user):
    assert languages_for(make_user("host")) == []


def test_pages_are_those_that_readers_see_in_the_order_of_the_tree(make_technique, make_event, home, administrator):
    technique, event = make_technique(), make_event()
    make_technique().unpublish()
    pages = list(pages_for(administrator, []))
    assert pages[0] == home.page_ptr
    assert pages.index(technique.get_parent()) < pages.index(technique.page_ptr)
    assert pages == sorted(originals(), key=lambda page: page.path)
    assert event.page_ptr in pages
    assert all(page.live for page in pages)


def test_a_translator_hears_of_a_restricted_page_once_it_is_offered(technique, translator, administrator, restrict):
    restrict(technique)
    locales = languages_for(translator)
    assert technique.page_ptr not in pages_for(translator, locales)
    assert technique.page_ptr in pages_for(administrator, languages_for(administrator))
    submit(technique, "pl")
    assert technique.page_ptr in pages_for(translator, locales)


def test_the_number_of_queries_does_not_grow(
    technique, polish, make_technique, make_event, arabic_home, administrator, django_assert_num_queries
):
    locales = languages_for(administrator)
    for locales_asked in (locales[:1], locales):
        with django_assert_num_queries(7):
            rows_of(originals(), locales_asked)
    submit(make_technique(), "ar")
    submit(make_event(), "pl")
    with django_assert_num_queries(7):  # one for the pages
        assert len(rows_of(originals(), locales)) > 4
