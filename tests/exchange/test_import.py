"""Staff bring a sheet in: they see what would happen, and get all of it as drafts, or nothing."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page, PageLogEntry

from contacts.models import OrganisationPage, PersonPage
from corner.models import AuditEntry, Topic
from exchange.admin import applying
from exchange.admin.columns import KINDS
from exchange.admin.reading import MOST_ROWS
from exchange.models import Upload
from exchange.uploads import delete_old_uploads
from techniques.models import TechniquePage
from tests.exchange.conftest import ORGANISATION, PERSON, TECHNIQUE, as_csv, as_xlsx

pytestmark = pytest.mark.django_db


def states(upload):
    return [row["state"] for row in upload.plan]


def problems(upload):
    return [tuple(problem) for row in upload.plan for problem in row["problems"]]


def draft_of(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


# --- what would happen --------------------------------------------------------------------------------------


def test_looking_makes_no_page(look):
    before = Page.objects.count()
    upload = look("organisations", ORGANISATION)
    assert states(upload) == ["new"]
    assert Page.objects.count() == before


def test_each_row_says_what_becomes_of_it(look, make_organisation, client):
    make_organisation("Park Friends", intro="We look after the park.")
    make_organisation("Tea Club", intro="Tea.")
    upload = look(
        "organisations",
        ORGANISATION,
        {"Name": "tea  club", "In short": "Tea for all."},
        {**ORGANISATION, "Name": "New Group"},
        {"Name": "No Kind", "In short": "x"},
    )
    assert states(upload) == ["unchanged", "changed", "new", "wrong"]
    assert upload.plan[1]["changes"] == [["Name", "Tea Club", "tea club"], ["In short", "Tea.", "Tea for all."]]
    assert problems(upload) == [("Kind of organisation", "Fill this in.")]
    assert [row["line"] for row in upload.plan] == [2, 3, 4, 5]
    screen = client.get(reverse("exchange_look", args=[upload.pk])).content.decode()
    assert "1 row is wrong" in screen
    assert reverse("exchange_apply", args=[upload.pk]) not in screen


def test_an_empty_cell_changes_nothing(look, apply, make_organisation):
    page = make_organisation("Park Friends", intro="Old words.", area="Sholing")
    apply(look("organisations", {"Name": "Park Friends", "In short": "New words.", "Where it works": ""}))
    draft = draft_of(page)
    assert (draft.intro, draft.area) == ("New words.", "Sholing")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_part_columns_in_their_own_way(send, separator):
    send("organisations", as_csv(ORGANISATION, separator=separator))
    assert states(Upload.objects.get()) == ["new"]


def test_an_xlsx_says_the_same_as_a_csv(send):
    rows = [{**TECHNIQUE, "Minutes to prepare": 10.0, "Level": "easy"}]
    send("techniques", as_xlsx(*rows), "sheet.xlsx")
    from_xlsx = Upload.objects.get().plan
    send("techniques", as_csv(*rows))
    assert from_xlsx == Upload.objects.get().plan
    assert from_xlsx[0]["values"]["minutes_to_prepare"] == 10


def test_letters_of_any_language_come_through(look, apply):
    apply(look("organisations", {**ORGANISATION, "Name": "حديقة ½ Łódź 公园"}))
    assert OrganisationPage.objects.get().title == "حديقة ½ Łódź 公园"


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_template_would_be_taken(client, editor, send, apply, kind, file_type):
    """As it is, its rows are notes; with the sign taken away the example is a page, but for names that must exist."""
    Topic.objects.create(name="Skills", slug="skills", locale=Page.objects.get(depth=2).locale)
    client.force_login(editor)
    template = client.get(reverse("exchange_template", args=[kind, file_type])).content
    if file_type == "xlsx":
        rows = [list(row) for row in load_workbook(io.BytesIO(template)).active.iter_rows(values_only=True)]
    else:
        rows = list(csv.reader(io.StringIO(template.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert all(rows[1])
    refused = send(kind, template, f"t.{file_type}")
    assert "There is no row below the headings" in refused.content.decode()
    example = dict(zip(rows[0], rows[2], strict=True))
    example["Name"] = example["Name"].removeprefix("# Example: ")
    send(kind, as_csv({heading: cell for heading, cell in example.items() if cell}))
    upload = Upload.objects.get()
    assert (states(upload), problems(upload)) == (["new"], [])
    apply(upload)
    assert KINDS[kind].model.objects.get().title == example["Name"]


# --- applied ------------------------------------------------------------------------------------------------


def test_what_comes_in_is_a_draft(look, apply, editor):
    response = apply(look("people", PERSON))
    page = PersonPage.objects.get()
    assert (page.live, page.has_unpublished_changes, page.owner) == (False, True, editor)
    assert page.get_latest_revision().user == editor
    assert "1 page is new" in response.content.decode()
    assert not Upload.objects.exists()
    entry = PageLogEntry.objects.get(page=page.pk)
    assert (entry.action, entry.user) == ("wagtail.create", editor)
    assert AuditEntry.objects.get(action="import.applied").details == {"kind": "people", "new": 1, "changed": 0}


def test_what_is_live_stays_as_it_is_until_somebody_publishes(look, apply, make_organisation):
    page = make_organisation("Park Friends", intro="Old words.")
    apply(look("organisations", {"Name": "Park Friends", "In short": "New words."}))
    page.refresh_from_db()
    assert (page.live, page.intro, page.has_unpublished_changes) == (True, "Old words.", True)
    assert draft_of(page).intro == "New words."


def test_a_technique_comes_with_all_that_its_row_says(look, apply, make_technique, make_person):
    make_technique("Circle")
    make_person("Sam")
    row = {
        **TECHNIQUE,
        "What it helps with": "trust; Hear everyone, quiet voices too",
        "Minutes in all": "30",
        "Level": "Easy start",
        "Where": "both",
        "Steps": "10 | Welcome | Say hello.\n20 | Talk",
        "Goes well with": "circle; Another one",
        "Who can help": "Sam",
    }
    apply(look("techniques", row, {**TECHNIQUE, "Name": "Another one"}))
    page = draft_of(TechniquePage.objects.get(title="Talk in pairs"))
    assert page.purposes == ["listen", "trust"]
    assert (page.level, page.mode, page.minutes_in_all, page.minutes_of_steps) == ("easy", "both", 30, 30)
    assert page.steps[0].value["text"] == "Say hello."
    assert sorted(str(other) for other in page.goes_well_with.all()) == ["Another one", "Circle"]
    assert [str(other) for other in page.who_can_help.all()] == ["Sam"]


def test_the_same_sheet_again_changes_nothing(look, apply, make_technique):
    row = {**TECHNIQUE, "Steps": "10 | Welcome | Say hello.", "Minutes in all": "10", "What it helps with": "trust"}
    apply(look("techniques", row))
    assert states(look("techniques", row)) == ["unchanged"]


def test_steps_keep_their_ids_so_that_translations_stay_with_them(look, apply, make_technique):
    page = make_technique("Talk in pairs")
    before = page.steps[0].id
    apply(look("techniques", {"Name": "Talk in pairs", "Steps": "30 | Welcome | Say hello to all."}))
    assert draft_of(page).steps[0].id == before


def test_minutes_that_do_not_add_up_are_wrong_at_once(look):
    upload = look("techniques", {**TECHNIQUE, "Minutes in all": "30", "Steps": "10 | Welcome"})
    assert [column for column, _why in problems(upload)] == ["Minutes in all"]


def test_a_text_with_more_than_paragraphs_is_not_overwritten(look, make_organisation):
    make_organisation("Park Friends", description=[("paragraph", "<p>We <b>dig</b>.</p>")])
    upload = look("organisations", {"Name": "Park Friends", "About": "We dig."})
    assert [column for column, _why in problems(upload)] == ["About"]


def test_one_wrong_row_keeps_all_out(look, apply):
    upload = look("organisations", ORGANISATION, {**ORGANISATION, "Name": "Other", "Website": "javascript:1"})
    response = apply(upload)
    assert "Nothing was done" in response.content.decode()
    assert not OrganisationPage.objects.exists()


def test_a_failure_half_way_leaves_nothing_behind(look, client, monkeypatch):
    upload = look("organisations", ORGANISATION, {**ORGANISATION, "Name": "Second"})
    real, calls = applying._page, []

    def breaks_at_the_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError("on purpose")
        return real(*args)

    monkeypatch.setattr(applying, "_page", breaks_at_the_second)
    with pytest.raises(RuntimeError):
        applying.apply(upload.pk, upload.user)
    assert not OrganisationPage.objects.exists()
    assert Upload.objects.exists()


# --- what changed meanwhile ---------------------------------------------------------------------------------


def test_a_page_that_changed_since_the_look_is_said_and_nothing_is_done(look, apply, make_organisation):
    page = make_organisation("Park Friends", intro="Old words.")
    upload = look("organisations", {"Name": "Park Friends", "In short": "New words."})
    page.area = "Sholing"
    page.save_revision()
    response = apply(upload)
    assert "These rows are wrong, or something changed since you looked: 2." in response.content.decode()
    assert draft_of(page).intro == "Old words."
    assert "1 page has changes" in apply(upload).content.decode()  # looked at again: now it is applied
    assert draft_of(page).area == "Sholing"


def test_a_page_that_came_meanwhile_is_not_made_twice(look, apply, make_organisation):
    upload = look("organisations", ORGANISATION)
    make_organisation("Park Friends")
    assert "something changed" in apply(upload).content.decode()
    assert OrganisationPage.objects.count() == 1


def test_pressing_twice_applies_once(look, apply):
    upload = look("organisations", ORGANISATION)
    apply(upload)
    assert "not here any more" in apply(upload).content.decode()
    assert OrganisationPage.objects.count() == 1


def test_a_locked_page_is_wrong(look, make_organisation, administrator):
    page = make_organisation("Park Friends")
    page.locked, page.locked_by = True, administrator
    page.save()
    upload = look("organisations", {"Name": "Park Friends", "In short": "New words."})
    assert [column for column, _why in problems(upload)] == ["Name"]


# --- names --------------------------------------------------------------------------------------------------


def test_a_name_that_stands_twice_is_wrong_in_both_rows(look):
    upload = look("organisations", ORGANISATION, {**ORGANISATION, "Name": " park FRIENDS"})
    assert states(upload) == ["wrong", "wrong"]


def test_a_name_that_two_pages_have_is_wrong(look, make_organisation):
    make_organisation("Park Friends")
    make_organisation("Park Friends")
    assert states(look("organisations", ORGANISATION)) == ["wrong"]


def test_names_of_other_pages_have_to_be_there(look, make_organisation):
    make_organisation("Twins")
    make_organisation("Twins")
    upload = look("people", {**PERSON, "Organisations": "Nobody"}, {**PERSON, "Name": "B", "Organisations": "twins"})
    assert [why.split(":")[0] for _column, why in problems(upload)] == [
        "Nothing has this name",
        "Several have this name",
    ]


@pytest.mark.parametrize("length", [1, 2, 3, 50])
def test_techniques_that_lead_round_in_a_circle_are_wrong(look, length):
    rows = [
        {**TECHNIQUE, "Name": f"T{number}", "Goes well with": f"T{(number + 1) % length}"} for number in range(length)
    ]
    upload = look("techniques", *rows, {**TECHNIQUE, "Name": "Apart", "Goes well with": "T0"})
    assert states(upload) == ["wrong"] * length + ["new"]
    assert {column for column, _why in problems(upload)} == {"Goes well with"}


# --- who ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["Contributors", None])
def test_who_may_not_publish_such_pages_may_not_import(client, make_user, places, group):
    """Contributors write drafts and somebody else publishes them; two hundred at once are not theirs to make."""
    client.force_login(make_user(groups=[group] if group else []))
    for address in (reverse("exchange_import"), reverse("exchange_template", args=["people", "csv"])):
        assert client.get(address).status_code == 302
    assert client.post(reverse("exchange_import"), {"kind": "people"}).status_code == 302
    assert b"admin/import/" not in client.get("/admin/").content


def test_a_right_that_was_taken_away_meanwhile_counts(look, client, editor):
    upload = look("organisations", ORGANISATION)
    editor.groups.clear()
    client.post(reverse("exchange_apply", args=[upload.pk]))
    assert not OrganisationPage.objects.exists()


def test_nobody_sees_or_applies_the_sheet_of_somebody_else(look, client, make_user):
    upload = look("people", PERSON)
    client.force_login(make_user(groups=["Editors"]))
    assert client.get(reverse("exchange_look", args=[upload.pk])).status_code == 404
    client.post(reverse("exchange_apply", args=[upload.pk]))
    client.post(reverse("exchange_throw_away", args=[upload.pk]))
    assert not PersonPage.objects.exists()
    assert Upload.objects.exists()


def test_opening_an_address_applies_nothing(look, client):
    upload = look("people", PERSON)
    for name in ("exchange_apply", "exchange_throw_away"):
        assert client.get(reverse(name, args=[upload.pk])).status_code == 405
    assert Upload.objects.exists()


# --- the end of a sheet -------------------------------------------------------------------------------------


def test_a_sheet_with_names_is_gone_after_a_day(look, apply):
    upload = look("people", PERSON)
    assert upload.expires_at - upload.sent_at <= timedelta(days=1, seconds=1)
    Upload.objects.update(expires_at=timezone.now())
    assert "not here any more" in apply(upload).content.decode()
    delete_old_uploads()
    assert not Upload.objects.exists()
    assert not PersonPage.objects.exists()


def test_a_new_sheet_takes_the_place_of_the_last(look):
    look("people", PERSON)
    look("people", PERSON, {**PERSON, "Name": "B"})
    assert Upload.objects.count() == 1


def test_a_sheet_can_be_thrown_away(look, client):
    upload = look("people", PERSON)
    client.post(reverse("exchange_throw_away", args=[upload.pk]))
    assert not Upload.objects.exists()


def test_a_long_sheet_asks_as_often_as_a_short_one(look, django_assert_max_num_queries):
    look("organisations", ORGANISATION)
    with django_assert_max_num_queries(70):
        upload = look("organisations", *({**ORGANISATION, "Name": f"Group {n}"} for n in range(MOST_ROWS)))
    assert states(upload) == ["new"] * MOST_ROWS
