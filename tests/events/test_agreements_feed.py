"""What became of agreements: on the page with its dated updates, and for news readers (RSS 2.0)."""

from datetime import date
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic
from events.models import Agreement, AgreementsPage

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://testserver"


@pytest.fixture
def page(home, publish):
    return publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="All of it."))


@pytest.fixture
def agree(db):
    def make(said, **fields):
        return Agreement.objects.create(what_people_said=said, **{"locale": Locale.get_default(), **fields})

    return make


@pytest.fixture
def channel(client, page):
    """The feed of the query given, read as XML by another library than the one that wrote it."""

    def fetch(query="", page=page):
        answer = client.get(f"{page.url}feed.rss{query}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
        return ElementTree.fromstring(answer.content).find("channel")

    return fetch


def titles(channel):
    return [item.findtext("title") for item in channel.iter("item")]


def test_what_an_entry_says(page, agree, channel):
    agreement = agree(
        "Pay us <in cash>.",
        what_was_agreed="We ask.",
        status="not-possible",
        reason="Two may not keep cash.",
        changed_on=date(2026, 5, 3),
    )
    (item,) = channel().iter("item")
    assert item.findtext("title") == "Not possible – Pay us <in cash>."
    assert item.findtext("link") == f"{SITE}{page.url}{agreement.translation_key}/"
    assert "Pay us &lt;in cash&gt;." in item.findtext("description")
    assert "<p><strong>The reason:</strong> Two may not keep cash.</p>" in item.findtext("description")
    assert parsedate_to_datetime(item.findtext("pubDate")).date() == date(2026, 5, 3)
    assert item.find("guid").get("isPermaLink") == "false"


def test_each_change_is_news_and_what_did_not_change_is_none(agree, channel):
    agreement = agree("A bench.", status="agreed", changed_on=date(2026, 5, 3))

    def guid():
        return channel().find("item").findtext("guid")

    first = guid()
    assert guid() == first
    Agreement.objects.filter(pk=agreement.pk).update(status="done")
    assert guid() != first


def test_it_takes_the_filters_of_the_list_and_says_so(page, agree, make_event, channel):
    parks = Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    agree("About parks", status="done", event=make_event(topics=[parks]))
    agree("About pay", status="heard")
    assert titles(channel("?status=heard")) == ["Heard – About pay"]
    assert titles(channel("?topic=parks")) == ["Done – About parks"]
    assert len(titles(channel("?status=bogus"))) == 2
    found = channel("?status=done&topic=parks")
    assert found.findtext("title") == "You said, we did – Done, Parks – Southampton Coproduction Corner"
    assert found.find(f"{ATOM}link").get("href") == f"{SITE}{page.url}feed.rss?status=done&topic=parks"


def test_the_newest_change_stands_first(agree, channel):
    for number in (2, 3, 1):
        agree(f"Change {number}", changed_on=date(2026, 1, number))
    assert titles(channel()) == ["Heard – Change 3", "Heard – Change 2", "Heard – Change 1"]


@pytest.mark.parametrize("kind", ["event", "case_study"])
def test_what_was_said_behind_closed_doors_stays_there(agree, make_event, make_case_study, channel, kind):
    belongs_to = make_event() if kind == "event" else make_case_study()
    agree("A secret", **{kind: belongs_to})
    assert titles(channel()) == ["Heard – A secret"]
    PageViewRestriction.objects.create(page=belongs_to, restriction_type=PageViewRestriction.LOGIN)
    assert titles(channel()) == []


def test_what_belongs_to_a_draft_is_not_news_yet(agree, make_event, channel):
    event = make_event()
    agree("Said there", event=event)
    event.unpublish()
    assert titles(channel()) == []


def test_a_feed_of_a_restricted_list_is_for_nobody_else_and_kept_by_nobody(client, page, agree, make_user):
    agree("A secret")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{page.url}feed.rss").status_code == 302
    client.force_login(make_user())
    answer = client.get(f"{page.url}feed.rss")
    assert b"A secret" in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_each_language_has_its_own(page, agree, polish_home, translate, channel):
    translate(agree("Listen to us."), "pl", what_people_said="Słuchajcie nas.")
    found = channel(page=translate(page, "pl"))
    assert found.findtext("language") == "pl"
    assert [title.split(" – ")[1] for title in titles(found)] == ["Słuchajcie nas."]


def test_invented_entries_say_so(agree, channel):
    agree("A bench.", is_sample=True)
    assert titles(channel()) == ["Heard – A bench. – Sample"]


def test_the_page_names_it_with_the_same_filters(client, page, agree):
    html = client.get(f"{page.url}?status=done").content.decode()
    assert f'type="application/rss+xml" title="You said, we did" href="{SITE}{page.url}feed.rss?status=done"' in html
    assert f'href="{SITE}{page.url}feed.rss?status=done" type="application/rss+xml">Follow it' in html


def test_it_is_kept_for_five_minutes_and_only_reading_is_allowed(client, page, agree):
    agree("A bench.")
    answer = client.get(f"{page.url}feed.rss")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert client.get(f"{page.url}feed.rss", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.post(f"{page.url}feed.rss").status_code == 405


def test_it_does_not_ask_more_for_more_agreements(client, page, agree):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(f"{page.url}feed.rss")
        return len(found)

    agree("A bench.")
    queries()
    few = queries()
    for number in range(4):
        agree(f"Bench {number}")
    assert queries() == few


# --- on pages -----------------------------------------------------------------------------------------------

UPDATES = [
    ("update", {"date": date(2026, 3, 1), "text": "<p>We asked the council.</p>"}),
    ("update", {"date": date(2026, 4, 1), "text": "<p>They said yes.</p>"}),
]


def test_the_list_shows_dated_updates(client, page, agree):
    agree("A bench.", updates=UPDATES)
    html = client.get(page.url).content.decode()
    assert '<time datetime="2026-03-01">1 March 2026</time><div><p' in html
    assert html.index("We asked the council.") < html.index("They said yes.")


def test_who_does_it_and_by_when_stand_there(client, page, agree):
    agree("A bench.", who_will_do_it="The council", due=date(2026, 12, 5))
    html = client.get(page.url).content.decode()
    assert "The council" in html
    assert "5 December 2026" in html


def test_an_event_that_is_over_shows_what_was_agreed_with_its_reason(client, make_event, agree):
    event = make_event(starts_in_days=-3)
    agree("Pay us.", status="not-possible", reason="Two may not keep cash.", event=event)
    agree("Of another event", event=make_event())
    html = client.get(event.url).content.decode()
    assert "Pay us." in html
    assert "Two may not keep cash." in html
    assert "Of another event" not in html


def test_home_shows_the_reason_too(client, home, page, agree):
    agree("Pay us.", status="not-possible", reason="Two may not keep cash.")
    html = client.get(home.url).content.decode()
    assert "The reason:</strong> <span>Two may not keep cash." in html
    assert f'href="{page.url}"' in html


def test_a_long_list_can_be_printed_and_followed_on_one_page(client, page, agree, channel):
    first = agree("The oldest wish", changed_on=date(2024, 1, 1))
    for number in range(25):
        agree(f"Wish {number}")
    html = client.get(page.url).content.decode()
    assert "The oldest wish" not in html
    assert 'href="/agreements/?page=all"' in html
    everything = client.get(f"{page.url}?page=all").content.decode()
    assert "The oldest wish" in everything
    assert everything.count('class="entry"') == 26
    last = list(channel().iter("item"))[-1]
    assert last.findtext("link").removeprefix(SITE) == f"{page.url}{first.translation_key}/"


def test_all_on_one_page_keeps_the_filters(client, page, agree):
    for number in range(25):
        agree(f"Wish {number}", status="started")
    agree("Something done", status="done")
    assert "?status=started&amp;page=all" in client.get(f"{page.url}?status=started").content.decode()
    html = client.get(f"{page.url}?status=started&page=all").content.decode()
    assert "Something done" not in html
    assert html.count('class="entry"') == 25
