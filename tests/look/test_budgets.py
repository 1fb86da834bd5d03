"""Light enough for an old phone, and strict enough for the Content-Security-Policy (speed.md, budget 9)."""

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Page

from tools.lint_css import faults

STATIC = Path(settings.SITE_DIR, "static")
ROOMS = ("contacts", "library", "techniques", "casestudies", "events", "home", "search")
#: Mail needs style attributes: mail programs drop style sheets. The admin, and signing in to it, are for staff.
NOT_PUBLIC = {"mail", "admin", "wagtailadmin", "account", "accounts", "mfa", "usersessions", "guide"}
TEMPLATES = sorted(
    path
    for folder in (Path(settings.SITE_DIR, "templates"), *(settings.BASE_DIR / room / "templates" for room in ROOMS))
    for path in folder.rglob("*.html")
    if not NOT_PUBLIC & set(path.parts)
)


def kilobytes(content):
    return len(gzip.compress(content, 9)) / 1024


def linked(tag):
    """The static files that public templates load with `tag`."""
    load = re.compile(f'<{re.escape(tag)}="{{% static "([^"]+)" %}}')
    return {name for template in TEMPLATES for name in load.findall(template.read_text())}


def test_one_style_sheet_of_ten_kilobytes():
    assert linked('link rel="stylesheet" href') == {"css/site.css"}
    assert kilobytes((STATIC / "css/site.css").read_bytes()) <= 10


def test_one_script_of_five_kilobytes():
    assert linked("script src") == {"js/site.js"}
    assert kilobytes((STATIC / "js/site.js").read_bytes()) <= 5


def test_the_style_sheet_knows_no_left_and_right():
    assert list(faults((STATIC / "css/site.css").read_text())) == []


def test_layers_come_in_their_order():
    sheet = (STATIC / "css/site.css").read_text()
    assert "@layer reset, tokens, base, layout, components, utilities, print;" in sheet
    assert re.findall(r"^@layer (\w+) \{", sheet, re.MULTILINE) == [
        "tokens",
        "reset",
        "base",
        "layout",
        "components",
        "utilities",
        "print",
    ]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_style_or_script_of_its_own(template):
    text = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", text)
    assert not re.search(r"<script(?! src=)", text)


@pytest.mark.django_db
def test_pages_stay_below_ten_kilobytes(client, home, events_index, make_event, make_case_study):
    make_case_study()
    for number in range(20):
        make_event(starts_in_days=number + 1, payment_details="We pay for your time, on the day.")
    event = make_event()
    for page in (home, events_index, event):
        answer = client.get(page.url)
        assert kilobytes(answer.content) <= 10, page


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_once")
def test_no_page_of_the_starter_site_is_heavier_than_ten_kilobytes(client):
    """All of them, in every language that they are in, with all that they load at once from here."""
    pages = {page.url: client.get(page.url) for page in Page.objects.live().filter(depth__gt=1).specific()}
    assert len({type(answer.context["page"]) for answer in pages.values()}) > 12
    for url, answer in pages.items():
        assert kilobytes(answer.content) <= 10, url
        found = BeautifulSoup(answer.content, "html.parser")
        at_once = found.select("img:not([loading=lazy]), script[src], link[rel=stylesheet], link[rel=icon]")
        assert len(at_once) + 1 <= 15, url
        assert not [tag for tag in at_once if "//" in (tag.get("src") or tag.get("href"))], url
