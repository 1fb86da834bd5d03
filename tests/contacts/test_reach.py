"""Ways to reach somebody: right in every direction of writing, and never a trap."""

import pytest


@pytest.fixture
def reached_by(client, make_person):
    def show(kind, value, best_times=""):
        page = make_person(reach=[("reach", {"kind": kind, "value": value, "best_times": best_times})])
        return client.get(page.url).content.decode().split('id="reach"')[1].split('<p class="go">')[0]

    return show


def test_a_phone_number_reads_left_to_right_and_can_be_rung(reached_by):
    html = reached_by("phone", "023 8000 0000", "Mornings")
    assert '<a href="tel:+442380000000"><bdi dir="ltr">023 8000 0000</bdi></a>' in html
    assert "Mornings" in html


def test_an_address_reads_left_to_right_and_can_be_written_to(reached_by):
    assert '<a href="mailto:anna@example.org"><bdi dir="ltr">anna@example.org</bdi></a>' in reached_by(
        "email", "anna@example.org"
    )


def test_a_website_is_linked(reached_by):
    assert '<a href="https://example.org/"><bdi dir="ltr">https://example.org/</bdi></a>' in reached_by(
        "website", "https://example.org/"
    )


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("website", "example"),
        ("email", "anna"),
        ("email", "a@example.org?cc=b@example.org"),
        ("phone", "ask inside"),
        ("other", "https://example.org"),
    ],
)
def test_what_is_no_address_stands_as_text(reached_by, kind, value):
    html = reached_by(kind, value)
    assert "<a " not in html
    assert f">{value}</bdi>" in html


def test_somebody_without_an_address_is_reached_through_the_network(client, make_person):
    html = client.get(make_person().url).content.decode()
    assert "Write to the network. We pass it on." in html


def test_a_card_shows_nobody_without_a_basis(client, make_person, make_information_page):
    from contacts.blocks import ContactCardBlock
    from corner.models import ConsentRecord

    anna = make_person("Anna", role="Host")
    card = ContactCardBlock()
    value = card.to_python({"person": anna.pk, "about": "trees"})
    assert "Anna" in card.render(value)
    assert "Host" in card.render(value)
    ConsentRecord.objects.all().delete()
    assert card.render(value).strip() == ""
