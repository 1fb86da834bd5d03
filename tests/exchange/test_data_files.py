"""Everything public can be taken along, in every language; nothing else can."""

import csv
import io
import json

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from corner.models import ConsentRecord
from events.models import Agreement
from exchange.files import KINDS
from exchange.words import without_contacts

pytestmark = pytest.mark.django_db

SECRETS = {"amina@example.org": "e-mail", "023 8059 5000": "phone", "+44 7700 900123": "mobile"}


@pytest.fixture
def take(client):
    """The items of a file, as whoever downloads it reads them."""

    def take(kind, file_type="json"):
        response = client.get(reverse("exchange_file", args=[kind, file_type]))
        assert response.status_code == 200
        content = response.getvalue().decode()
        if file_type == "csv":
            return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
        return json.loads(content)["kinds"][kind]

    return take


def titles(items):
    return [item["title"] for item in items]


# --- what is in it ------------------------------------------------------------------------------------------


def test_a_technique_as_data(take, make_technique, make_person):
    other = make_technique("Circle")
    sam = make_person("Sam")
    page = make_technique(
        "Talk in pairs",
        purposes=["trust"],
        goes_well_with=[other],
        who_can_help=[sam],
        tips=[("paragraph", "<p>Begin <b>slowly</b>.</p>")],
    )
    item = take("techniques")[1]
    assert item["title"] == "Talk in pairs"
    assert item["key"] == str(page.translation_key)
    assert item["url"].endswith("/techniques/talk-in-pairs/")
    assert (item["language"], item["type"]) == ("en-GB", "techniques.TechniquePage")
    assert (item["minutes_in_all"], item["level"], item["purposes"]) == (30, "easy", ["trust"])
    assert item["goes_well_with"] == [{"key": str(other.translation_key), "title": "Circle"}]
    assert item["who_can_help"] == [{"key": str(sam.translation_key), "title": "Sam"}]
    step = {"title": "Welcome", "minutes": 30, "text": "Say hello to each person."}
    assert item["steps"] == [{"type": "step", "value": step}]
    assert item["tips"] == [{"type": "paragraph", "value": "Begin slowly."}]


def test_every_language_with_the_facts_of_the_source(take, make_technique, polish_home, translate):
    page = make_technique("Talk in pairs")
    translate(page, "pl", title="Rozmowa w parach")
    page.minutes_to_prepare = 99
    page.save_revision().publish()
    english, polish = sorted(take("techniques"), key=lambda item: item["language"])
    assert (polish["title"], polish["language"], polish["source_language"]) == ("Rozmowa w parach", "pl", "en-GB")
    assert polish["minutes_to_prepare"] == english["minutes_to_prepare"] == 99
    assert polish["key"] == english["key"]


def test_dates_come_from_the_occasions(take, make_event):
    make_event("Tea in the park")
    (item,) = take("events")
    (date,) = item["dates"]
    assert date["status"] == "scheduled"
    assert date["place"] == "Central Library, Civic Centre, Southampton, SO14 7LW"
    assert item["responsible_organisation"]["title"].startswith("Group")


