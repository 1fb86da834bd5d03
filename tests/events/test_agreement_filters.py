"""Somebody looks for what became of one event, or of what one organisation agreed; in the list and in its feed."""

import html
import re
from xml.etree import ElementTree

import pytest
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic
from events.models import Agreement, AgreementsPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home, publish):
    return publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="All of it."))


@pytest.fixture
def agree(db):
    def make(said, **fields):
        return Agreement.objects.create(what_people_said=said, **{"locale": Locale.get_default(), **fields})

    return make


@pytest.fixture
def said(client, page):
    def ask(query=""):
        found = client.get(f"{page.url}{query}").content.decode()
        return sorted(re.findall(r'<p class="said"[^>]*>(.*?)</p>', found))

    return ask


@pytest.fixture
def offered(client, page):
    """The names to choose from in a field, "All" left out."""

    def ask(name, page=page):
        found = client.get(page.url).content.decode()
        if f'<select name="{name}"' not in found:
            return []
        options = found.split(f'<select name="{name}"')[1].split("</select>")[0]
        return [html.unescape(label) for label in re.findall(r"<option[^>]*>([^<]*)</option>", options)][1:]

    return ask


@pytest.fixture
def three(agree, make_event, make_case_study, make_organisation):
    """Agreements of an event of the council, of one that the council joined, and of a case study of a garden club."""
    council, club = make_organisation("Council"), make_organisation("Garden club")
    parks = Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    agree("A bench", status="done", event=make_event("Park day", responsible_organisation=council, topics=[parks]))
    agree("A pond", status="heard", event=make_event("Pond day", organisations=[council, club]))
    agree("Seeds", status="done", case_study=make_case_study("Seeds for all", organisations=[club]))
    agree("Of nobody")


def test_those_of_one_event(said, three):
    assert said("?event=park-day") == ["A bench"]


def test_those_of_one_organisation_at_its_own_events_where_it_took_part_and_in_its_case_studies(said, three):
    assert said("?organisation=council") == ["A bench", "A pond"]
    assert said("?organisation=garden-club") == ["A pond", "Seeds"]


def test_all_that_is_asked_has_to_fit(said, three):
    assert said("?organisation=council&status=done") == ["A bench"]
    assert said("?organisation=council&status=done&topic=parks&event=park-day") == ["A bench"]
    assert said("?organisation=garden-club&event=park-day") == []
    assert said("?organisation=council&topic=parks&status=heard") == []


def test_nothing_asked_is_everything(said, three):
    assert len(said("?organisation=&event=")) == 4


@pytest.mark.parametrize("query", ["?event=nothing", "?organisation=%00", "?organisation=council%27--", "?event=%F0"])
def test_a_choice_that_does_not_exist_is_said_and_left_out(client, page, said, three, query):
    assert "Choose from the list." in client.get(f"{page.url}{query}").content.decode()
    assert len(said(query)) == 4


def test_only_what_leads_to_something_is_offered(offered, three, make_event, make_organisation):
    make_event("Without agreements", responsible_organisation=make_organisation("Quiet group"))
    assert offered("event") == ["Park day", "Pond day"]
    # Each event has an organisation that answers for it.
    assert {"Council", "Garden club"} <= set(offered("organisation"))
    assert "Quiet group" not in offered("organisation")


def test_what_nobody_may_read_is_not_offered_and_not_a_way_in(
    client, page, offered, said, three, agree, make_event, make_case_study
):
    from contacts.models import OrganisationPage
    from events.models import EventPage

    secret = make_case_study("Secret")
    agree("Said of both", event=make_event("Half open"), case_study=secret)
    draft = make_event("Draft")
    agree("Of a draft", event=draft)
    draft.unpublish()
    for hidden in (EventPage.objects.get(slug="park-day"), OrganisationPage.objects.get(slug="garden-club"), secret):
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    OrganisationPage.objects.get(slug="council").unpublish()
    assert offered("event") == ["Pond day"]
    assert not {"Garden club", "Council"} & set(offered("organisation"))
    assert "A bench" not in said("?event=park-day")
    for slug in ("organisation=garden-club", "event=half-open", "event=draft"):
        assert "Choose from the list." in client.get(f"{page.url}?{slug}").content.decode()


def test_the_feed_takes_them_too_and_says_so(client, page, three):
    address = f"{page.url}feed.rss?organisation=council&event=park-day"
    channel = ElementTree.fromstring(client.get(address).content).find("channel")
    assert [item.findtext("title") for item in channel.iter("item")] == ["Done – A bench"]
    assert channel.findtext("title") == "You said, we did – Council, Park day – Southampton Coproduction Corner"
    html = client.get(f"{page.url}?organisation=council&event=park-day").content.decode()
    assert 'feed.rss?organisation=council&amp;event=park-day"' in html


def test_what_was_chosen_stays_chosen_and_stays_on_the_next_page(client, page, three, agree, make_event):
    event = make_event("Long day")
    for number in range(25):
        agree(f"Wish {number}", event=event)
    html = client.get(f"{page.url}?event=long-day").content.decode()
    assert '<option value="long-day" selected>' in html
    assert 'href="/agreements/?event=long-day&amp;page=2"' in html


def test_a_polish_reader_chooses_in_polish(page, polish_home, offered, three, translate):
    from events.models import EventPage

    polish = translate(page, "pl")
    translate(EventPage.objects.get(slug="park-day"), "pl", title="Dzień parku")
    assert set(offered("event", polish)) == {"Dzień parku", "Pond day"}


def test_another_language_keeps_what_was_asked(client, page, polish_home, three, translate):
    polish = translate(page, "pl")
    html = client.get(f"{page.url}?event=park-day&status=done&page=2&x=y").content.decode()
    assert f'href="{polish.url}?status=done&amp;event=park-day"' in html
