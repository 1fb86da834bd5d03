"""Whatever somebody sends as a sheet, by accident or on purpose, is taken whole, or refused in words."""

import contextlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from contacts.models import OrganisationPage
from exchange.admin import applying, reading
from exchange.admin.columns import KINDS
from exchange.admin.reading import LARGEST, MOST_ROWS, BadFile
from exchange.models import Upload
from tests.exchange.conftest import ORGANISATION, TECHNIQUE, as_csv, as_xlsx
from tests.sweeps.hostile import CLASSICS

pytestmark = pytest.mark.django_db

MANY = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def refusal(send):
    """Sends a file that is refused as a whole; gives the reason that the person reads."""

    def refusal(content, name="sheet.csv", kind="organisations"):
        response = send(kind, content, name)
        assert response.status_code == 422
        assert not Upload.objects.exists()
        (reason,) = response.context["form"].errors["file"]
        return reason

    return refusal


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def with_part(content, name, made):
    """An XLSX with one of its parts replaced by what `made` makes of it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, made(data) if part.filename == name else data)
    return file.getvalue()


# --- the file -----------------------------------------------------------------------------------------------


def test_no_file_and_an_empty_file(client, send, refusal):
    assert "empty" in refusal(b"")
    response = client.post(reverse("exchange_import"), {"kind": "people"})
    assert "Choose a file first" in response.content.decode()


def test_twenty_megabytes(refusal):
    assert "too large" in refusal(b"a" * 20 * 1024 * 1024)


def test_a_file_of_just_the_right_size_is_not_called_too_large(refusal):
    assert "too large" not in refusal(b"a" * LARGEST)


@pytest.mark.parametrize("size", [21 * 1024 * 1024, 200 * 1024 * 1024])
def test_a_zip_bomb_is_never_unpacked(refusal, monkeypatch, size):
    bomb = zipped(xl__workbook=b"\x00" * size)
    assert len(bomb) < LARGEST
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *args: pytest.fail("unpacked"))
    assert "far more in this file" in refusal(bomb, "bomb.xlsx")


def test_a_zip_bomb_that_lies_about_its_size(refusal):
    """The size in the archive's own list is what counts: no more than that is ever unpacked."""
    bomb = bytearray(zipped(xl__workbook=b"\x00" * 30 * 1024 * 1024))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(bomb), "bomb.xlsx")


def test_a_file_of_very_many_parts(refusal):
    assert "far more" in refusal(zipped(**{f"part{number}": b"x" for number in range(500)}), "parts.xlsx")


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_xml_that_defines_entities(refusal, encoding):
    entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'.encode(encoding)
    book = with_part(as_xlsx(ORGANISATION), "xl/workbook.xml", lambda data: entity)
    assert "no spreadsheet" in refusal(book, "entities.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_an_xlsx_with_a_part_missing_its_end(refusal, part):
    assert "damaged" in refusal(with_part(as_xlsx(ORGANISATION), part, lambda data: data[:-40]), "half.xlsx")


def test_a_picture_a_pdf_and_a_page(refusal):
    for content in (b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"<html><body>Hello"):
        assert refusal(content)


def test_letters_of_an_old_program(refusal):
    assert "CSV UTF-8" in refusal("Name,In short\nCafé,x".encode("latin-1"))


def test_utf_16_is_read(send):
    send("organisations", as_csv(ORGANISATION).decode().encode("utf-16"))
    assert Upload.objects.get().plan[0]["state"] == "new"


def test_half_a_utf_16_file(refusal):
    assert "CSV UTF-8" in refusal("Name".encode("utf-16")[:-1])


def test_a_quote_mark_that_does_not_end(refusal):
    assert "quote mark" in refusal(b'Name,In short\n"Park Friends,x\n')


def test_ten_thousand_rows(refusal):
    assert "too many rows" in refusal(as_csv(*({**ORGANISATION, "Name": f"G{n}"} for n in range(10_000))))


def test_ten_thousand_rows_of_an_xlsx_are_not_all_read(refusal, monkeypatch):
    read = []
    monkeypatch.setattr(reading, "_as_text", lambda value: read.append(value) or str(value or ""))
    assert "too many rows" in refusal(as_xlsx(*({**ORGANISATION, "Name": f"G{n}"} for n in range(10_000))), "x.xlsx")
    assert len(read) < 100 * MOST_ROWS


def test_a_sheet_that_claims_to_be_enormous(send):
    wide = with_part(
        as_xlsx(ORGANISATION),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b'<dimension ref="A1:C2"', b'<dimension ref="A1:XFD1048576"'),
    )
    assert wide != as_xlsx(ORGANISATION)
    send("organisations", wide, "wide.xlsx")
    assert Upload.objects.get().plan[0]["state"] == "new"


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        ("Name,In short,Salary", "not known: “Salary”"),
        ("Name,name", "Twice there: “Name”"),
        ("In short,Topics", "“Name” is missing"),
        (",".join(["Name"] * 80), "too many columns"),
        ("Name,E-mail", "not known: “E-mail”"),
    ],
)
def test_headings(refusal, headings, reason):
    assert reason in refusal(f"{headings}\nx,y\n".encode())


