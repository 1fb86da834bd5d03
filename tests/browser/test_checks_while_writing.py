"""While somebody writes, Wagtail’s checker looks at the preview with our rules, and says what could be better."""

import pytest
from playwright.sync_api import expect

from library.models import InformationPage

pytestmark = pytest.mark.long  # CI runs these too; see CONTRIBUTING.md

LONG = "We met in the hall on a cold day and everybody who came brought something warm to eat and to drink for all."

#: Wagtail writes what it found to the console as an error, which here it is not.
QUIET = """
const said = console.error;
console.error = (...words) => String(words[0]).startsWith("axe.run results") || said(...words);
"""
#: Milliseconds. The page is drawn and looked through first, on a machine that may be busy.
PATIENT = 20_000


@pytest.fixture
def page_with_faults(living_site):
    page = InformationPage.objects.filter(locale__language_code="en-gb", purpose="about").first()
    text = f'<p>{LONG}</p><p>Go <a href="https://example.org">here</a> or to '
    page.body = [("paragraph", text + '<a href="https://example.org">https://example.org</a>.</p>')]
    page.save_revision().publish()
    return page


@pytest.fixture
def staff(sign_in):
    page = sign_in("staff")
    page.add_init_script(QUIET)
    return page


def test_the_checks_beside_the_form_say_what_could_be_better(staff, page_with_faults):
    staff.goto(f"/admin/pages/{page_with_faults.pk}/edit/")
    staff.get_by_role("button", name="Toggle checks").click()
    checks = staff.locator("[data-checks-panel]")
    for words in (
        "A link does not say where it leads",
        "A link is only an address",
        "A sentence has more than 20 words",
    ):
        expect(checks.get_by_text(words).first).to_be_visible(timeout=PATIENT)


def test_a_page_without_these_faults_has_none_of_them(staff, page_with_faults):
    page_with_faults.body = [("paragraph", "<p>We met in the hall.</p>")]
    page_with_faults.save_revision().publish()
    staff.goto(f"/admin/pages/{page_with_faults.pk}/edit/")
    staff.get_by_role("button", name="Toggle checks").click()
    expect(staff.locator("[data-content-word-count]")).not_to_have_text("-", timeout=PATIENT)
    expect(staff.locator("[data-checks-panel] [data-content-checker-row]")).to_have_count(0)
