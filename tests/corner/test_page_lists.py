"""Each kind of page that staff write has a list of its own: found, narrowed, taken along, acted on."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db

#: The list, and the fixture that makes one more of its pages.
KINDS = {
    "event_pages": "make_event",
    "case_study_pages": "make_case_study",
    "technique_pages": "make_technique",
    "person_pages": "make_person",
    "organisation_pages": "make_organisation",
}


@pytest.fixture(params=KINDS)
def kind(request, client, administrator):
    """The list of one kind of page, and a maker of its pages."""
    client.force_login(administrator)
    return request.param, request.getfixturevalue(KINDS[request.param])


@pytest.fixture
def listed(client):
    """The titles on a list, in its order."""

    def look(name, **query):
        html = client.get(reverse(f"{name}:index"), query).content.decode()
        return re.findall(r'id="page_\d+_title">\s*(.*?)\s*</span>', html)

    return look


def test_pages_are_found_by_words_of_their_title(kind, listed):
    name, make = kind
    for title in ("Quiet tea", "Loud tea", "Coffee"):
        make(title)
    assert set(listed(name)) >= {"Quiet tea", "Loud tea", "Coffee"}
    assert set(listed(name, q="tea")) == {"Quiet tea", "Loud tea"}
    assert listed(name, q="TEA quiet") == ["Quiet tea"]
    for odd in ('"', "%", "' OR 1=1", "\\"):
        assert listed(name, q=odd) == []


def test_each_stands_there_once_in_its_own_language(kind, listed, translate, polish_home):
    name, make = kind
    translate(make("Tea"), "pl", title="Herbata")
    found = listed(name)
    assert found.count("Tea") == 1
    assert "Herbata" not in found


def test_drafts_are_there_and_can_be_narrowed_to(kind, listed):
    name, make = kind
    make("Seen")
    make("Hidden").unpublish()
    assert {"Seen", "Hidden"} <= set(listed(name))
    assert listed(name, live="false") == ["Hidden"]
    assert "Hidden" not in listed(name, live="true")


def test_a_longer_list_costs_no_more_queries(kind, client):
    name, make = kind

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"{name}:index")).status_code == 200
        return len(found)

    make("Tea 0")
    queries()
    few = queries()
    for number in range(1, 4):
        make(f"Tea {number}")
    assert queries() == few


def test_a_new_one_needs_no_choice_of_a_place(kind, client, polish_home, translate):
    name, make = kind
    translate(make("Tea").get_parent().specific, "pl")  # a second place, in another language
    answer = client.get(reverse(f"{name}:choose_parent"))
    assert answer.status_code == 302
    assert "/admin/pages/add/" in answer["Location"]


def test_what_is_ticked_is_what_is_on_the_screen(kind, client):
    """Wagtail's "all in the listing" would take every page of the site for the list."""
    name, make = kind
    make("Tea")
    html = client.get(reverse(f"{name}:index")).content.decode()
    assert "data-bulk-action-select-all-checkbox" in html
    assert "num-objects-in-listing" not in html


def test_an_empty_list_says_what_it_is_for(client, administrator, events_index):
    client.force_login(administrator)
    html = client.get(reverse("event_pages:index")).content.decode()
    assert "There is no event yet." in html
    assert html.count(reverse("event_pages:choose_parent")) == 2
    html = client.get(reverse("event_pages:index"), {"q": "tea"}).content.decode()
    assert "No page fits." in html


@pytest.mark.parametrize("action", ["unpublish", "publish", "delete", "move"])
def test_several_at_once_and_back_to_the_list(client, staff_of, make_organisation, make_technique, home, action):
    """As Wagtail has it: ticked pages go to its own screen, with the way back."""
    from techniques.models import TechniqueIndexPage, TechniquePage

    pages = [make_technique(), make_technique()]
    if action == "publish":
        for page in pages:
            page.unpublish()
    client.force_login(staff_of(make_organisation()))
    back = reverse("technique_pages:index")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    asked = f"{address}?next={back}&" + "&".join(f"id={page.pk}" for page in pages)
    assert client.get(asked).status_code == 200
    if action == "move":
        return  # there is one list of techniques only, so nowhere to move to: Wagtail's screen says so
    answer = client.post(asked, {"include_descendants": ""})
    assert answer["Location"] == back
    left = TechniquePage.objects.filter(pk__in=[page.pk for page in pages])
    assert [page.live for page in left] == {"unpublish": [False] * 2, "publish": [True] * 2, "delete": []}[action]
    assert TechniqueIndexPage.objects.exists()


def test_translators_and_hosts_are_refused(client, make_user, polish_home):
    call_command("make_translator_groups", verbosity=0)
    host = make_user(groups=["Event hosts"])
    for user in (make_user(groups=["Polish translators"]), host):
        client.force_login(user)
        for name in KINDS:
            for view in ("index", "index_results", "choose_parent"):
                answer = client.get(reverse(f"{name}:{view}"))
                assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
