"""A link in a mail opens what it was made for, and nothing that somebody made up opens anything."""

import re
from uuid import UUID, uuid4

import pytest

from corner.links import BadLink, sign, unsign

PERSON = UUID("6a204bd8-9b5e-4f4a-a4b8-3d0a8b7b1f10")


def test_a_link_gives_back_what_it_was_made_of():
    assert unsign("manage", sign("manage", PERSON, 3)) == (PERSON, [3])


def test_a_link_fits_into_an_address_as_it_is():
    assert re.fullmatch(r"[A-Za-z0-9._-]+", sign("manage", PERSON, 1))


def test_a_link_for_one_purpose_is_no_good_for_another():
    with pytest.raises(BadLink):
        unsign("give-feedback", sign("manage", PERSON, 1))


def test_a_raised_version_cannot_be_made_up():
    version_one = sign("manage", PERSON, 1)
    with pytest.raises(BadLink):
        unsign("manage", version_one.replace(f"{PERSON}.1.", f"{PERSON}.2."))


def test_a_link_cannot_be_turned_on_somebody_else():
    with pytest.raises(BadLink):
        unsign("manage", sign("manage", PERSON, 1).replace(str(PERSON), str(uuid4())))


def test_links_already_mailed_keep_working_when_the_key_changes(settings):
    settings.SECRET_KEY = "the key of last year"
    mailed = sign("manage", PERSON, 1)
    settings.SECRET_KEY = "the key of this year"

    settings.SECRET_KEY_FALLBACKS = ["the key of last year"]
    assert unsign("manage", mailed) == (PERSON, [1])

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(BadLink):
        unsign("manage", mailed)


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        ".",
        "...",
        "a.b.c",
        "\x00",
        "é" * 20,
        "\ud800",
        "x" * 100_000,
        f"{PERSON}.1",
        f"{PERSON}.1.",
        f"{PERSON}.1.\x00",
    ],
)
def test_garbage_is_a_bad_link_and_no_other_error(garbage):
    with pytest.raises(BadLink):
        unsign("manage", garbage)


@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_link_that_a_mail_program_cut_short_is_bad(cut):
    with pytest.raises(BadLink):
        unsign("manage", sign("manage", PERSON, 1)[:-cut])
