"""Plain pages: what they say, that a template is a template, and what lies below them."""

import pytest
from wagtail.models import PageViewRestriction


def html_of(client, page):
    return client.get(page.url).content.decode()


def test_headings_open_parts(client, make_information_page):
    page = make_information_page(
        body=[("heading", {"text": "How we began", "level": "h2"}), ("paragraph", "<p>In 2023.</p>")]
    )
    html = html_of(client, page)
    assert ">How we began</h2>" in html
    assert "In 2023." in html


def test_readers_are_told_that_a_template_is_one(client, make_information_page):
    notice = "This text is a template."
    assert notice in html_of(client, make_information_page(is_template=True))
    assert notice not in html_of(client, make_information_page())


def test_it_leads_to_the_pages_below_it(client, make_information_page):
    about = make_information_page("About")
    below = make_information_page("Ethics", parent=about)
    draft = make_information_page("Draft", parent=about)
    draft.unpublish()
    hidden = make_information_page("Hidden", parent=about)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    html = html_of(client, about)
    assert f'<a href="{below.url}">Ethics</a>' in html
    assert ">Draft</a>" not in html
    assert ">Hidden</a>" not in html


def test_below_a_translated_page_are_translations_else_english(client, polish_home, make_information_page, translate):
    about = make_information_page("About")
    ethics = make_information_page("Ethics", parent=about)
    make_information_page("Join", parent=about)
    polish = translate(about, "pl")
    translate(ethics, "pl", title="Etyka")
    html = html_of(client, polish)
    assert ">Etyka</a>" in html
    assert 'lang="en-GB" dir="ltr" hreflang="en-GB">Join</a>' in html
    assert ">Ethics</a>" not in html


@pytest.fixture
def controller(db):
    from corner.models import SiteSettings

    return SiteSettings.objects.create(controller="Southampton Voluntary Services, 1 Example Road").controller


def test_the_privacy_notice_names_who_is_responsible(client, controller, make_information_page):
    html = html_of(client, make_information_page(purpose="privacy"))
    assert ">Who is responsible for your data</h2>" in html
    assert controller in html


def test_nobody_is_named_elsewhere_or_before_somebody_is(client, make_information_page, request):
    privacy = make_information_page(purpose="privacy")
    assert "Who is responsible for your data" not in html_of(client, privacy)
    controller = request.getfixturevalue("controller")
    assert controller not in html_of(client, make_information_page(purpose="ethics"))


def test_who_is_responsible_stands_in_english_for_a_polish_reader(
    client, controller, polish_home, make_information_page, translate
):
    html = html_of(client, translate(make_information_page(purpose="privacy"), "pl"))
    assert f'lang="en-GB" dir="ltr">{controller}' in html
    assert '<span lang="en-GB" dir="ltr">Who is responsible for your data</span></h2>' in html
