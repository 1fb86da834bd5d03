"""A page of the fixtures is, row by row, what it would be if staff had published it."""

import pytest
from django.forms.models import model_to_dict
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex

from tests import placing
from tests.fixtures import site

#: Different for every page there is, and when each thing was done.
OF_ITS_OWN = {"id", "pk", "page_ptr", "path", "url_path", "slug", "title", "draft_title", "translation_key", "number"}
TIMES = {"first_published_at", "last_published_at", "latest_revision_created_at", "latest_revision", "live_revision"}
MAKERS = [
    "make_event",
    "make_technique",
    "make_case_study",
    "make_information_page",
    "make_recommendation",
    "make_resource",
    "make_person",
]


def told(values):
    """Values without what two pages never share; of a time or revision only whether there is one."""
    return {name: value is None if name in TIMES else value for name, value in values.items() if name not in OF_ITS_OWN}


def without_ids(value):
    """What is in a stream; each block in it has a random id. A value that nobody gave is nothing, or left out."""
    if isinstance(value, dict):
        return {name: without_ids(each) for name, each in value.items() if name != "id" and each is not None}
    return [without_ids(each) for each in value] if isinstance(value, list) else value


def of_rows(page):
    """What the database says about a page: its fields, rows that belong to it, revisions, references."""
    fields = {field.name: getattr(page, field.attname) for field in page._meta.concrete_fields}
    streams = {name: value.get_prep_value() for name, value in fields.items() if hasattr(value, "get_prep_value")}
    fields |= {name: without_ids(blocks) for name, blocks in streams.items()}
    (revision,) = page.revisions.all()
    references = ReferenceIndex.get_references_for_object(page).order_by("model_path", "to_object_id")
    return {
        "fields": told(fields),
        "topics": list(page.topics.all()),
        "numchild of the parent": page.get_parent().numchild == Page.objects.child_of(page.get_parent()).count(),
        "below": {
            relation.get_accessor_name(): [
                told(model_to_dict(row, exclude=["page"])) for row in getattr(page, relation.get_accessor_name()).all()
            ]
            for relation in get_all_child_relations(page)
        },
        "revision": sorted(told(revision.content)),
        "revision of the page": (page.latest_revision_id, page.live_revision_id) == (revision.pk, revision.pk),
        "in the revision": {name: revision.content[name] for name in ("live", "has_unpublished_changes", *TIMES)},
        "title in the revision": (revision.object_str, revision.content["title"]) == (page.title, page.title),
        "references": [(each.model_path, each.to_object_id, each.base_content_type_id) for each in references],
    }


@pytest.mark.parametrize("maker", MAKERS)
def test_a_page_is_as_if_staff_had_published_it(maker, request, monkeypatch):
    from corner.models import Topic

    topics = [Topic.objects.create(name="Parks", slug="parks", locale=request.getfixturevalue("home").locale)]
    make = request.getfixturevalue(maker)
    shared = {"topics": topics}
    if maker == "make_event":
        shared["responsible_organisation"] = request.getfixturevalue("make_organisation")()
    quick = make(**shared)
    quick.full_clean()
    monkeypatch.setattr(site, "publish", placing.publish_as_staff_do)
    assert of_rows(quick) == of_rows(make(**shared))


def test_an_event_has_its_dates_either_way(make_event, date_of, monkeypatch):
    quick = make_event()
    monkeypatch.setattr(site, "publish", placing.publish_as_staff_do)
    dates = [date_of(quick), date_of(make_event())]
    assert len({(date.starts_at, date.ends_at, date.event.responsible_organisation_id is None) for date in dates}) == 1


def test_a_page_that_is_not_ready_is_refused(make_technique):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        make_technique(steps=[])
