"""The starter content, loaded once a file: loading takes seconds."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.home.loading import live_pages, load


@pytest.fixture(scope="module")
def site_once(django_db_setup, django_db_blocker):
    """The starter content, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load()
        yield
        transaction.set_rollback(True)
        cache.clear()


@pytest.fixture
def loaded(site_once, db):
    cache.clear()


@pytest.fixture(scope="module")
def opened(site_once, django_db_blocker):
    """Every live page with what a visitor gets for its address: (page, status, text)."""
    visitor = Client()
    with django_db_blocker.unblock():
        answers = [(page, visitor.get(page.get_url())) for page in live_pages()]
    return [(page, answer.status_code, answer.content.decode()) for page, answer in answers]
