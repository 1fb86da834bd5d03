"""The content that figures are measured with is what it says: so many of each kind, listed, in three languages."""

import pytest
from bs4 import BeautifulSoup

from bench import content
from casestudies.models import CaseStudyPage
from events.models import EventPage, Occasion
from techniques.models import TechniquePage

pytestmark = pytest.mark.django_db

KINDS = [EventPage, CaseStudyPage, TechniquePage]
LISTS = ["/events/", "/events/?when=past", "/case-studies/", "/techniques/"]


@pytest.fixture
def filled(starter_once):
    content.fill(12)
    content.fill(23)  # what is there stays, and the rest is added


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("kind", KINDS)
def test_so_many_of_each_kind_in_three_languages(kind):
    counts = {code: content.made(kind).filter(locale__language_code=code).count() for code in ("en-gb", "pl", "ar")}
    assert counts == {"en-gb": 23, "pl": 3, "ar": 3}
    assert not content.made(kind).filter(image=None).exists()
    assert not content.made(kind).filter(topics=None).exists()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", LISTS)
def test_they_are_listed_with_a_second_page(client, path):
    page = BeautifulSoup(client.get(path).content, "html.parser")
    assert len(page.select("main a[href*='/copy-']")) >= 15
    assert page.select("a[href*='page=2']")


@pytest.mark.usefixtures("filled")
def test_each_has_a_page_of_its_own_in_its_languages(client):
    for kind in KINDS:
        for number, prefix in ((20, ""), (20, "/pl"), (20, "/ar"), (21, "")):
            page = content.made(kind).get(slug=f"copy-{number}", locale__language_code=prefix.strip("/") or "en-gb")
            assert page.url.startswith(f"{prefix}/")
            assert client.get(page.url).status_code == 200


@pytest.mark.usefixtures("filled")
def test_each_event_has_a_date_to_come_and_one_that_is_past():
    ours = Occasion.objects.filter(ical_uid__endswith="@bench")
    assert ours.upcoming().count() == ours.past().count() == 23
    assert not ours.filter(places=None).exists()


@pytest.mark.usefixtures("filled")
def test_the_tree_knows_its_children():
    for kind in KINDS:
        parent = content.made(kind).first().get_parent()
        assert parent.numchild == parent.get_children().count()
