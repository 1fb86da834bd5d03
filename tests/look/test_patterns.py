"""Every page without a photo wears a pattern of its own, the same in every language and for ever."""

import uuid
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from corner.patterns.draw import SECTIONS, draw
from corner.patterns.seed import seeded_bytes

KEY = uuid.UUID("6f1c1c7e-6d2a-4f53-9a07-1f6d8f8f2b11")


def test_the_bytes_are_those_of_the_reference():
    """sha256 of "<section>/<translation_key>:<n>", n = 0, 1, 2… (look/README.md)."""
    from hashlib import sha256

    chances = seeded_bytes("events", str(KEY))
    expected = b"".join(sha256(f"events/{KEY}:{number}".encode()).digest() for number in range(2))
    assert bytes(next(chances) for _ in range(64)) == expected


@pytest.mark.parametrize("section", SECTIONS)
def test_a_pattern_is_small_and_needs_no_style(section):
    drawn = draw(section, str(KEY))
    root = ElementTree.fromstring(drawn)
    assert root.get("viewBox") == "0 0 144 144"
    assert 600 <= len(drawn) <= 4500
    assert not any("style" in element.attrib or "id" in element.attrib for element in root.iter())


@pytest.mark.parametrize("section", SECTIONS)
def test_the_same_key_is_the_same_picture_and_another_key_another(section):
    assert draw(section, str(KEY)) == draw(section, str(KEY))
    assert draw(section, str(KEY)) != draw(section, str(uuid.uuid4()))


def test_a_browser_may_keep_it_for_a_year(client):
    answer = client.get(reverse("pattern", args=["events", KEY]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert {"public", "immutable", "max-age=31536000"} <= set(answer["Cache-Control"].split(", "))


def test_a_door_has_a_pattern_of_four_by_four(client):
    assert 'viewBox="0 0 96 96"' in client.get(reverse("pattern", args=["people-door", KEY])).content.decode()


@pytest.mark.django_db
def test_an_unknown_section_is_not_found(client, home):
    assert client.get(reverse("pattern", args=["nothing", KEY])).status_code == 404


@pytest.mark.django_db
def test_a_translation_shares_the_pattern_of_its_source(client, make_technique, polish_home, translate):
    page = make_technique()
    polish = translate(page, "pl", title="Kawiarnia")
    address = reverse("pattern", args=["techniques", page.translation_key])
    assert f'src="{address}" alt=""' in client.get(page.url).content.decode()
    assert f'src="{address}" alt=""' in client.get(polish.url).content.decode()
