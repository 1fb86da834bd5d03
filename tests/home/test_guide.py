"""The guide for editors in the admin: everybody who works there may read it, what is for them comes first."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.guide.places import address_of
from home.guide.tasks import all_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, make_user, home):
    """Opens a page of the admin as somebody of these groups, and gives its words."""

    def as_somebody(address, *groups, **fields):
        client.force_login(make_user(groups=groups, **fields))
        answer = client.get(address)
        assert answer.status_code == 200, answer.headers.get("Location")
        return answer.content.decode()

    return as_somebody


@pytest.fixture
def translators(db):
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.create(name="Polish translators")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group.name


def test_a_translator_reads_all_of_it_and_their_own_part_first(read, translators):
    html = read(reverse("guide"), translators)
    headings = re.findall(r"<section><h2>(.+?)</h2>", html)
    assert headings[0].startswith("Translating ")
    assert "for you" in headings[0]
    assert not [heading for heading in headings[1:] if "for you" in heading]
    for task in all_tasks():
        assert reverse("guide_task", args=[task.name]) in html


def test_an_administrator_finds_how_to_invite_somebody_first(read):
    html = read(reverse("guide"), is_superuser=True)
    assert re.findall(r"<section><h2>(.+?) <", html)[0] == "Looking after the site"


def test_every_task_opens_with_its_steps_and_pictures(client, administrator, home):
    client.force_login(administrator)
    for task in all_tasks():
        html = client.get(reverse("guide_task", args=[task.name])).content.decode()
        assert task.title in html
        assert "<ol>" in html
        assert 'src="/static/guide/' in html
        assert ("data-tour=" in html) == bool(task.tour)


def test_links_between_tasks_lead_within_the_admin(read):
    html = read(reverse("guide_task", args=["write-an-event"]), is_superuser=True)
    assert 'href="/admin/guide/copy-an-event/"' in html
    assert ".md" not in html.split('<article class="guide">')[1].split("</article>")[0]


def test_a_task_that_there_is_not_is_not_found(client, administrator):
    client.force_login(administrator)
    for address in ("/admin/guide/nothing/", "/admin/guide/README/", "/admin/guide/go/nowhere/"):
        assert client.get(address).status_code == 404


def test_searching_shows_what_is_found_and_keeps_the_question(read):
    html = read(reverse("guide") + "?q=picture", is_superuser=True)
    found = html.split("found</h2>")[1].split("</ul>")[0]
    assert "Upload a picture" in found
    assert 'value="picture"' in html


def test_a_search_without_an_answer_says_what_to_do(read):
    html = read(reverse("guide") + "?q=<script>", is_superuser=True)
    assert "Try one word" in html
    assert "<script>&" not in html
    assert 'value="&lt;script&gt;"' in html


def test_whoever_may_not_open_the_admin_is_asked_to_sign_in(client):
    for address in (reverse("guide"), reverse("guide_task", args=["write-an-event"]), "/admin/guide/go/pages/"):
        assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_places_lead_to_pages_even_before_there_is_a_list_of_events(client, administrator, home):
    assert address_of("new-event") == reverse("wagtailadmin_explore_root")


def test_the_first_screen_offers_the_tours_that_are_for_somebody(read, translators):
    html = read(reverse("wagtailadmin_home"), translators)
    assert [json.loads(data)["title"] for data in tours_in(html)] == ["Translate a page"]
    assert f'action="{reverse("guide")}"' in html


def test_the_menu_leads_to_the_guide(read, translators):
    assert '"url": "/admin/guide/"' in read(reverse("wagtailadmin_home"), translators)


def test_a_tour_knows_where_places_are(read):
    html = read(reverse("guide_task", args=["see-who-is-coming"]), is_superuser=True)
    (tour,) = (json.loads(data) for data in tours_in(html))
    assert tour["start"] == reverse("wagtailadmin_home")
    assert tour["steps"][0][0] == '.sidebar a[href="/admin/sign-ups/"]'
    assert all(len(step) == 2 and "{" not in step[0] for step in tour["steps"])


def tours_in(html):
    from html import unescape

    return [unescape(data) for data in re.findall(r'data-tour="([^"]+)"', html)]


def test_a_guide_of_any_length_costs_the_same(client, administrator, home, monkeypatch, django_assert_num_queries):
    client.force_login(administrator)
    client.get(reverse("guide"))
    with CaptureQueriesContext(connection) as short:
        client.get(reverse("guide"))
    monkeypatch.setattr("home.guide.views.all_tasks", lambda: all_tasks() * 3)
    with django_assert_num_queries(len(short)):
        client.get(reverse("guide"))
