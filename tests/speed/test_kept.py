"""What all pages share is kept while nothing changes, and never who may read what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from corner.models import SiteSettings

pytestmark = pytest.mark.django_db(transaction=True)

NOT_KEPT = {"HTTP_AUTHORIZATION": "Nobody"}


@pytest.fixture
def frame(home, events_index, make_information_page, keeping, client):
    about = make_information_page("Who we are")
    settings = SiteSettings.load()
    settings.ethics_page = about
    settings.save()

    def read():
        with CaptureQueriesContext(connection) as found:
            html = client.get(home.url, **NOT_KEPT).content.decode()
        return html, " ".join(query["sql"] for query in found)

    read()
    return about, settings, read


def test_the_settings_are_asked_for_once(frame):
    _about, _settings, read = frame
    assert "corner_sitesettings" not in read()[1]


def test_a_change_of_them_is_seen_at_once(frame):
    _about, settings, read = frame
    settings.name = "Corner of Hope"
    settings.save()
    assert "Corner of Hope" in read()[0]


def test_a_page_that_was_restricted_is_named_no_longer(frame):
    about, _settings, read = frame
    assert "Who we are" in read()[0]
    # Not even where the shared word did not take note: restrictions are asked for each time.
    connection.execute_wrappers.clear()
    try:
        PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
        assert "Who we are" not in read()[0]
    finally:
        from corner.page_cache import writes

        writes.watch(connection)


def test_without_a_shared_word_nothing_is_kept(frame, settings):
    _about, _settings, read = frame
    settings.PAGE_CACHE = False
    assert "corner_sitesettings" in read()[1]
