"""The starter content, as somebody finds it who has just loaded it."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.home.loading import live_pages


@pytest.fixture
def loaded(starter_once, db):
    cache.clear()


@pytest.fixture(scope="module")
def opened(starter_once, django_db_blocker):
    """Every live page with what a visitor gets for its address: (page, status, text)."""
    visitor = Client()
    with django_db_blocker.unblock():
        answers = [(page, visitor.get(page.get_url())) for page in live_pages()]
    return [(page, answer.status_code, answer.content.decode()) for page, answer in answers]
