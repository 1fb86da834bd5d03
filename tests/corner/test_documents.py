"""Documents: what may come in, under what name, and how it goes out."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from corner import document_files

pytestmark = pytest.mark.django_db
Document = get_document_model()


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


GOOD = {
    "plan.pdf": b"%PDF-1.7 ...",
    "plan.PDF": b"%PDF-1.7 ...",
    "talk.mp3": b"ID3\x04...",
    "list.csv": "name,city\nŁódź,پاکستان".encode(),
    "notes.txt": b"",
    "plan.docx": packed(word__document="<w/>"),
    "list.xlsx": packed(xl__workbook="<x/>"),
    "talk.pptx": packed(ppt__slide="<p/>"),
    "plan.odt": packed(**{"content.xml": "<o/>"}),
}
PROGRAM = b"MZ\x90\x00\x03" + b"\x00" * 100
PAGE = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def staff(client, make_user):
    client.force_login(make_user(groups=["Editors"]))
    return client


def send(client, name, content):
    """By the screen where several are chosen at once."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("wagtaildocs:add_multiple"), {"title": "Plan", "files[]": file})
    assert answer.status_code == 200, name
    return json.loads(answer.content)


@pytest.mark.parametrize("name", GOOD)
def test_what_it_says_it_is_comes_in(staff, name):
    content = GOOD[name] or b"."
    assert send(staff, name, content)["success"]


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("content", [PROGRAM, packed(evil__x="x"), b"GIF89a\0/*" + PAGE], ids=["exe", "zip", "gif/js"])
def test_what_lies_about_itself_does_not(staff, name, content):
    answer = send(staff, name, content)
    assert not answer["success"]
    assert "not what its name says" in str(answer)
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.pdf.html", "x.exe", "x.docm", "x.js", ".pdf", "x", "x.pdf."])
def test_other_kinds_do_not_come_in_at_all(staff, name):
    assert not send(staff, name, GOOD["plan.pdf"])["success"]
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\windows\\x.pdf",
        "/etc/x.pdf",
        "invoice\u202efdp.exe.pdf",
        "nul\0in.pdf",
        "new\nline.pdf",
        "CON.pdf",
        "x.html.pdf",
        "<script>.pdf",
        "a" * 90 + ".pdf",
        "план ملف.pdf",
        "-rf.pdf",
    ],
)
def test_a_name_is_only_a_name(staff, name, settings):
    answer = send(staff, name, GOOD["plan.pdf"])
    assert answer["success"], answer
    document = Document.objects.get()
    assert document.file.name.startswith("documents/")
    assert document.file.name.count("/") == 1
    assert (settings.MEDIA_ROOT / "documents").resolve() in (settings.MEDIA_ROOT / document.file.name).resolve().parents
    assert not set(document.file.name) & set("\\\0\n<>\u202e")
    download = staff.get(document.url)
    assert download.status_code == 200
    assert "\n" not in download["Content-Disposition"]


@pytest.mark.parametrize("length", [101, 300, 5000])
def test_a_name_that_is_too_long_is_cut_short(staff, length):
    assert send(staff, "a" * length + ".pdf", GOOD["plan.pdf"])["success"]
    name = Document.objects.get().file.name
    assert len(name) <= 100
    assert name.endswith(".pdf")


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(staff, monkeypatch):
    monkeypatch.setattr(document_files, "LARGEST_UNPACKED", 1_000_000)
    bomb = packed(word__document=b"\0" * 2_000_000)
    assert len(bomb) < 10_000
    assert "far more in this file" in str(send(staff, "bomb.docx", bomb))


def test_so_is_one_that_is_too_large(staff, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    assert "too big" in str(send(staff, "plan.pdf", GOOD["plan.pdf"] + b"x" * 1000))


def test_a_file_put_in_the_place_of_another_is_looked_at_too(staff, administrator):
    document = Document.objects.create(title="Plan", file=ContentFile(GOOD["plan.pdf"], name="plan.pdf"))
    staff.force_login(administrator)
    address = reverse("wagtaildocs:edit", args=[document.pk])
    answer = staff.post(address, {"title": "Plan", "file": SimpleUploadedFile("other.pdf", PROGRAM)})
    assert "not what its name says" in answer.content.decode()
    assert staff.post(address, {"title": "A new title"}).status_code == 302


@pytest.mark.parametrize("name", GOOD)
def test_it_goes_out_as_a_download_that_can_do_nothing(client, name):
    document = Document.objects.create(title="Plan", file=ContentFile(GOOD[name] or b".", name=name))
    answer = client.get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


def test_one_of_a_private_collection_goes_to_nobody_else(client, make_user):
    private = Collection.get_first_root_node().add_child(name="Board")
    restriction = CollectionViewRestriction.objects.create(collection=private, restriction_type="groups")
    member = make_user("member", groups=["Editors"])
    restriction.groups.set(member.groups.all())
    document = Document.objects.create(
        title="Plan", collection=private, file=ContentFile(b"%PDF-zamarka", name="plan.pdf")
    )
    for somebody in (None, make_user("other")):
        if somebody:
            client.force_login(somebody)
        answer = client.get(document.url)
        assert answer.status_code == 302
        assert b"zamarka" not in answer.content
        for address in (f"/media/{document.file.name}", f"/documents/{document.pk}/other.pdf"):
            assert client.get(address).status_code == 404
    client.force_login(member)
    answer = client.get(document.url)
    assert b"zamarka" in b"".join(answer)
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}
