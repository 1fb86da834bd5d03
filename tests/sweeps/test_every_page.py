"""What holds on every page that a reader can open: structure, headers, no cookie, nothing from another host."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page as WagtailPage

from corner.languages.config import direction, lang_tag
from tests.sweeps.addresses import is_form
from tests.sweeps.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

#: Where somebody types: these pages set the form's own cookie, and nothing else does.
FORM_COOKIES = {"csrftoken"}


@pytest.fixture(scope="module")
def pages(opened):
    """Every address that answers with a page, read once."""
    return {
        address: (answer, Page(answer.content.decode()))
        for address, answer in opened.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def wrong(pages, check):
    """What `check` says of each page; empty where all is well."""
    return {address: said for address, (answer, page) in pages.items() if (said := check(answer, page))}


# --- Structure ----------------------------------------------------------------------------------------------


def test_every_address_answers(opened):
    assert {address: answer.status_code for address, answer in opened.items() if answer.status_code >= 400} == {}
    assert Counter(answer.status_code for answer in opened.values())[200] > 80


def test_one_main_heading_and_none_skipped(pages):
    def check(answer, page):
        jumps = [pair for pair in zip(page.headings, page.headings[1:], strict=False) if pair[1] > pair[0] + 1]
        return page.headings.count(1) != 1 or jumps

    assert wrong(pages, check) == {}


def test_every_input_has_a_label(pages):
    assert wrong(pages, lambda answer, page: page.unlabelled) == {}


def test_no_id_twice(pages):
    assert wrong(pages, lambda answer, page: [key for key, count in Counter(page.ids).items() if count > 1]) == {}


def test_language_and_direction_are_those_of_the_address(pages):
    def check(answer, page):
        prefix = answer.request["PATH_INFO"].split("/")[1]
        code = prefix if prefix in ("pl", "ar") else "en-gb"
        found = page.attributes("html")
        return (found.get("lang"), found.get("dir")) != (lang_tag(code), direction(code)) and found

    assert wrong(pages, check) == {}


#: What stays as it is in every language.
NAMES = re.compile(
    r"Southampton Voluntary Services|University of Southampton|Monty’s Community Hub|Board in the City"
    r"|Making Coproduction Meaningful|CC BY-NC-SA 4.0|Google Calendar|coproduction@\S+|https?://\S+"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}[ ,.’'-]+[A-Za-z]{2,}")


MORE_IN_ARABIC = [
    "/ar/nothing-here/",
    "/ar/case-studies/teenage-girls-and-parks/",
    "/ar/search/?q=xylophone",
    "/ar/sign-ups/lost-link/",
    "/ar/sign-ups/worn-out/",
    "/ar/techniques/?people=x",
    "/ar/techniques/?people=12&minutes=30",
]


def stray_english(html):
    """English on a page in Arabic that is not marked as English: a screen reader would speak it with Arabic sounds."""
    marked_as_arabic = [NAMES.sub("", words) for language, words in Page(html).words if language == "ar"]
    return [words for words in marked_as_arabic if ENGLISH.search(words)]


def test_a_page_in_arabic_holds_no_english_by_accident(opened, pages, client):
    """What a translator has not reached is marked as English; the interface itself is translated to the last word."""
    form = next(address for address in opened if re.match(r"/ar/.*/sign-up/\d+/$", address))
    html = {a: answer.content.decode() for a, answer in opened.items() if re.match(r"/ar/", a) and a in pages}
    html |= {address: client.get(address).content.decode() for address in MORE_IN_ARABIC}
    html["form with errors"] = client.post(form, {"go": "check"}).content.decode()
    assert {address: found for address, text in html.items() if (found := stray_english(text))} == {}
    assert len(html) > 15


def test_titles_are_there_and_differ(pages):
    titles = {}
    for address, (_answer, page) in pages.items():
        assert page.title.strip(), address
        if not is_form(address) and "/search/" not in address:
            titles.setdefault(page.title, []).append(address)
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}


def test_every_picture_says_what_it_shows_or_that_it_is_decoration(pages):
    assert (
        wrong(pages, lambda answer, page: [found for tag, found in page.tags if tag == "img" and "alt" not in found])
        == {}
    )


def test_the_main_content_can_be_reached(pages):
    def check(answer, page):
        skip = [found for tag, found in page.tags if tag == "a" and found.get("href") == "#main"]
        return not skip or page.ids.count("main") != 1

    assert wrong(pages, check) == {}


# --- What the strict policy asks of a page ------------------------------------------------------------------


def test_no_style_and_no_code_inside_a_page(pages):
    def check(answer, page):
        handlers = [name for tag, found in page.tags for name in found if name == "style" or name.startswith("on")]
        inline = [found for found in page.scripts if "src" not in found and found.get("type") != "application/ld+json"]
        return handlers + inline + [tag for tag, _found in page.tags if tag in ("style", "iframe", "embed", "base")]

    assert wrong(pages, check) == {}


def test_nothing_comes_from_another_host(pages):
    def check(answer, page):
        return [url for url in [*page.fetched, *page.actions] if urlsplit(url).netloc or url.startswith("javascript:")]

    assert wrong(pages, check) == {}
    assert sum(len(page.fetched) for _answer, page in pages.values()) > 300, "the sweep must see what is fetched"


def test_links_that_leave_are_plain_links(pages):
    def check(answer, page):
        return [found for tag, found in page.tags if tag == "a" and (found.get("href") or "").startswith("javascript:")]

    assert wrong(pages, check) == {}


# --- Cookies and caches -------------------------------------------------------------------------------------


def test_reading_sets_no_cookie(opened):
    def surplus(address, answer):
        return set(answer.cookies) - (FORM_COOKIES if is_form(address) else set())

    found = {address: surplus(address, answer) for address, answer in opened.items()}
    assert {address: names for address, names in found.items() if names} == {}


def test_every_answer_says_how_it_may_be_kept(opened):
    assert {address for address, answer in opened.items() if not answer.get("Cache-Control")} == set()


def test_pages_of_one_person_are_kept_by_nobody(opened):
    personal = {a: r for a, r in opened.items() if re.match(r"/sign-ups/(?!lost-link)", a)}
    assert personal
    for address, answer in personal.items():
        assert "no-store" in answer["Cache-Control"], address
        assert "private" in answer["Cache-Control"], address
        assert answer["Referrer-Policy"] == "no-referrer", address
        assert "noindex" in answer["X-Robots-Tag"], address


# --- Headers ------------------------------------------------------------------------------------------------

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "report-uri": "/policy-reports/",
}
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def policy(response):
    return dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))


def has_common_headers(response):
    assert {name: response.get(name) for name in COMMON} == COMMON
    assert response["Referrer-Policy"] in ("strict-origin-when-cross-origin", "no-referrer", "same-origin")
    for power in ("camera", "microphone", "geolocation", "payment"):
        assert f"{power}=()" in response["Permissions-Policy"]


def test_every_public_answer_has_the_strict_policy(opened):
    assert len(opened) > 80
    for address, answer in opened.items():
        has_common_headers(answer)
        assert policy(answer) == STRICT, address


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nothing-here/", 404), ("/about", 301), ("/pl", 301), ("/documents/999/x.pdf", 404), ("/sign-ups/forged/", 404)],
)
def test_answers_that_are_no_page_have_it_too(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    has_common_headers(response)
    assert policy(response) == STRICT


def test_refusals_have_it_too(client):
    for response in (client.post("/search/"), client.get("/", HTTP_HOST="evil.example")):
        assert response.status_code in (400, 405)
        has_common_headers(response)
        assert policy(response) == STRICT


def test_an_error_of_ours_has_it_too(monkeypatch):
    monkeypatch.setattr("search.views.find", lambda *args, **kwargs: 1 / 0)
    response = Client(raise_request_exception=False).get("/search/?q=parks")
    assert response.status_code == 500
    has_common_headers(response)
    assert policy(response) == STRICT
    page = Page(response.content.decode())
    assert page.headings.count(1) == 1


def test_a_download_may_do_nothing(client):
    document = get_document_model().objects.first()
    response = client.get(document.url)
    assert response.status_code == 200
    has_common_headers(response)
    assert policy(response) == {"default-src": "'none'"}


def test_staff_get_a_policy_of_their_own(client, administrator):
    client.force_login(administrator)
    page = WagtailPage.objects.filter(depth=3).first()
    for url in (reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:edit", args=[page.pk])):
        response = client.get(url)
        assert response.status_code == 200
        has_common_headers(response)
        assert "'unsafe-eval'" not in response["Content-Security-Policy"]
        assert "http" not in response["Content-Security-Policy"]
        assert policy(response)["object-src"] == "'none'"
        assert "no-store" in response["Cache-Control"]


def test_the_way_in_for_staff_cannot_be_framed_elsewhere(client):
    response = client.get(reverse("account_login"))
    assert response.status_code == 200
    has_common_headers(response)
    assert policy(response)["frame-ancestors"] == "'self'"
