"""A site with the pages below which sheets go, somebody who may import, and sheets as people send them."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from exchange.models import Upload

ORGANISATION = {"Name": "Park Friends", "In short": "We look after the park.", "Kind of organisation": "community"}
TECHNIQUE = {
    "Name": "Talk in pairs",
    "In short": "Two people talk.",
    "What it makes possible": "Quiet people are heard.",
    "A quiet way to take part": "Write it down.",
}
PERSON = {"Name": "Amina Example", "In short": "Ask me about parks."}


def as_csv(*rows, separator=","):
    """A file with one column for each key that a row has."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return text.getvalue().encode()


def as_xlsx(*rows):
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append([row.get(heading) for heading in headings])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def places(contacts_page, techniques_index):
    """Where techniques, organisations and people go."""


@pytest.fixture
def editor(make_user, places):
    return make_user("editor", groups=["Editors"])


@pytest.fixture
def send(client, editor):
    """Sends a file as the editor; gives the answer."""
    client.force_login(editor)

    def send(kind, content, name="sheet.csv"):
        return client.post(reverse("exchange_import"), {"kind": kind, "file": SimpleUploadedFile(name, content)})

    return send


@pytest.fixture
def look(send):
    """Sends rows that can be read; gives the upload with its plan."""

    def look(kind, *rows):
        response = send(kind, as_csv(*rows))
        assert response.status_code == 302, response.context["form"].errors
        return Upload.objects.get()

    return look


@pytest.fixture
def apply(client):
    def apply(upload):
        return client.post(reverse("exchange_apply", args=[upload.pk]), follow=True)

    return apply
