"""What stands round every page: languages, name, the ways through the site, help and footer."""

import re

import pytest
from django.conf import settings

from corner.models import SiteSettings

pytestmark = pytest.mark.django_db


def page_of(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def sections(events_index, cases_index, techniques_index, contacts_page):
    """The four index pages."""


def test_the_five_links_and_search_lead_through_the_site(client, home, sections, make_information_page):
    about = make_information_page("About us", purpose="about")
    SiteSettings.objects.create(about_page=about)
    navigation = page_of(client, home.url).split('<nav class="nav"')[1].split("</nav>")[0]
    words = [word.strip() for word in re.sub(r"<[^>]+>", "|", navigation).split("|") if word.strip()][1:]
    assert words == ["What’s on", "Case studies", "Techniques", "People", "About", "Search"]


def test_where_the_reader_is_is_marked(client, sections, make_event):
    event = make_event()
    assert 'aria-current="true"><span class="q s-events">' in page_of(client, event.url)
    assert 'aria-current="page"><span class="q s-events">' in page_of(client, event.get_parent().url)


def test_a_polish_reader_gets_polish_pages_where_there_are_some(
    client, sections, techniques_index, polish_home, translate
):
    translate(techniques_index, "pl", title="Metody")
    frame = page_of(client, polish_home.url)
    assert 'href="/pl/techniques/"' in frame
    assert 'href="/pl/case-studies/"' in frame  # not translated: a notice in Polish, not a dead end


def test_a_polish_word_leads_to_a_polish_notice_where_the_page_is_in_english_only(client, polish_home, cases_index):
    """Journey 7 begins with a click, not with an address typed by hand."""
    html = client.get("/pl/").content.decode()
    assert html.count('href="/pl/case-studies/"') >= 2  # the menu, and a door
    assert 'href="/case-studies/"' not in html
    assert '<html lang="pl"' in client.get("/pl/case-studies/").content.decode()


def test_an_english_item_in_a_polish_list_says_so(client, polish_home, make_case_study):
    make_case_study("Girls and parks")
    html = client.get("/pl/").content.decode()
    assert re.search(r'>Girls and parks</a> <small class="muted">\(.+\)</small>', html)


def test_a_restricted_page_is_in_no_menu(client, home, sections, cases_index):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=cases_index, restriction_type=PageViewRestriction.LOGIN)
    assert "Case studies" not in page_of(client, home.url)


def test_help_has_the_number_the_hours_and_the_address(client, home):
    SiteSettings.objects.create(phone="023 8000 1234", phone_hours="Mondays", email="us@example.org")
    help_ = page_of(client, home.url).split('<section class="help"')[1].split("</section>")[0]
    assert '<a href="tel:+442380001234"><bdi dir="ltr">023 8000 1234</bdi></a>. Mondays.' in help_
    assert '<a href="mailto:us@example.org"><bdi dir="ltr">us@example.org</bdi></a>' in help_


def test_tell_us_leads_to_the_form_about_this_page_in_the_readers_language(client, make_technique, polish_home):
    technique = make_technique(title="World café & more")
    link = f'href="/write/?reason=unclear&amp;page={technique.pk}"'
    assert link in page_of(client, technique.url)
    assert f'href="/pl/write/?reason=unclear&amp;page={polish_home.pk}"' in page_of(client, polish_home.url)


def test_a_reader_without_a_session_gets_a_page_that_may_be_shared(client, home):
    answer = client.get(home.url)
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert "userbar" not in answer.content.decode()


def test_staff_see_their_bar(client, home, administrator):
    client.force_login(administrator)
    answer = client.get(home.url)
    assert "userbar" in answer.content.decode()
    assert "Cookie" in answer["Vary"]


def test_reading_a_page_writes_no_settings(client, home):
    """A GET changes nothing, so it does not make the row that Wagtail's own tag would make."""
    page_of(client, home.url)
    assert not SiteSettings.objects.exists()


def test_an_address_that_leads_nowhere_says_so_and_offers_ways_on(client, home, sections):
    page = page_of(client, "/nothing/here/", status=404)
    assert "<h1>This page is not here</h1>" in page
    assert 'href="/events/"' in page
    assert 'name="q"' in page


def test_the_error_page_needs_no_database(client, django_assert_num_queries, rf):
    from corner.errors import server_error

    with django_assert_num_queries(0):
        answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "It is our fault, not yours" in answer.content.decode()


def test_a_form_that_was_open_too_long_says_that_nothing_was_sent(rf, home):
    from corner.errors import form_expired

    request = rf.post("/")
    request.COOKIES = {}
    answer = form_expired(request)
    assert answer.status_code == 403
    assert "Nothing was sent" in answer.content.decode()


def test_robots_find_the_sitemap_and_keep_out_of_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Disallow: /{'admin/'}" in text
    assert f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}/sitemap.xml" in text


def test_the_favicon_is_the_mark(client):
    assert client.get("/favicon.ico")["Location"].endswith("mark.svg")


def test_a_template_text_says_that_nobody_checked_it(client, make_information_page):
    draft, checked = make_information_page(is_template=True), make_information_page()
    assert "This text is a template." in page_of(client, draft.url)
    assert "This text is a template." not in page_of(client, checked.url)


def test_the_way_out_stands_only_where_staff_want_it(client, make_case_study):
    risky, plain = make_case_study(quick_exit=True), make_case_study()
    assert "data-exit" in page_of(client, risky.url)
    assert "browser’s history" in page_of(client, risky.url)
    assert "data-exit" not in page_of(client, plain.url)
