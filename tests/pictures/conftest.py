import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_cache():
    """It knows the files of a picture by its number, which begins anew with every test."""
    cache.clear()
