"""A site whose pages are kept, as in production."""

import pytest
from django.core.cache import cache
from django.db import connection

from corner.page_cache import generation, writes


@pytest.fixture
def keeping(settings, monkeypatch, db):
    """Pages are kept, and writes are watched; what follows from a commit, tests with real transactions see."""
    cache.clear()
    settings.PAGE_CACHE = True
    monkeypatch.setattr(generation, "SETTLED", -1)
    writes.watch(connection)
    yield
    connection.execute_wrappers.remove(writes._notice)
    generation._owed = False
    cache.clear()


@pytest.fixture
def made_anew(client, settings):
    """What an address answers without the cache, or with it where nothing is kept."""

    def ask(url):
        settings.PAGE_CACHE = False
        try:
            return client.get(url)
        finally:
            settings.PAGE_CACHE = True

    return ask
