"""Each test begins in English, whatever language the page was in that was asked for last."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    with translation.override("en-gb"):
        yield
