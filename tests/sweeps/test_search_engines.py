"""What search engines and caches are told about languages, on every page of the starter site (languages.md)."""

from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings
from wagtail.models import Page as WagtailPage

from corner.languages.config import lang_tag
from tests.sweeps.addresses import is_form, live_pages, page_addresses
from tests.sweeps.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

XHTML = "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def site():
    return settings.WAGTAILADMIN_BASE_URL


@pytest.fixture(scope="module")
def pages(opened, django_db_blocker):
    """Every page of the tree that a reader can open, in every language: {address: (answer, the page read)}."""
    with django_db_blocker.unblock():
        wanted = set(page_addresses())
    found = {address: opened[address] for address in wanted if opened[address].status_code == 200}
    assert len(found) > 40
    return {address: (answer, Page(answer.content.decode())) for address, answer in found.items()}


def links(page, rel):
    return [found for tag, found in page.tags if tag == "link" and found.get("rel") == rel]


def alternates(page):
    return {link["hreflang"]: link["href"] for link in links(page, "alternate") if "hreflang" in link}


def language_of(address):
    prefix = urlsplit(address).path.split("/")[1]
    return lang_tag(prefix) if prefix in ("pl", "ar") else "en-GB"


def test_the_header_names_the_language_that_the_page_is_in(opened):
    """Forms, notices, calendar files and pages by route as well as pages of the tree."""
    answers = {address: answer for address, answer in opened.items() if answer.status_code == 200}
    html = {a: answer for a, answer in answers.items() if answer["Content-Type"].startswith("text/html")}
    assert len(html) > 80
    pages = {a: (answer["Content-Language"], Page(answer.content.decode())) for a, answer in html.items()}
    told = {a: (said, page.attributes("html").get("lang")) for a, (said, page) in pages.items()}
    assert {address: pair for address, pair in told.items() if pair[0] != pair[1]} == {}


def test_the_canonical_address_is_the_pages_own(pages, site):
    found = {address: [link["href"] for link in links(page, "canonical")] for address, (_answer, page) in pages.items()}
    assert {address: said for address, said in found.items() if said != [urljoin(site, address)]} == {}


def test_alternates_name_each_language_once_and_each_other(pages, site):
    """A page, its translations and nothing else: whichever of them is asked, all say the same."""
    named = {urljoin(site, address): alternates(page) for address, (_answer, page) in pages.items()}
    some = {address: links for address, links in named.items() if links}
    assert len(some) > 10
    for address, said in some.items():
        languages = {name: there for name, there in said.items() if name != "x-default"}
        assert languages[language_of(address)] == address
        assert said["x-default"] == languages["en-GB"], address
        for name, there in languages.items():
            assert language_of(there) == name
            assert named[there] == said, (address, there)


def test_alternates_are_the_live_public_translations(pages, site):
    """Asked of the database in another way; none where a page is there in one language only."""
    public = WagtailPage.objects.live().public().filter(alias_of=None).select_related("locale")
    by_key = {}
    for page in public:
        by_key.setdefault(page.translation_key, {})[lang_tag(page.locale.language_code)] = page.get_url()
    counts = set()
    for page in live_pages():
        address = page.get_url()
        if address not in pages:
            continue
        wanted = {name: urljoin(site, there) for name, there in by_key.get(page.translation_key, {}).items()}
        said = alternates(pages[address][1])
        said.pop("x-default", None)
        assert said == (wanted if len(wanted) > 1 else {}), address
        counts.add(len(said))
    assert {0, 3} <= counts, "the starter site has pages in one language and in three"


def test_the_sitemap_says_what_the_pages_say(pages, opened, site):
    root = ElementTree.fromstring(opened["/sitemap.xml"].content)
    listed = {
        entry.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in entry.findall(f"{XHTML}link")
        }
        for entry in root
    }
    for address, (_answer, page) in pages.items():
        assert listed[urljoin(site, address)] == alternates(page), address


def test_caches_keep_one_copy_for_all_browsers_and_readers(opened):
    """Nobody is sent to a language by their browser, and pages set no cookie; forms do, and vary by it."""
    vary = {
        address: {part.strip().lower() for part in answer.get("Vary", "").split(",")}
        for address, answer in opened.items()
    }
    assert {address for address, parts in vary.items() if "accept-language" in parts} == set()
    by_cookie = {address for address, parts in vary.items() if "cookie" in parts}
    assert by_cookie, "the forms"
    assert {address for address in by_cookie if not is_form(address)} == set()


@pytest.mark.parametrize("browser", ["pl", "ar, en;q=0.5", "zh-CN"])
def test_a_browser_in_another_language_gets_the_same_page(client, browser):
    for address in ("/", "/events/", "/search/?q=parks", "/topics/young-people/"):
        plain, asked = client.get(address), client.get(address, headers={"accept-language": browser})
        assert (asked.status_code, asked["Content-Language"]) == (200, "en-GB")
        assert asked.content == plain.content
