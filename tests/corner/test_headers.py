"""An address that only one person may know stays with them, whatever answers at it."""

import pytest

from events.mails import manage_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(make_event, date_of, signed_up):
    return signed_up(date_of(make_event()), email="amina@example.org")


def path(signup, language=None):
    return manage_url(signup, language).removeprefix("http://testserver")


def assert_kept_secret(answer):
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_link_whose_last_slash_was_lost_on_its_way_is_put_right_in_secret(client, amina):
    answer = client.get(path(amina).removesuffix("/"))
    assert (answer.status_code, answer["Location"]) == (301, path(amina))
    assert_kept_secret(answer)


def test_so_is_a_link_in_a_language_that_was_switched_off(client, amina):
    answer = client.get(path(amina, "pl"))
    assert (answer.status_code, answer["Location"]) == (302, path(amina))
    assert_kept_secret(answer)


@pytest.mark.parametrize("method", ["get", "post", "put"])
@pytest.mark.parametrize("spoilt", ["", "x"])
def test_so_is_every_other_answer(client, amina, polish_home, method, spoilt):
    for language in ("en-gb", "pl"):
        assert_kept_secret(getattr(client, method)(f"{path(amina, language)[:-1]}{spoilt}/"))


def test_the_form_that_asks_for_a_new_link_can_still_be_sent(client):
    """With "no-referrer" browsers would send `Origin: null`, and the form would be refused as forged."""
    answer = client.get("/sign-ups/lost-link/")
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_pages_for_everybody_may_be_found_and_kept(client, home):
    answer = client.get("/")
    assert "X-Robots-Tag" not in answer
    assert "no-store" not in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
