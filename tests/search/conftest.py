"""Helpers for asking search, and for reading what it answers."""

import re
from html import unescape

import pytest
from django.utils.http import urlencode


@pytest.fixture(autouse=True)
def everything_is_found(searchable):
    """Every test in this folder searches for what it has written."""


@pytest.fixture
def ask(client, db):
    """Ask search in a language: `ask("parks", "pl", kind="events")`."""

    def asked(words, language="", **more):
        prefix = f"/{language}" if language else ""
        return client.get(f"{prefix}/search/?" + urlencode({"q": words, **more}, doseq=True))

    return asked


@pytest.fixture
def titles():
    """The titles of all results on a page, in order; of one part of it, if its heading's id is given."""

    def read(response, part=""):
        html = response.content.decode()
        if part:
            start = html.find(f'id="{part}"')
            html = html[start : html.find("</section>", start)] if start >= 0 else ""
        found = re.findall(r"<article.*?<h3[^>]*>(.*?)</h3>", html, re.DOTALL)
        return [unescape(re.sub(r"<[^>]+>", "", title)) for title in found]

    return read
