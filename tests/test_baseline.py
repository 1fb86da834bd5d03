"""Whatever a test with real transactions leaves behind, the next one finds what the migrations made."""

import socket

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from tests import network


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_real_transactions_begin_with_what_migrations_made(turn):
    """The second turn begins where the first was emptied; so would an ordinary test that came after it."""
    assert not Page.objects.filter(slug="left-behind").exists()
    root = Page.objects.get(depth=1)
    assert Locale.objects.exists()
    assert root.content_type == ContentType.objects.get_for_model(Page)
    root.add_child(title="Left behind", slug="left-behind")


def test_another_machine_cannot_be_reached(monkeypatch):
    refused = network.refuse_other_machines(monkeypatch)
    with pytest.raises(OSError, match=r"tests may not reach 192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(OSError, match="tests may not reach elsewhere"):
        socket.getaddrinfo("elsewhere.example", 80)
    assert refused == ["192.0.2.1", "elsewhere.example"]
