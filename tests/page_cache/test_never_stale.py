"""Whatever staff, visitors, the worker or time change: the next reader sees it (speed.md, budget 12)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from corner import jobs
from corner.models import SiteSettings, Topic
from corner.page_cache import generation, writes
from events.models import EventPage, Occasion, Places
from events.signing_up import cancel
from tests.fixtures.site import translate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def places(home, make_event, make_technique, keeping):
    """An event with two places and a technique, and the addresses where they stand."""
    event = make_event(title="Tea in the park", capacity_in_person=2)
    technique = make_technique(title="World café")
    urls = [home.url, event.get_parent().url, event.url, technique.get_parent().url, technique.url]
    return event, technique, urls


def occasion_of(event):
    return Occasion.objects.of_page(event).get()


def by_hand(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def published(event, technique):
    event.title = "Cake in the park"
    event.save_revision().publish()


def hidden_from_strangers(event, technique):
    PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)


def moved(event, technique):
    technique.move(event.get_parent().get_parent(), pos="last-child")


def a_topic_got_another_name(event, technique):
    topic = Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())
    event.topics.add(topic)
    event.save()


def the_network_got_another_name(event, technique):
    kept = SiteSettings.current()
    kept.name = "Corner of Hope"
    kept.save()


#: One after the other on one site, so that each has something left to change.
CHANGES = {
    "a venue": lambda event, technique: type(event.venue).objects.filter(pk=event.venue_id).update(name="New hall"),
    "full": lambda event, technique: Places.objects.filter(occasion=occasion_of(event)).update(taken=2),
    "a topic": a_topic_got_another_name,
    "rows by the thousand": lambda event, technique: Page.objects.filter(pk=event.pk).update(title="Soup"),
    "by hand, in SQL": lambda event, technique: by_hand("UPDATE techniques_techniquepage SET intro = 'Sit down.'"),
    "another language": lambda event, technique: translate(event, "pl"),
    "the site's name": the_network_got_another_name,
    "published": published,
    "a date is called off": lambda event, technique: Occasion.objects.update(status="cancelled"),
    "hidden from strangers": hidden_from_strangers,
    "shown again": lambda event, technique: PageViewRestriction.objects.all().delete(),
    "moved": moved,
    "deleted": lambda event, technique: technique.delete(),
    "taken off": lambda event, technique: EventPage.objects.get(pk=event.pk).unpublish(),
}


def test_the_next_reader_sees_every_change(places, client, made_anew, polish_home):
    event, technique, urls = places
    for change, make in CHANGES.items():
        before = {url: client.get(url).content for url in urls}
        assert before == {url: client.get(url).content for url in urls}
        make(event, technique)
        after = {url: client.get(url) for url in urls}
        anew = {url: made_anew(url) for url in urls}
        for url in urls:
            assert after[url].status_code == anew[url].status_code, (change, url)
            assert after[url].content == anew[url].content, (change, url)
        assert any(after[url].content != before[url] for url in urls), f"{change} changed nothing, and proves nothing"


def test_without_the_watch_readers_would_see_what_was(places, client, made_anew):
    """The negative control."""
    event, _, _ = places
    client.get(event.url)
    connection.execute_wrappers.remove(writes._notice)
    try:
        published(event, None)
    finally:
        writes.watch(connection)
    assert client.get(event.url).content != made_anew(event.url).content


def test_whoever_signs_up_and_gives_it_back(places, signed_up, client, made_anew):
    event, _, _ = places
    first = client.get(event.url).content
    signup = signed_up(occasion_of(event))
    assert client.get(event.url).content == made_anew(event.url).content != first
    cancel(signup)
    assert client.get(event.url).content == made_anew(event.url).content


def test_what_is_written_while_a_page_is_made_is_on_the_next(places, client, made_anew, monkeypatch):
    event, _, _ = places
    context_of = EventPage.get_context

    def read_and_then_overtaken(self, request, *args, **kwargs):
        context = context_of(self, request, *args, **kwargs)
        Page.objects.filter(pk=self.pk).update(title="Overtaken")
        return context

    with monkeypatch.context() as patch:
        patch.setattr(EventPage, "get_context", read_and_then_overtaken)
        client.get(event.url)
    assert "Overtaken" in client.get(event.url).content.decode()


def test_what_has_just_changed_is_not_kept_yet(places, client, monkeypatch):
    """SQLite gives back the id of a new row before it is there for others."""
    event, _, _ = places
    monkeypatch.setattr(generation, "SETTLED", 1.0)
    published(event, None)
    assert _queries(lambda: client.get(event.url)) > 0
    assert _queries(lambda: client.get(event.url)) > 0
    with time_machine.travel(timezone.now() + timedelta(seconds=1)):
        client.get(event.url)
        with _no_query():
            client.get(event.url)


def test_nothing_changes_before_the_commit_or_by_what_is_taken_back(places):
    word = generation.current()
    with transaction.atomic():
        Page.objects.update(title="Soup")
        assert generation.current() == word
        transaction.set_rollback(True)
    assert generation.current() == word
    with transaction.atomic():
        try:
            with transaction.atomic():
                Page.objects.update(title="Soup")
                raise LookupError
        except LookupError:
            pass
        Page.objects.update(title="Cake")
    assert generation.current() != word


def test_what_no_page_shows_changes_none(places, settings, tmp_path):
    """Else the worker, or anybody who searches, would empty the cache all day."""
    settings.MEDIA_ROOT = tmp_path  # other tests leave files in theirs, and one job counts them
    for job in jobs.registered():
        job.run()
    word = generation.current()
    for job in jobs.registered():
        job.run()
    jobs.run_due()
    Client().get("/search/?q=xylophone-quartet")
    assert generation.current() == word


@pytest.mark.parametrize(
    ("sql", "is_seen"),
    [
        ("SELECT 1", False),
        ('(SELECT "id" FROM "events_eventpage") UNION (SELECT 1)', False),  # as PostgreSQL is asked
        ('UPDATE "django_session" SET x = 1', False),
        ('UPDATE "wagtailcore_page" SET x = 1', True),
        ('  insert or ignore into "wagtailcore_page" values (1)', True),
        ("DELETE FROM wagtailcore_page", True),
        ("TRUNCATE wagtailcore_page", True),
        ("WITH old AS (SELECT 1) DELETE FROM wagtailcore_page", True),
        ("ALTER TABLE wagtailcore_page ADD x int", True),
        ('SAVEPOINT "s1"', False),
    ],
)
def test_statements(sql, is_seen):
    assert writes.changes_pages(sql) is is_seen


@pytest.mark.parametrize("when", ["opens_at", "closes_at", "starts_at"])
def test_a_page_ends_when_something_on_it_changes_by_itself(places, client, when):
    event, _, _ = places
    Occasion.objects.update(**{when: timezone.now() + timedelta(minutes=2)})
    client.get(event.url)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)), _no_query():
        client.get(event.url)
    with time_machine.travel(timezone.now() + timedelta(minutes=2, seconds=1)):
        assert _queries(lambda: client.get(event.url)) > 0


def test_a_page_ends_at_midnight_in_london(places, client):
    event, _, _ = places
    with time_machine.travel("2026-06-30 22:58:30+00:00", tick=False):  # 23:58:30 there
        generation.begin_anew()
        client.get(event.url)
    with time_machine.travel("2026-06-30 22:59:30+00:00", tick=False), _no_query():
        client.get(event.url)
    with time_machine.travel("2026-06-30 23:00:00+00:00", tick=False):
        assert _queries(lambda: client.get(event.url)) > 0


def test_a_redirect_that_is_made_is_followed(places, client):
    Redirect.objects.create(old_path="/old", redirect_link="/new", site=Site.objects.get())
    assert client.get("/old/").status_code == 301
    Redirect.objects.all().delete()
    assert client.get("/old/").status_code == 404


@pytest.mark.parametrize("loses", [("set",), ("set", "get", "add")])
def test_a_cache_that_does_not_take_note_is_not_believed(places, client, monkeypatch, loses):
    """A cache that cannot be written to at the moment of a change, and answers again later, knows only old pages."""
    event, _, _ = places
    client.get(event.url)
    with monkeypatch.context() as away:
        for name in loses:
            away.setattr(type(cache._connections[cache._alias]), name, lambda *args, **kwargs: None)
        published(event, None)
        assert "Cake in the park" in client.get(event.url).content.decode()
    assert "Cake in the park" in client.get(event.url).content.decode()


def _queries(act):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


class _no_query:
    """Whatever is done inside asks the database nothing."""

    def __enter__(self):
        from django.test.utils import CaptureQueriesContext

        self.queries = CaptureQueriesContext(connection)
        self.queries.__enter__()

    def __exit__(self, kind, *rest):
        self.queries.__exit__(kind, *rest)
        if kind is None:
            assert len(self.queries) == 0
