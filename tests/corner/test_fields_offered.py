"""What staff are asked for, readers see: nobody writes easy read, or warns of a hard topic, for nothing."""

import re

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
#: Wagtail's own window explains these two.
EXPLAINED_ELSEWHERE = {"go_live_at", "expire_at"}


def help_of(panel, form, around=""):
    """Each field below a panel with what staff read about it: its own help, or that of the group it stands in."""
    if hasattr(panel, "children"):
        for child in panel.children:
            yield from help_of(child, form, panel.help_text or around)
    elif hasattr(panel, "relation_name"):
        rows = form.formsets[panel.relation_name].form
        yield from help_of(panel.child_edit_handler, rows, panel.help_text)
    elif field := getattr(form, "fields", getattr(form, "base_fields", {})).get(panel.field_name):
        yield panel.field_name, str(panel.help_text or field.help_text or around)


@pytest.mark.django_db
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_field_says_what_to_write(model):
    handler = model.get_edit_handler()
    form = handler.get_form_class()(instance=model(locale_id=1, source_locale_id=1))
    silent = {name for name, words in help_of(handler, form) if not words}
    assert silent - EXPLAINED_ELSEWHERE == set()


#: What makes a box plain: an example, a question, or what happens if it stays empty.
HINT = r"such as|example|\?|empty|only if|only where|if |who |what |say |one thing a line|one a line|other names"
#: Their help says all there is to say.
SAYS_ENOUGH = {
    *("title", "intro", "search_description", "image_alt", "audio_transcript", "safeguarding_lead", "strap", "welcome"),
    *("trauma_notes", "when_not_to_use", "example_invitation", "funder", "quote", "doi"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_blank_box_comes_with_an_example_or_a_question(model):
    handler = model.get_edit_handler()
    form = handler.get_form_class()(instance=model(locale_id=1, source_locale_id=1))
    lines = {
        name for name, field in form.fields.items() if type(field).__name__ in ("CharField", "URLField", "SlugField")
    }
    told = dict(help_of(handler, form))
    bare = {name for name in lines & set(told) if not re.search(HINT, told[name], re.IGNORECASE)}
    assert bare - SAYS_ENOUGH == set()


def leaves(panel):
    """The names of the fields below a panel."""
    if hasattr(panel, "children"):
        return {name for child in panel.children for name in leaves(child)}
    return {getattr(panel, "field_name", getattr(panel, "relation_name", ""))}


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_what_is_needed_comes_first(model):
    """On each tab nothing folded stands before something that has to be filled in."""
    for tab in model.get_edit_handler().children:
        folded = False
        for panel in tab.children:
            needed = any(is_required(model, name) for name in leaves(panel)) and "slug" not in leaves(panel)
            folded = folded or ("collapsed" in panel.classname and "repeat_every" not in leaves(panel))
            assert not (needed and folded), leaves(panel)


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
