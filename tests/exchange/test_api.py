"""Programs read public pages through Wagtail's API; nobody reads more through it than on the site."""

import json
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from corner.models import ConsentRecord
from exchange.fields import BY_TYPE, fields_of
from tests.sweeps.hostile import CLASSICS

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"
META = {
    *("type", "detail_url", "html_url", "slug", "first_published_at", "last_published_at", "translation_key"),
    *("locale", "parent"),
}


@pytest.fixture
def ask(client):
    """What the API answers to a question, as data."""

    def ask(address=PAGES, **asked):
        response = client.get(address, asked)
        assert response.status_code == 200, response.content
        return response.json()

    return ask


def titles(answer):
    return [item["title"] for item in answer["items"]]


def test_a_list_and_one_page(ask, make_technique):
    page = make_technique("Talk in pairs", purposes=["trust"])
    answer = ask(type="techniques.TechniquePage")
    assert answer["meta"] == {"total_count": 1}
    (item,) = answer["items"]
    assert item["meta"]["html_url"] == "http://testserver/techniques/talk-in-pairs/"
    one = ask(f"{PAGES}{page.pk}/")
    assert one["meta"]["detail_url"].endswith(f"{PAGES}{page.pk}/")
    assert (one["purposes"], one["minutes_in_all"]) == (["trust"], 30)
    assert one["steps"][0]["value"]["title"] == "Welcome"


def test_a_page_has_the_fields_of_the_written_list_and_no_other(ask, knowledge, make_event, home):
    make_event()
    seen = set()
    for item in ask(limit=50)["items"]:
        one = ask(f"{PAGES}{item['id']}/")
        label = one["meta"]["type"]
        assert set(one) == {"id", "meta", "title", *fields_of(label)}
        assert set(one["meta"]) == META
        seen.add(label)
    assert len(seen) >= 12
    assert seen <= set(BY_TYPE)


def test_the_model_may_not_add_fields_of_its_own(ask, make_person, monkeypatch):
    page = make_person()
    monkeypatch.setattr(type(page), "api_fields", ["reach", "owner"], raising=False)
    assert "reach" not in ask(f"{PAGES}{page.pk}/")


@pytest.mark.parametrize("name", ["reach", "owner", "alias_of", "live", "draft_title", "locked_by", "latest_revision"])
def test_what_is_for_staff_cannot_be_asked_for(client, make_person, name):
    page = make_person()
    for address in (PAGES, f"{PAGES}{page.pk}/"):
        assert client.get(address, {"fields": name, "type": "contacts.PersonPage"}).status_code == 400
        assert client.get(address, {"fields": f"*,{name}(*)"}).status_code == 400
    assert client.get(PAGES, {name: "1"}).status_code == 400
    assert client.get(PAGES, {"order": name}).status_code == 400


def test_fields_can_be_asked_for_in_a_list(ask, make_technique):
    make_technique("Talk in pairs")
    (item,) = ask(type="techniques.TechniquePage", fields="level,makes_possible")["items"]
    assert (item["level"], item["makes_possible"]) == ("easy", "Everybody is heard.")
    (item,) = ask(type="techniques.TechniquePage", fields="*")["items"]
    assert set(item) - {"meta"} == {"id", "title", *fields_of("techniques.TechniquePage")}


def test_in_one_language(ask, make_technique, polish_home, translate):
    page = make_technique("Talk in pairs")
    polish = translate(page, "pl", title="Rozmowa w parach")
    assert titles(ask(locale="pl", type="techniques.TechniquePage")) == ["Rozmowa w parach"]
    assert titles(ask(translation_of=page.pk)) == ["Rozmowa w parach"]
    assert len(ask(translation_key=str(page.translation_key))["items"]) == 2
    one = ask(f"{PAGES}{polish.pk}/")
    assert one["meta"]["locale"] == "pl"
    assert one["meta"]["html_url"] == "http://testserver/pl/techniques/talk-in-pairs/"
    assert one["level"] == "easy"


def test_below_a_page_and_in_an_order(ask, techniques_index, make_technique):
    make_technique("B")
    make_technique("A")
    assert titles(ask(child_of=techniques_index.pk, order="title")) == ["A", "B"]
    assert titles(ask(child_of=techniques_index.pk, order="-title", limit=1)) == ["B"]
    assert titles(ask(child_of="root")) == ["Techniques"]
    assert titles(ask(slug="a")) == ["A"]


