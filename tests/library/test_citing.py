"""A citation is what staff stored, else what the site itself knows. Nobody is made an author."""

from datetime import UTC, datetime

from library.citing import plain_citation


def test_a_stored_citation_comes_back_as_it_is(make_case_study):
    assert plain_citation(make_case_study(citation="Somebody  (2024), “Parks”.")) == "Somebody  (2024), “Parks”."


def test_without_one_it_is_title_site_day_and_address(make_case_study):
    page = make_case_study("Girls and parks")
    page.last_published_at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # already July in Southampton
    assert plain_citation(page) == (f"Girls and parks. Southampton Coproduction Corner, 1 July 2026. {page.full_url}")


def test_a_page_that_is_not_published_yet_has_no_day(make_case_study):
    page = make_case_study("Girls and parks")
    page.last_published_at = None
    assert plain_citation(page).startswith("Girls and parks. Southampton Coproduction Corner. http")
