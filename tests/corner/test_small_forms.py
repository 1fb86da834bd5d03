"""A public form takes what a form of this site sends, and not what would keep the site busy."""

import pytest

from corner.guards import body

pytestmark = pytest.mark.django_db
FORM = "/search/"


def fields(number):
    return "&".join(f"f{each}=" for each in range(number))


def post(client, sent, path="/write/", content_type="application/x-www-form-urlencoded"):
    return client.post(path, sent, content_type=content_type).status_code


def test_a_thousand_fields_are_enough(client, home):
    assert post(client, fields(body.MOST_FIELDS)) == 200
    assert post(client, fields(body.MOST_FIELDS + 1)) == 400


def test_the_same_field_again_counts(client, home):
    assert post(client, "a=&" * (body.MOST_FIELDS + 1)) == 400


def test_so_do_files(client, home):
    boundary = "x"
    one = f'--{boundary}\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nx\r\n'
    sent = f"{one * 101}--{boundary}--\r\n"
    assert post(client, sent, content_type=f"multipart/form-data; boundary={boundary}") == 400


def test_half_a_megabyte_is_enough(client, home):
    assert post(client, "a=" + "x" * (body.LONGEST - 2)) == 200
    assert post(client, "a=" + "x" * (body.LONGEST - 1)) == 400


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "９"])
def test_a_length_that_is_none_is_refused(client, home, length):
    answer = client.post("/write/", "a=1", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=length)
    assert answer.status_code == 400


def test_the_long_forms_of_staff_are_not_stopped(client, administrator):
    client.force_login(administrator)
    assert post(client, fields(5000), "/admin/account/") == 200
