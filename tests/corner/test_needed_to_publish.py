"""What has to be there before a page goes live, and nothing else (● in domain.md): refused in words, and named before.

Above the form it is named by the same rules as those that refuse.
"""

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from corner.admin.missing import what_is_missing
from corner.models import BasePage

pytestmark = pytest.mark.django_db

TYPES = {model.__name__: model for model in get_page_models() if issubclass(model, BasePage)}
#: Every page is shown in lists by these two, so both are asked everywhere (`corner/models/page.py`).
ALWAYS = {"title", "intro"}
NEEDED = {
    "HomePage": {"welcome"},
    "EventPage": {
        *("dates", "mode", "responsible_organisation", "what_to_expect", "photos_policy", "signup"),
        *("calm_space", "payment"),
    },
    "CaseStudyPage": {"stage", "impact", "what_happened"},
    # Where it works is not marked in domain.md; the page says it beside the group size, and has no word for "unknown".
    "TechniquePage": {
        *("makes_possible", "minutes_to_prepare", "minutes_in_all", "level", "steps", "quiet_option", "mode"),
    },
    "RecommendationPage": {"number", "body"},
    # A page of text is nothing without its text.
    "ResourcePage": {"licence", "citation", "body"},
    "InformationPage": {"body"},
    "OrganisationPage": {"sector"},
    "PersonPage": set(),  # and a basis, which is no field of the page (tests/contacts/)
}
#: What has a first answer of its own, and cannot be empty in the form.
NEVER_EMPTY = {"kind", "purpose", "waiting_list", "offer_hours", "reminder_days", "largest_party"}


@pytest.fixture
def make(request):
    makers = {
        "EventPage": "make_event",
        "CaseStudyPage": "make_case_study",
        "TechniquePage": "make_technique",
        "RecommendationPage": "make_recommendation",
        "ResourcePage": "make_resource",
        "InformationPage": "make_information_page",
        "OrganisationPage": "make_organisation",
        "PersonPage": "make_person",
    }
    lists = {
        "HomePage": "home",
        "EventIndexPage": "events_index",
        "TechniqueIndexPage": "techniques_index",
        "CaseStudyIndexPage": "cases_index",
        "ContactsPage": "contacts_page",
        "RecommendationsPage": "recommendations_page",
    }

    def make(name):
        if name in makers:
            return request.getfixturevalue(makers[name])()
        if name in lists:
            return request.getfixturevalue(lists[name])
        home, publish = request.getfixturevalue("home"), request.getfixturevalue("publish")
        return publish(home, TYPES[name](title="A list", intro="What was agreed."))

    return make


def empty(page, name):
    """Leave a field as somebody does who has not come to it yet."""
    if name == "dates":
        page.dates = []
        return
    field = page._meta.get_field(name)
    if field.many_to_many or isinstance(field, StreamField | models.JSONField):
        setattr(page, name, [])
    elif isinstance(field, models.BooleanField):
        setattr(page, name, False)
    else:
        setattr(page, name, None if field.null else "")


def fields_of(model):
    form = model.get_edit_handler().get_form_class()
    own = {field.name for field in model._meta.get_fields()} - {"slug", "comment_notifications"}
    return (set(form.base_fields) & own) | set(form.formsets if hasattr(form, "formsets") else ())


@pytest.mark.parametrize("name", TYPES)
def test_what_is_needed_is_refused_in_words_and_named_before(make, name):
    page = make(name)
    for needed in ALWAYS | NEEDED.get(name, set()):
        draft = type(page).objects.get(pk=page.pk)
        empty(draft, needed)
        form = type(page).get_edit_handler().get_form_class()(instance=draft)
        assert set(what_is_missing(draft, form)) == {needed}, needed
        with pytest.raises(ValidationError) as refusal:
            draft.save_revision(clean=False).publish()
        assert refusal.value.message_dict.get(needed), needed


@pytest.mark.parametrize("name", TYPES)
def test_with_nothing_but_that_it_is_published(make, name):
    page = make(name)
    draft = type(page).objects.get(pk=page.pk)
    for field in fields_of(type(page)) - ALWAYS - NEEDED.get(name, set()) - NEVER_EMPTY:
        empty(draft, field)
    form = type(page).get_edit_handler().get_form_class()(instance=draft)
    assert what_is_missing(draft, form) == {}
    draft.save_revision(clean=False).publish()
    assert type(page).objects.get(pk=page.pk).live


def test_all_of_it_is_said_at_once(make):
    """Not one after the other, each time somebody presses Publish."""
    page = make("EventPage")
    page.dates, page.what_to_expect, page.under_18s_invited = [], [], True
    with pytest.raises(ValidationError) as refusal:
        page.clean_for_publishing()
    assert {"dates", "what_to_expect", "ages", "safeguarding_lead", "for_guardians"} == set(refusal.value.message_dict)
