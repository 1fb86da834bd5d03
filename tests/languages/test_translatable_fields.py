"""Which fields translators are offered, model by model.

If this fails because a field is new: is it words (then add it here), or a fact (then add it to `shared_fields` of its
class)? An address, a number or a key that becomes translatable by accident is a wrong one in fourteen languages.
"""

import pytest
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page, get_translatable_models
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.views.edit_translation import TabHelper

from corner.languages.finished import strings_left
from corner.models import NothingToReadFirst
from tests.fixtures.site import fill, submit, translate

EVERY_PAGE = {
    "title", "intro", "seo_title", "search_description", "image_alt", "easy_read", "audio_transcript",
    "content_note_text",
}  # fmt: skip

OFFERED = {
    "home.HomePage": {"welcome", "strap", "quote", "quote_source", "join_text", "footer_text"},
    "library.InformationPage": {"body"},
    "library.RecommendationsPage": {"body"},
    "library.RecommendationPage": {"body", "what_you_can_do", "self_check", "learning"},
    "library.ResourcePage": {"faults", "body", "original_label"},
    "contacts.ContactsPage": {"body"},
    "contacts.OrganisationPage": {"description", "can_help_with", "named_in"},
    "contacts.PersonPage": {"role", "can_help_with", "expected_reply"},
    "techniques.TechniqueIndexPage": set(),
    "techniques.TechniquePage": {
        "also_known_as", "makes_possible", "when_to_use", "when_not_to_use", "example_invitation", "space",
        "supplies", "roles", "steps", "quiet_option", "access_tips", "trauma_notes", "tips", "what_can_go_wrong",
        "sheets", "source",
    },
    "casestudies.CaseStudyIndexPage": set(),
    "casestudies.CaseStudyPage": {
        "help_wanted", "location", "purposes", "who_took_part", "funder", "resources_shared", "what_happened",
        "turning_points", "what_was_hard", "what_was_learned", "techniques_used", "evidence", "evaluation", "updates",
        "findings", "use_this_to",
    },
    "events.EventIndexPage": set(),
    "events.EventPage": {
        "who_it_is_for", "who_will_be_there", "what_to_expect", "breaks", "for_guardians", "photos_policy",
        "questions", "record", "feedback_statements",
        "calm_space_details", "quiet_activity_details", "step_free_details", "hearing_loop_details", "bsl_details",
        "captions_details", "languages_spoken_details", "interpreter_details", "assistance_dogs_details",
        "payment_details", "travel_details", "food_details", "childcare_details", "training_details",
    },
    "events.AgreementsPage": {"body"},
}  # fmt: skip

OFFERED_OF_SNIPPETS = {
    "contacts.Venue": {
        "directions", "picture_alt", "step_free_details", "accessible_toilet_details", "hearing_loop_details",
        "parking_details",
    },
    "corner.Topic": {"name", "description"},
    "events.Agreement": {
        "what_people_said", "what_was_agreed", "reason", "what_changed", "who_will_do_it", "updates",
    },
}  # fmt: skip

#: Where a word may stand in a block. A new name here is a question: is it words?
WORDS_IN_BLOCKS = {
    "about", "action", "alt_text", "attribution", "audience", "best_times", "caption", "fact", "finding", "help",
    "how_it_went", "item", "length", "line", "meaning", "name", "paragraph", "problem", "question", "quote", "remedy",
    "statement", "text", "title", "transcript", "what", "do", "dont", "items", "steps", "options", "actions",
}  # fmt: skip

MODELS = [model for model in get_translatable_models(include_subclasses=True) if model is not Page]


def offered(model):
    return {field.field_name for field in get_translatable_fields(model) if isinstance(field, TranslatableField)}


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.label for model in MODELS])
def test_what_translators_are_offered(model):
    label = model._meta.label
    if issubclass(model, Page):
        expected = OFFERED[label] | EVERY_PAGE
        if issubclass(model, NothingToReadFirst):
            expected -= {"content_note_text", "easy_read", "audio_transcript"}
        if label == "events.AgreementsPage":
            expected -= {"content_note_text"}
        if model.picture_panel is None:
            expected -= {"image_alt"}
    else:
        expected = OFFERED_OF_SNIPPETS[label]
    assert offered(model) == expected


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.label for model in MODELS])
def test_facts_cannot_be_overridden(model):
    """Only the recording may differ by language: that is words too."""
    changeable = {
        field.field_name
        for field in get_translatable_fields(model)
        if not isinstance(field, TranslatableField) and field.overridable
    }
    assert changeable <= {"audio", "show_in_menus"}


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.label for model in MODELS])
def test_every_field_that_is_offered_has_a_place_in_the_editor(db, model):
    """A string without one cannot be translated by anybody, so its page could never be published."""
    tabs = TabHelper(model()).field_tab_mapping
    assert not tabs or offered(model) <= tabs.keys()


def words_in(block, name):
    """The names of all places for words below a block; facts (numbers, choices, addresses) have none."""
    if hasattr(block, "get_translatable_segments"):
        return
    if isinstance(block, StructBlock | StreamBlock):
        for child_name, child in block.child_blocks.items():
            yield from words_in(child, child_name)
    elif isinstance(block, ListBlock):
        yield from words_in(block.child_block, name)
    elif type(block).__name__ not in ("URLBlock", "EmailBlock") and isinstance(
        block, CharBlock | TextBlock | RichTextBlock
    ):
        yield name


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.label for model in MODELS])
def test_only_words_are_offered_inside_blocks(model):
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            assert set(words_in(field.stream_block, field.name)) <= WORDS_IN_BLOCKS


def test_a_phone_number_in_a_block_is_not_offered(make_information_page, polish_home):
    support = {"name": "Samaritans", "what": "Free for everyone.", "phone": "116 123", "url": "https://example.org/"}
    page = make_information_page(body=[("support_link", support)])
    strings = submit(page, "pl").source.stringsegment_set.values_list("string__data", flat=True)
    assert "Samaritans" in strings
    assert "116 123" not in strings
    assert translate(page, "pl").body[0].value["phone"] == "116 123"


def test_questions_and_their_answers_keep_their_ids(make_event, polish_home):
    """Sign-ups keep answers by these ids, whatever language they were given in."""
    question = {"question": "What would you like to eat?", "options": ["Vegetarian", "Halal"]}
    event = make_event(questions=[("several_of", question)])
    polish = translate(event, "pl")

    def ids(page):
        (block,) = page.questions
        return block.id, [option.id for option in block.value["options"].bound_blocks]

    assert ids(polish) == ids(event)
    assert [str(option) for option in polish.questions[0].value["options"]] == ["[pl] Vegetarian", "[pl] Halal"]


def test_a_live_page_with_pictures_and_lists_can_be_published_again(make_information_page, polish_home, a_picture):
    """Their words are read from the stored form of a block, which lags behind in memory."""
    picture = {"image": {"image": a_picture.pk, "alt_text": "A table with tea", "decorative": False}, "caption": ""}
    page = make_information_page(
        body=[
            {"type": "picture", "value": picture},
            {"type": "checklist", "value": {"items": ["Paper and pens"]}},
        ]
    )
    polish = translate(page, "pl")
    assert strings_left(polish) == 0
    assert polish.body[0].value["image"].contextual_alt_text == "[pl] A table with tea"
    translation = submit(page, "pl")
    fill(translation, title="Inny tytuł")
    translation.save_target(publish=False)  # writes the live row
    assert type(polish).objects.get(pk=polish.pk).title == "Inny tytuł"