def test_words_in_a_column_without_a_heading(refusal):
    assert "Row 2" in refusal(b"Name,In short\nPark Friends,We dig, and plant.\n")


def test_a_kind_that_there_is_not(send):
    assert send("passwords", as_csv(ORGANISATION)).status_code == 422


# --- cells --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('=HYPERLINK("https://evil.example","x")', "formula"),
        ("  @SUM(1)", "formula"),
        ("＝1+1", "formula"),
        ("Fine.\n+1", "formula"),
        ("'=1+1", "formula"),
        ("<script>alert(1)</script>", "HTML"),
        ("a < b <img src=x>", "HTML"),
        ("a\x1bb", "cannot be seen"),
        ("a\u202eb", "cannot be seen"),
        ("a\ufffeb", "cannot be seen"),
        ("a" * 281, "281 characters, and 280 at most"),
    ],
)
def test_a_cell_that_is_refused_says_why(look, cell, reason):
    upload = look("organisations", {**ORGANISATION, "In short": cell})
    ((column, why),) = upload.plan[0]["problems"]
    assert column == "In short"
    assert reason in why


def test_a_formula_of_a_spreadsheet_is_never_worked_out(send):
    book = Workbook()
    book.active.append(list(ORGANISATION))
    book.active.append(["=1+1", "Fine.", "community"])
    file = io.BytesIO()
    book.save(file)
    send("organisations", file.getvalue(), "formula.xlsx")
    assert "formula" in Upload.objects.get().plan[0]["problems"][0][1]


def test_less_than_is_not_html(look):
    assert look("organisations", {**ORGANISATION, "In short": "Groups of < 5 people."}).plan[0]["state"] == "new"


@pytest.mark.parametrize("number", ["-1", "1.5", "1e3", "٣", "nan", "99999999999999999999", "40000", "half"])
def test_what_is_not_a_whole_number(look, number):
    assert look("techniques", {**TECHNIQUE, "Largest group": number}).plan[0]["state"] == "wrong"


@pytest.mark.parametrize("steps", ["Welcome", "0 | Welcome", "10 |", "9999 | Welcome", "10 | " + "x" * 121, "|||"])
def test_steps_that_are_none(look, steps):
    assert look("techniques", {**TECHNIQUE, "Steps": steps}).plan[0]["state"] == "wrong"


ANY_TEXT = st.one_of(st.sampled_from(CLASSICS), st.text(max_size=60))


@MANY
@given(content=st.binary(max_size=400))
@pytest.mark.parametrize("begin", [b"", b"PK\x03\x04", b"\xff\xfe", b"Name,In short\n"])
def test_any_bytes_are_read_or_refused_in_words(begin, content):
    refusals = set()
    for kind in KINDS.values():
        try:
            assert reading.read(SimpleUploadedFile("x", begin + content), kind)
        except BadFile as refusal:
            refusals.add(str(refusal))
    assert all(refusal.endswith(".") for refusal in refusals)


@MANY
@given(where=st.integers(0, 6000), what=st.integers(0, 255))
def test_an_xlsx_with_one_byte_changed_is_read_or_refused(where, what):
    content = bytearray(as_xlsx(ORGANISATION))
    content[where % len(content)] = what
    with contextlib.suppress(BadFile):
        reading.read(SimpleUploadedFile("x.xlsx", bytes(content)), KINDS["organisations"])


def test_any_words_in_a_cell_are_taken_or_refused_and_never_half(send, contacts_page, client):
    """All that was called right comes in as it was shown, and the screen escapes all of it."""
    headings = [column.heading for column in KINDS["organisations"].columns]

    @MANY
    @given(heading=st.sampled_from(headings), cell=ANY_TEXT)
    def one(heading, cell):
        OrganisationPage.objects.all().delete()
        contacts_page.refresh_from_db()
        row = {**ORGANISATION, heading: f"N{cell}" if heading == "Name" else cell}
        if any("\ud800" <= letter <= "\udfff" for cell in row.values() for letter in cell):
            return
        response = send("organisations", as_csv(row))
        if response.status_code == 422:
            assert "\x00" in as_csv(row).decode()
            return
        upload = Upload.objects.get()
        screen = client.get(reverse("exchange_look", args=[upload.pk])).content.decode()
        assert "<script>alert" not in screen
        right = upload.plan[0]["state"] == "new"
        applying.apply(upload.pk, upload.user)
        assert OrganisationPage.objects.count() == right
        seen.add(upload.plan[0]["state"])

    seen = set()
    one()
    assert seen == {"new", "wrong"}


def test_names_that_make_the_same_address(look, apply):
    apply(look("organisations", *({**ORGANISATION, "Name": name} for name in ("a!", "A ?", "公园", "الحديقة", "1"))))
    slugs = set(OrganisationPage.objects.values_list("slug", flat=True))
    assert len(slugs) == 5
    assert all(slugs)


def test_a_name_without_a_letter_is_wrong(look):
    upload = look("organisations", {**ORGANISATION, "Name": "!!!"})
    assert upload.plan[0]["problems"] == [["Name", "There is no letter and no number in it."]]


def test_a_zero_is_in_no_text(refusal):
    assert "not a CSV or XLSX file" in refusal(b"Name,In short\nPark\x00Friends,x\n")
