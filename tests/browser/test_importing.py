"""A member of staff brings a sheet of 200 organisations in; seven rows are wrong, and are put right first."""

import pytest
from playwright.sync_api import expect

from contacts.models import OrganisationPage
from tests.exchange.conftest import as_csv

WRONG = {
    3: {"In short": ""},
    20: {"Kind of organisation": "club"},
    41: {"Website": "example.org"},
    77: {"In short": "x" * 281},
    120: {"Name": "Group 1"},  # a second one
    150: {"About": "<script>alert(1)</script>"},
}  # with the first of the same name, seven rows


def sheet(corrected=False):
    rows = []
    for number in range(200):
        row = {
            "Name": f"Group {number}",
            "In short": f"We are group number {number}.",
            "Kind of organisation": "community",
            "Website": "https://example.org/",
            "About": "We began in 2019.\n\nWe meet on Tuesdays.",
        }
        rows.append(row if corrected else row | WRONG.get(number, {}))
    return {"name": "groups.csv", "mimeType": "text/csv", "buffer": as_csv(*rows)}


def send(page, file):
    page.get_by_label("What is in it").select_option("Organisations")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_role("heading", name="What would happen").or_(page.locator("#rows")).first.wait_for()


@pytest.mark.long
def test_a_sheet_of_200_rows_with_seven_wrong_ones(sign_in):
    staff = sign_in("staff")
    before = OrganisationPage.objects.count()
    staff.get_by_role("button", name="Reports and files").click()
    staff.get_by_role("link", name="Import", exact=True).click()
    send(staff, sheet())
    expect(staff.locator("main")).to_contain_text("7 rows are wrong, so nothing can be applied.")
    expect(staff.locator("#wrong tbody tr")).to_have_count(7)
    expect(staff.locator("#wrong")).to_contain_text("It is too long: 281 characters, and 280 at most.")
    expect(staff.get_by_role("button", name="Apply")).to_have_count(0)
    assert OrganisationPage.objects.count() == before

    staff.get_by_role("link", name="Send the corrected sheet").click()
    send(staff, sheet(corrected=True))
    expect(staff.locator("main")).to_contain_text("200 rows. New: 200, Changed: 0, Unchanged: 0, Wrong: 0.")
    staff.set_default_timeout(120_000)  # milliseconds; 200 pages are written before there is an answer
    staff.get_by_role("button", name="Apply 200 rows").click()
    staff.wait_for_url("**/admin/pages/**")
    expect(staff.locator(".messages")).to_contain_text("200 pages are new")
    made = OrganisationPage.objects.filter(title__startswith="Group ")
    assert made.count() == 200
    assert not made.filter(live=True).exists()

    staff.goto("/admin/import/")
    send(staff, sheet(corrected=True))
    expect(staff.locator("main")).to_contain_text("There is nothing to do: every page says this already.")
