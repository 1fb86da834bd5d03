"""A Polish reader opens a case study that is not translated: a Polish notice, English linked, no 404 (journey 7)."""

import pytest

from tests.fixtures.site import submit


@pytest.fixture
def case(make_case_study, polish_home):
    return make_case_study(title="Girls and parks", slug="girls-and-parks")


def test_the_notice_links_the_english_page(case, client):
    answer = client.get("/pl/case-studies/girls-and-parks/")
    words = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="pl" dir="ltr">' in words
    assert (
        '<a href="/case-studies/girls-and-parks/" lang="en-GB" dir="ltr" hreflang="en-GB">Girls and parks</a>' in words
    )


def test_search_engines_do_not_keep_the_notice(case, client):
    assert client.get("/pl/case-studies/girls-and-parks/").headers["X-Robots-Tag"] == "noindex"


def test_a_translation_that_is_a_draft_is_not_shown(case, client):
    submit(case, "pl")
    assert "Girls and parks" in client.get("/pl/case-studies/girls-and-parks/").content.decode()


def test_what_does_not_exist_in_english_either_is_a_404(case, client):
    assert client.get("/pl/case-studies/nothing/").status_code == 404


def test_a_restricted_page_stays_unknown(case, restrict, client):
    restrict(case)
    assert client.get("/pl/case-studies/girls-and-parks/").status_code == 404


def test_a_draft_stays_unknown(case, client):
    case.unpublish()
    assert client.get("/pl/case-studies/girls-and-parks/").status_code == 404


def test_in_english_a_404_is_a_404(case, client):
    assert client.get("/case-studies/nothing/").status_code == 404
