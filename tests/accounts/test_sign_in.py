"""What is typed on the page to sign in is no way to break it (found by tests/sweeps/test_hostile_input.py)."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
def test_a_name_longer_than_the_database_compares_is_refused_in_words(client):
    answer = client.post(reverse("account_login"), {"username": "a" * 100_000, "password": "password"})
    assert answer.status_code == 200
    assert "at most 254 characters" in answer.content.decode()
