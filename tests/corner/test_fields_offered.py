"""What staff are asked for, readers see: nobody writes easy read, or warns of a hard topic, for nothing."""

import pytest
from django.template.loader import get_template
from wagtail.models import get_page_models

from corner.models import BasePage

TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]
#: What shows a field, by the name of the field.
SHOWN_BY = {
    "content_notes": "components/content_note.html",
    "content_note_text": "components/content_note.html",
    "easy_read": "components/ways_to_read.html",
    "audio": "components/ways_to_read.html",
    "image": ("components/page_picture.html", "{% page_head"),
}


def source_of(model):
    return get_template(model.template).template.source


def is_shown(model, name):
    ways = SHOWN_BY[name]
    return any(way in source_of(model) for way in ([ways] if isinstance(ways, str) else ways))


@pytest.mark.parametrize("name", SHOWN_BY)
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_field_is_offered_where_readers_see_it_and_nowhere_else(model, name):
    offered = name in model.get_edit_handler().get_form_class().base_fields
    assert offered == is_shown(model, name)


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_content_note_comes_with_somebody_to_talk_to(model):
    source = source_of(model)
    if "components/content_note.html" in source:
        assert "support=True" in source
        assert "components/support.html" in source


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_the_quick_exit_is_for_every_page(model):
    """It stands in the frame, so it works on a list too."""
    assert "quick_exit" in model.get_edit_handler().get_form_class().base_fields


# --- help and order -----------------------------------------------------------------------------------------

DEEP = [
    model for model in TYPES if model.__name__ in ("EventPage", "TechniquePage", "CaseStudyPage", "RecommendationPage")
]
#: Fields whose label says all there is to say.
PLAIN = {
    *(
        "title",
        "slug",
        "topics",
        "owner",
        "last_reviewed",
        "next_review",
        "go_live_at",
        "expire_at",
        "comment_notifications",
    ),
    *("kind", "signup", "under_18s_invited", "step_free", "hearing_loop", "bsl", "captions", "interpreter"),
    *("assistance_dogs", "food", "childcare", "group_from", "group_to", "source_url", "source_licence"),
    *("number_of_participants", "number", "body", "what_you_can_do", "learning", "mode"),
}


@pytest.mark.parametrize("model", DEEP, ids=lambda model: model.__name__)
def test_a_field_says_what_to_write(model):
    fields = model.get_edit_handler().get_form_class().base_fields
    silent = {name for name, field in fields.items() if not field.help_text and not name.endswith("_details")}
    assert silent - PLAIN == set()


def leaves(panel):
    """The names of the fields below a panel."""
    if hasattr(panel, "children"):
        return {name for child in panel.children for name in leaves(child)}
    return {getattr(panel, "field_name", getattr(panel, "relation_name", ""))}


def is_required(model, name):
    if name == "dates":
        return True
    field = next((field for field in model._meta.get_fields() if field.name == name), None)
    return field is not None and not getattr(field, "blank", True) and not field.has_default()


#: Not needed to publish, but what staff look for first.
OPEN = {
    "go_live_at",
    "venue",
    "who_it_is_for",
    "group_from",
    "kind",
    "help_wanted",
    "purposes",
    "topics",
    "quick_exit",
    "status",
    "",
}


@pytest.mark.parametrize("model", DEEP, ids=lambda model: model.__name__)
def test_what_is_not_needed_is_folded_away(model):
    """Staff see what a good page needs; the rest waits under its headings."""
    unfolded = [
        leaves(panel)
        for tab in model.get_edit_handler().children
        for panel in tab.children
        if "collapsed" not in panel.classname
    ]
    assert [
        names for names in unfolded if not names & OPEN and not any(is_required(model, name) for name in names)
    ] == []


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_page_has_somebody_who_looks_after_it(model):
    assert "owner" in model.get_edit_handler().get_form_class().base_fields