def test_agreements_in_the_languages_they_are_translated_into(take, home, polish_home, translate, make_event):
    from events.models import AgreementsPage
    from tests.fixtures.site import place

    place(home, AgreementsPage(title="Agreements", slug="agreements", intro="What was agreed."))
    agreement = Agreement.objects.create(
        what_people_said="It is dark. Ring 023 8059 5000.", status="agreed", locale=Locale.get_default()
    )
    hidden = make_event("Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    Agreement.objects.create(what_people_said="Zqxj", status="heard", event=hidden, locale=Locale.get_default())
    translate(agreement, "pl", what_people_said="Jest ciemno.")
    found = {item["language"]: item["what_people_said"] for item in take("agreements")}
    assert found == {"en-GB": "It is dark. Ring […].", "pl": "Jest ciemno."}


def test_a_table_says_the_same_as_the_data(take, make_technique):
    make_technique("Talk in pairs", purposes=["trust", "listen"])
    (row,) = take("techniques", "csv")
    assert row["title"] == "Talk in pairs"
    assert row["minutes_in_all"] == "30"
    assert row["steps"] == "Welcome | 30 | Say hello to each person."
    assert row["purposes"] in ("trust; listen", "listen; trust")
    assert list(row) == list(KINDS["techniques"].columns)


def test_no_cell_is_run_by_a_spreadsheet(take, make_technique):
    make_technique('=HYPERLINK("https://evil.example")', also_known_as="+1+1")
    (row,) = take("techniques", "csv")
    assert row["title"].startswith("'=")
    assert row["also_known_as"].startswith("'+")


def test_everything_is_in_one_file(client, knowledge):
    content = json.loads(client.get("/open-data/everything.json").getvalue())
    assert content["licence"] == "CC-BY-NC-SA-4.0"
    assert list(content["kinds"]) == list(KINDS)
    assert all(content["kinds"][kind] for kind in ("case-studies", "techniques", "people", "organisations", "pages"))


def test_a_person_comes_with_why_they_may_be_shown(take, make_person):
    """Somebody whom a report names, and who has not confirmed it, is not passed on as if they had."""
    make_person("Sam")
    named = make_person("Named")
    ConsentRecord.objects.filter(subject_key=named.translation_key).update(basis="published")
    assert {item["title"]: item["basis"] for item in take("people")} == {"Sam": "consent", "Named": "published"}


# --- what is not --------------------------------------------------------------------------------------------


def test_no_phone_number_and_no_mail_address_leaves(client, make_person, make_organisation, make_case_study, home):
    reach = [("reach", {"kind": "email", "value": secret, "best_times": "Mornings"}) for secret in SECRETS]
    words = "".join(f"<p>Ask {secret} today.</p>" for secret in SECRETS)
    body = [
        ("paragraph", words + '<p><a href="mailto:amina@example.org">Write</a></p>'),
        ("support_link", {"name": "Helpers", "what": "They listen.", "phone": "023 8059 5000", "url": ""}),
        ("quote", {"quote": "Ring +44 7700 900123", "attribution": "amina@example.org", "consent": True}),
        ("checklist", {"items": ["Write to amina@example.org"]}),
    ]
    make_person(reach=reach, can_help_with="Write to amina@example.org", expected_reply="Ring 023 8059 5000")
    make_organisation(reach=reach, description=body, area="amina@example.org")
    make_case_study(what_happened=body, who_took_part="Call +44 7700 900123.", funder="(023) 8059 5000")
    sent = client.get("/open-data/everything.json").getvalue().decode()
    assert "They listen." in sent
    for secret in SECRETS:
        assert secret not in sent
        assert secret.replace(" ", "") not in sent.replace(" ", "").replace(")", "")


@pytest.mark.parametrize("text", ["10.5258/SOTON/PPo208", "In 2024 and 2025.", "30 to 45 minutes", "About 85 people"])
def test_numbers_that_reach_nobody_stay(text):
    assert without_contacts(text) == text


def test_drafts_aliases_and_whoever_has_no_basis_stay(take, make_person, make_technique, techniques_index, polish_home):
    make_technique("Draft").unpublish()
    live = make_technique("Live")
    gone = make_person("Gone")
    make_technique("With helpers", who_can_help=[gone])
    ConsentRecord.objects.filter(subject_key=gone.translation_key).update(withdrawn_on="2026-01-01")
    live.create_alias(parent=techniques_index, update_slug="live-again")
    assert titles(take("techniques")) == ["Live", "With helpers"]
    assert take("techniques")[1]["who_can_help"] == []
    assert take("people") == []


def test_a_language_that_is_not_switched_on_stays(take, make_technique, polish_home, translate):
    page = make_technique("Talk in pairs")
    translate(page, "pl")
    assert len(take("techniques")) == 2
    type(polish_home).objects.filter(pk=polish_home.pk).update(live=False)
    assert titles(take("techniques")) == ["Talk in pairs"]


def test_a_restricted_page_is_not_even_named(client, make_technique, make_case_study):
    hidden = make_technique("Zqxj")
    used = [("technique", {"technique": hidden, "how_it_went": "Zqxj went well."})]
    body = [("related_pages", {"pages": [hidden]})]
    make_case_study(techniques_used=used, what_happened=[("paragraph", "<p>We met.</p>"), *body])
    make_technique("Open", goes_well_with=[hidden])
    assert b"Zqxj" in client.get("/open-data/everything.json").getvalue()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    sent = client.get("/open-data/everything.json").getvalue()
    assert b"Zqxj" not in sent
    assert b"Open" in sent


def test_whoever_is_logged_in_gets_no_more(client, administrator, make_technique):
    hidden = make_technique("Zqxj")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    client.force_login(administrator)
    assert b"Zqxj" not in client.get("/open-data/everything.json").getvalue()


def test_words_without_consent_stay(take, make_case_study):
    page = make_case_study(what_happened=[("quote", {"quote": "Mine.", "attribution": "", "consent": True})])
    assert take("case-studies")[0]["what_happened"]
    page.what_happened = [("quote", {"quote": "Mine.", "attribution": "", "consent": False})]
    page.save(clean=False)
    assert take("case-studies")[0]["what_happened"] == []


def test_a_short_number_is_known_by_its_block(client, make_case_study):
    """Nothing in a text tells such a number from a house number; what is a phone number by its field stays."""
    helpers = {"name": "Helpers", "what": "They listen.", "phone": "116 123", "url": ""}
    make_case_study(what_happened=[("paragraph", "<p>We met.</p>"), ("support_link", helpers)])
    sent = client.get("/open-data/everything.json").getvalue().decode()
    assert "They listen." in sent
    assert "116 123" not in sent


# --- how it is sent -----------------------------------------------------------------------------------------


def test_as_many_questions_for_many_pages_as_for_few(client, knowledge, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/open-data/everything.json").getvalue()
    with CaptureQueriesContext(connection) as few:
        client.get("/open-data/everything.json").getvalue()
    knowledge.more()
    knowledge.more()
    with django_assert_num_queries(len(few)):
        client.get("/open-data/everything.json").getvalue()


def test_anybody_may_keep_it_and_asks_if_it_is_still_right(client, make_technique):
    page = make_technique("Talk in pairs")
    first = client.get("/open-data/techniques.json")
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in first.get("Vary", "")
    again = client.get("/open-data/techniques.json", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    changed = client.get("/open-data/techniques.json", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert b"Talk in pairs" not in changed.getvalue()


@pytest.mark.parametrize("address", ["nothing.json", "everything.csv", "techniques.xml", "../x.json", "techniques/"])
def test_what_there_is_not(client, home, address):
    assert client.get(f"/open-data/{address}").status_code == 404


def test_nothing_can_be_sent_there(client, home):
    assert client.post("/open-data/techniques.json").status_code == 405
    assert client.head("/open-data/techniques.json").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/pl"])
def test_the_page_offers_every_file_and_says_the_licence(client, home, polish_home, prefix):
    page = client.get(f"{prefix}/open-data/").content.decode()
    for kind in KINDS:
        for file_type in ("json", "csv"):
            assert f'href="/open-data/{kind}.{file_type}"' in page
    assert "CC BY-NC-SA 4.0" in page
    assert f'href="{prefix}/open-data/"' in client.get(f"{prefix}/").content.decode()