# --- who is not there ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("logged_in", [False, True])
def test_nothing_that_is_not_public(client, administrator, make_technique, make_person, techniques_index, logged_in):
    draft = make_technique("Draft")
    draft.unpublish()
    hidden = make_technique("Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    gone = make_person("Gone")
    open_page = make_technique("Open", goes_well_with=[draft, hidden], who_can_help=[gone])
    alias = open_page.create_alias(parent=techniques_index, update_slug="open-again")
    ConsentRecord.objects.filter(subject_key=gone.translation_key).update(withdrawn_on="2026-01-01")
    if logged_in:
        client.force_login(administrator)
    items = client.get(PAGES, {"limit": 50}).json()["items"]
    ids = {item["id"] for item in items}
    assert open_page.pk in ids
    for page in (draft, hidden, gone, alias):
        assert page.pk not in ids
        assert client.get(f"{PAGES}{page.pk}/").status_code == 404
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            assert client.get(PAGES, {name: page.pk}).status_code == 400
    assert client.get(PAGES, {"type": "contacts.PersonPage"}).json()["items"] == []
    one = client.get(f"{PAGES}{open_page.pk}/").json()
    assert (one["goes_well_with"], one["who_can_help"]) == ([], [])


def test_a_page_is_gone_the_moment_it_is_restricted(client, make_technique):
    page = make_technique("Talk in pairs")
    address = f"{PAGES}{page.pk}/"
    first = client.get(address)
    kept = {"If-None-Match": first["ETag"]}
    assert client.get(address, headers=kept).status_code == 304
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert client.get(address, headers=kept).status_code == 404


def test_pictures_documents_and_writing_are_not_offered(client, make_technique):
    page = make_technique()
    for address in ("/api/v2/images/", "/api/v2/documents/", "/api/v2/", f"{PAGES}find/?html_path=/"):
        assert client.get(address).status_code == 404
    for method in (client.post, client.put, client.patch, client.delete, client.options):
        assert method(f"{PAGES}{page.pk}/").status_code == 405
        assert method(PAGES).status_code == 405


def test_anybody_may_keep_an_answer_and_nobody_gets_a_cookie(client, administrator, home):
    response = client.get(PAGES)
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"
    client.force_login(administrator)
    assert client.get(PAGES).content == response.content  # whoever asks


# --- bounds -------------------------------------------------------------------------------------------------


def test_a_list_has_an_end(client, home):
    assert client.get(PAGES, {"limit": 51}).status_code == 400
    assert client.get(PAGES, {"limit": 50}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"slug": "a" * 501},
        {"slug": "a\x00"},
        {"type": "techniques.TechniquePage", "fields": "goes_well_with(id)"},
        {"offset": 10**30},
        {"order": "random"},
        {"search": "tea"},
    ],
)
def test_what_costs_more_than_it_should_is_refused(client, home, asked):
    assert client.get(PAGES, asked).status_code == 400


@pytest.mark.parametrize("label", ["", "techniques.TechniquePage", "casestudies.CaseStudyPage"])
def test_as_many_questions_for_many_pages_as_for_few(client, knowledge, label):
    address = f"{PAGES}?limit=50&fields=*&type={label}"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    knowledge.more()
    knowledge.more()
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 30


NAMES = [
    *("limit", "offset", "fields", "order", "type", "locale", "slug", "translation_key", "child_of", "ancestor_of"),
    *("descendant_of", "translation_of", "search", "search_operator", "format", "_", "site", "id", "title"),
]
VALUES = st.one_of(
    st.sampled_from(
        [
            *CLASSICS, "root", "*", "_", "-title", "random", "title,slug", "a(" * 2000, "*,-" + "a," * 200, "--id",
            "1_0", "en-gb", "title", "techniques.TechniquePage",
            "contacts.PersonPage", "auth.User", "wagtailcore.Page", "events.SignUp", "wagtailcore.Page,auth.User",
            str(2**31), str(2**63), str(10**40), "-1", "0", "٣", "0x1", "1.5", " 1",
        ]
    ),
    st.text(max_size=20),
    st.integers(-(10**20), 10**20).map(str),
)  # fmt: skip

GOOD = st.sampled_from(["1", "5", "id", "en-gb", "title", "root", "techniques.TechniquePage"])


def test_hostile_questions_are_answered_or_refused(make_technique):
    page = make_technique()
    client = Client(raise_request_exception=False)
    counts = {}

    @settings(max_examples=400, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        address=st.sampled_from([PAGES, PAGES, f"{PAGES}{page.pk}/", f"{PAGES}{10**30}/"]),
        asked=st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(GOOD, VALUES)), min_size=1, max_size=2),
        accept=st.sampled_from(["*/*", "application/json; indent=99999999", "text/html", ";;;", "\x00"]),
    )
    def one(address, asked, accept):
        query = urlencode([(name, value.encode("utf-8", "replace")) for name, value in asked])
        response = client.get(f"{address}?{query}", headers={"Accept": accept})
        counts[response.status_code] = counts.get(response.status_code, 0) + 1
        assert response.status_code in (200, 400, 404), query
        assert not response.cookies
        json.loads(response.content)

    one()
    assert counts[200] >= 20, counts
    assert counts[400] >= 100, counts
