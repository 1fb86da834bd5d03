"""Two versions of a page side by side, for every kind of page: what changed is named as the form names it."""

import re
from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, get_page_models

from casestudies.models import CaseStudyPage
from contacts.models import OrganisationPage
from corner.models import BasePage, Topic
from events.models import EventPage
from library.models import RecommendationPage, ResourcePage
from techniques.models import TechniquePage
from tests.fixtures.site import FULL_STORY

pytestmark = pytest.mark.django_db

#: How those are made that cannot be saved without more than a title.
MAKERS = {
    EventPage: "make_event",
    RecommendationPage: "make_recommendation",
    ResourcePage: "make_resource",
    TechniquePage: "make_technique",
    CaseStudyPage: "make_case_study",
    OrganisationPage: "make_organisation",
}
TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.fixture
def versions(home, client, administrator):
    """Saves a page as it is, changes it, saves it again; gives the words of the comparison."""
    client.force_login(administrator)

    def compare(page, change):
        page = type(page).objects.get(pk=page.pk)
        first = page.save_revision()
        page = type(page).objects.get(pk=page.pk)
        change(page)
        second = page.save_revision()
        assert client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200
        answer = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk]))
        assert answer.status_code == 200
        table = answer.content.decode().split("<main", 1)[1]
        return " ".join(re.sub(r"<[^>]+>", " ", table).split())

    return compare


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_of_every_kind_of_page(home, versions, model, request):
    """Whatever a field holds, it can be compared, and the words are those of the form."""
    if model in MAKERS:
        page = request.getfixturevalue(MAKERS[model])()
    elif model is type(home):
        page = home
    else:
        page = model(title="Before", intro="What you should know.", live=False)
        home.add_child(instance=page)

    def change(page):
        page.title, page.intro = "After", "Something else."
        page.content_notes = ["death"]
        page.next_review = timezone.localdate()

    words = versions(page, change)
    for label in ("Title", "In short", "Check again on", "After", "Something else."):
        assert label in words, (label, words)


def test_the_dates_of_an_event(versions, make_event):
    """A row that changed, one that is new, one that is gone; and the parts of the day."""
    day = timezone.localdate() + timedelta(days=30)
    page = make_event("Tea")

    def change(page):
        row = page.dates.first()
        row.start_time = time(11, 15)
        page.dates = [row, page.dates.model(day=day, start_time=time(9), sort_order=1)]
        page.what_to_expect = [("line", {"time": time(11, 15), "title": "Welcome", "text": "Cake."})]
        page.calm_space = "no"
        page.capacity_in_person = 25

    words = versions(page, change)
    for wanted in ("Dates", "Begins at", "11:15", str(day.year), "What will happen", "Welcome", "Calm space", "25"):
        assert wanted in words, (wanted, words)


def test_what_is_chosen_in_lists(versions, make_event, make_technique):
    page = make_event("Tea")
    topic = Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    technique = make_technique("World cafe")

    def change(page):
        page.topics = [topic]
        page.techniques = [technique]

    words = versions(page, change)
    for wanted in ("Topics", "Parks", "Techniques", "World cafe"):
        assert wanted in words


def test_the_words_of_a_story(versions, make_case_study):
    page = make_case_study("The bench", what_happened=FULL_STORY)

    def change(page):
        page.what_happened = [*FULL_STORY, ("paragraph", "<p>What came of it: a bench.</p>")]

    words = versions(page, change)
    assert "What happened" in words
    assert "What came of it: a bench." in words


def test_an_older_version_comes_back_with_its_dates(client, administrator, make_event):
    """Wagtail's "Review this version": nothing changes until it is published again."""
    page = make_event("Tea")
    before = page.latest_revision
    page.title = "Coffee"
    page.dates = [page.dates.model(day=timezone.localdate() + timedelta(days=90), start_time=time(9), sort_order=0)]
    page.save_revision().publish()
    client.force_login(administrator)
    answer = client.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, before.pk]))
    form = answer.context["form"]
    assert form["title"].value() == "Tea"
    assert EventPage.objects.get(pk=page.pk).title == "Coffee"
    old = before.as_object().dates.first()
    assert form.formsets["dates"].forms[0].instance.day == old.day
    assert Page.objects.get(pk=page.pk).live
