"""What people send to the translation editor by mistake gets a message, never an error page."""

import io

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests.fixtures.site import submit


@pytest.fixture
def translation(make_technique, polish_home):
    return submit(make_technique(), "pl")


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize(
    "file",
    [
        b'msgid "Techniques"\nmsgstr "Metody"\n',  # without its header
        b"",
        b"no PO file at all",
        b"\xff\xfe\x00\x01",
        b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: of another page\\n"\n',
    ],
)
def test_a_file_that_is_no_po_file_of_this_page(translation, staff, file):
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    answer = staff.post(address, {"file": io.BytesIO(file), "next": "/admin/pages/"})
    assert answer.headers["Location"] == "/admin/pages/"
    (message,) = get_messages(answer.wsgi_request)
    assert message.level_tag == "error"
    assert not StringTranslation.objects.filter(context__object_id=translation.source.object_id).exists()


def test_no_file_at_all(translation, staff):
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    answer = staff.post(address, follow=True)
    assert "Nothing was saved. Choose a file first." in answer.content.decode()


@pytest.mark.parametrize(
    ("junk", "why"),
    [(b"# tea\n" * 900_000, "The file is larger than 5 MB."), (b'"tea"\n' * 3000, "The file is no PO file.")],
    ids=["large", "slow"],
)
def test_a_file_made_to_keep_the_server_busy(translation, staff, junk, why, monkeypatch):
    """polib would read it for minutes. One page's file has the limits of a whole language's."""
    monkeypatch.setattr("polib.pofile", None)  # it is not read at all
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    answer = staff.post(address, {"file": io.BytesIO(str(translation.export_po()).encode() + junk)})
    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == f"Nothing was saved. {why}"
    assert not StringTranslation.objects.filter(context__object_id=translation.source.object_id).exists()


def test_it_never_leads_to_another_site(translation, staff):
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    answer = staff.post(address, {"next": "https://example.org/"})
    assert answer.headers["Location"] == "/admin/"


def test_a_string_without_its_value(translation, staff):
    segment = translation.source.stringsegment_set.first()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = staff.put(address, "", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "Nothing was saved" in answer.json()["detail"]


def test_html_nested_without_end(translation, staff):
    segment = translation.source.stringsegment_set.first()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    words = f"value={'<b>' * 5000}"
    answer = staff.put(address, words, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert not StringTranslation.objects.filter(context__object_id=translation.source.object_id).exists()
