"""Files that the admin offers are harmless, those of Wagtail's own lists too (safety.md 9)."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://evil.example/","Tea")'


def table(answer, kind):
    """The cells of a file."""
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        return content.decode("utf-8")
    return "\n".join(str(cell.value) for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["event_pages:index", "wagtailadmin_reports:aging_pages"])
def test_a_title_that_is_a_formula_is_text(client, administrator, make_event, name, kind):
    make_event(FORMULA)
    client.force_login(administrator)
    text = table(client.get(reverse(name), {"export": kind}), kind)
    assert "'=HYPERLINK" in text
    assert "=HYPERLINK" not in text.replace("'=HYPERLINK", "")


def test_names_in_polish_are_read_rightly(client, administrator, make_event):
    make_event("Herbata w Łodzi")
    client.force_login(administrator)
    text = table(client.get(reverse("event_pages:index"), {"export": "csv"}), "csv")
    assert text.startswith("\ufeff")
    assert "Herbata w Łodzi" in text


def test_a_control_character_breaks_no_file(client, administrator, make_event):
    page = make_event("Tea")
    type(page).objects.update(title="Te\x0ba")
    client.force_login(administrator)
    assert "Tea" in table(client.get(reverse("event_pages:index"), {"export": "xlsx"}), "xlsx")
