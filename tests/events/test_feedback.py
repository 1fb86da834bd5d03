"""Somebody who was there says how it was, by the link in the mail or the code in the room."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone

from corner.models import AuditEntry, SiteSettings
from events.feedback import feedback_url
from events.models import Feedback, Occasion, SignUp
from tests.fixtures.visitors import hidden
from tests.sweeps.hostile import CLASSICS

pytestmark = pytest.mark.django_db

OWN = [("statement", "We had enough time."), ("statement", "I understood everything.")]


@pytest.fixture
def page(make_event):
    return make_event(title="Tea in the park", starts_in_days=-3)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


def path(occasion, language="en-gb", **kwargs):
    parts = urlsplit(feedback_url(occasion, language, **kwargs))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def send(client, url, **answers):
    """Open the form and send it."""
    html = client.get(url).content.decode()
    return client.post(url, {**hidden(html), **answers})


def test_the_four_usual_statements_are_asked_and_kept(client, occasion):
    url = path(occasion)
    html = client.get(url).content.decode()
    assert html.count("<legend") == 4
    assert "People listened to me." in html
    answer = send(client, url, **{"s-listened": "5", "s-again": "1", "words": "  Good\x00 tea. "})
    assert answer.status_code == 303
    assert "Thank you for your answers" in client.get(answer["Location"]).content.decode()
    given = Feedback.objects.get()
    assert (given.ratings, given.words, given.source) == ({"listened": 5, "again": 1}, "Good tea.", "link")
    assert given.given_on == timezone.localdate()
    assert given.erase_after == occasion.day + timedelta(days=365)
    assert not given.words_are_public


def test_nothing_links_an_answer_to_a_person(client, occasion, signed_up):
    """The link is the same for everybody, and no audit row with its moment tells when somebody answered."""
    send(client, path(occasion), **{"s-listened": "5"})
    named = {field.name for field in Feedback._meta.get_fields()}
    assert not named & {"signup", "user", "email", "created_at", "given_at"}
    assert not AuditEntry.objects.filter(action__startswith="feedback").exists()
    assert not SignUp.objects.exists()


def test_an_events_own_statements_are_asked_in_the_readers_language(
    client, make_event, date_of, polish_home, translate
):
    page = make_event(starts_in_days=-1, feedback_statements=OWN)
    first, second = (block.id for block in page.feedback_statements)
    translate(page, "pl", **{f"feedback_statements.{first}": "Mieliśmy dość czasu."})
    occasion = date_of(page)
    html = client.get(path(occasion, "pl")).content.decode()
    assert "Mieliśmy dość czasu." in html
    assert "People listened to me." not in html
    answer = send(client, path(occasion, "pl"), **{f"s-{first}": "4"})
    assert answer["Location"].startswith("/pl/")
    assert Feedback.objects.get().ratings == {first: 4}
    assert Feedback.objects.get().language == "pl"
    assert second not in Feedback.objects.get().ratings


def test_a_statement_that_is_not_translated_shows_in_the_language_it_was_written_in(
    client, make_event, date_of, polish_home, translate
):
    page = make_event(starts_in_days=-1, feedback_statements=OWN[:1])
    translate(page, "pl")
    page.feedback_statements.append(OWN[1])
    page.save_revision().publish()
    html = client.get(path(date_of(page), "pl")).content.decode()
    assert '<legend lang="en-GB" dir="ltr">I understood everything.</legend>' in html


def test_something_has_to_be_answered_and_what_was_written_stays(client, occasion):
    answer = send(client, path(occasion))
    assert "Choose at least one answer, or write something" in answer.content.decode()
    answer = send(client, path(occasion), **{"s-listened": "6", "words": "Nice tea"})
    html = answer.content.decode()
    assert html.count("Choose one of the answers on this page") == 2
    assert 'href="#s-listened_0"' in html
    assert 'id="s-listened_0"' in html
    assert "Nice tea</textarea>" in html
    assert "<title>Error:" in html
    assert "too long" in send(client, path(occasion), words="x" * 1001).content.decode()
    assert not Feedback.objects.exists()


def test_words_alone_are_an_answer(client, occasion):
    assert send(client, path(occasion), words="Thank you.").status_code == 303
    assert Feedback.objects.get().ratings == {}


def test_sent_twice_is_one_answer(client, occasion):
    data = {**hidden(client.get(path(occasion)).content.decode()), "s-listened": "5"}
    for _ in range(2):
        assert client.post(path(occasion), data).status_code == 303
    assert Feedback.objects.count() == 1


def test_a_second_press_is_thanked_even_where_nobody_else_could_answer(client, occasion, monkeypatch):
    monkeypatch.setattr("events.views.feedback.LIMIT_PER_ADDRESS", 1)
    data = {**hidden(client.get(path(occasion)).content.decode()), "s-listened": "5"}
    assert [client.post(path(occasion), data).status_code for _ in range(2)] == [303, 303]


def test_the_code_in_the_room_says_so_and_the_next_person_can_answer(client, occasion):
    url = path(occasion, in_room=True)
    answer = send(client, url, **{"s-listened": "5"})
    assert Feedback.objects.get().source == "room"
    html = client.get(answer["Location"]).content.decode()
    assert f'href="{url}"' in html
    answer = send(client, path(occasion), **{"s-listened": "5"})
    assert "Answer for another person" not in client.get(answer["Location"]).content.decode()


def test_a_room_full_of_people_can_answer_and_a_machine_cannot_go_on_for_ever(client, occasion, monkeypatch):
    from events.views import feedback

    assert feedback.LIMIT_PER_ADDRESS == 60
    monkeypatch.setattr(feedback, "LIMIT_PER_ADDRESS", 2)
    for _ in range(2):
        assert send(client, path(occasion), **{"s-listened": "5"}).status_code == 303
    answer = send(client, path(occasion), **{"s-listened": "5", "words": "My words"})
    assert answer.status_code == 429
    assert "very many answers from this internet connection" in answer.content.decode()
    assert "My words</textarea>" in answer.content.decode()
    assert Feedback.objects.count() == 2


def test_a_machine_that_fills_every_box_is_refused(client, occasion):
    answer = send(client, path(occasion), **{"s-listened": "5", "website": "https://spam.example"})
    assert "A box that should stay empty" in answer.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("fields", "changes", "words"),
    [
        ({"starts_in_days": 3}, {}, "It has not begun yet."),
        ({"ask_for_feedback": False}, {}, "we do not ask here how it was"),
        ({}, {"status": "cancelled"}, "It will not happen on that day."),
        ({}, {"status": "postponed"}, "It will not happen on that day."),
        ({}, {"month_only": True}, "we do not ask here how it was"),
        ({"starts_in_days": -61}, {}, "The time to answer here is over."),
    ],
)
def test_when_nobody_is_asked_the_page_says_why(client, make_event, date_of, fields, changes, words):
    occasion = date_of(make_event(**{"starts_in_days": -1, **fields}))
    Occasion.objects.update(**changes)
    answer = client.get(path(occasion))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "<form" not in answer.content.decode().split("<main")[1]
    assert client.post(path(occasion), {"s-listened": "5"}).status_code == 409
    assert not Feedback.objects.exists()


def test_people_answer_in_the_room_before_it_is_over_and_for_sixty_days(client, make_event, date_of):
    occasion = date_of(make_event(starts_in_days=1))
    for moment, is_open in [
        (occasion.starts_at - timedelta(minutes=1), False),
        (occasion.starts_at, True),
        (occasion.starts_at + timedelta(days=60), True),
        (occasion.starts_at + timedelta(days=61), False),
    ]:
        with time_machine.travel(moment):
            assert ("<legend" in client.get(path(occasion)).content.decode()) == is_open, moment


def test_nobody_answers_once_answers_would_be_deleted_at_once(client, make_event, date_of):
    settings = SiteSettings.load()
    settings.keep_feedback_days = 10
    settings.save()
    occasion = date_of(make_event(starts_in_days=-11))
    assert "The time to answer here is over." in client.get(path(occasion)).content.decode()


def test_an_event_that_nobody_can_read_any_more_asks_nothing(client, page, occasion):
    page.unpublish()
    html = client.get(path(occasion)).content.decode()
    assert "we do not ask here how it was" in html
    assert page.url not in html


@pytest.mark.parametrize("token", ["forged", "a/b", "00000000-0000-4000-8000-000000000000.1.x"])
def test_a_spoilt_link_is_explained(client, token):
    answer = client.get(f"/sign-ups/feedback/{token}/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "This link does not work" in html
    assert "Send me a new link" not in html.split("<main")[1].split("</main>")[0]


def test_the_link_of_a_date_is_good_for_that_date_only(client, occasion, make_event, date_of):
    other = date_of(make_event(starts_in_days=-1))
    assert path(occasion) != path(other)
    assert path(occasion) == path(Occasion.objects.get(pk=occasion.pk))
    token = path(occasion).split("/")[-2]
    assert client.get(f"/sign-ups/done/{token}/").status_code == 404
    assert client.get(f"/sign-ups/{token}/").status_code == 404


def test_no_cache_keeps_it_and_no_cookie_is_set(client, occasion):
    answer = client.get(path(occasion))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_opening_it_changes_nothing(client, occasion):
    html = client.get(path(occasion)).content.decode()
    client.get(path(occasion), {**hidden(html), "s-listened": "5"})
    client.head(path(occasion))
    assert not Feedback.objects.exists()


def test_every_answer_has_its_label(client, occasion):
    html = client.get(path(occasion)).content.decode()
    ids = re.findall(r'<input type="radio" name="[^"]+" value="\d" id="([^"]+)"', html)
    assert len(ids) == 20
    assert all(f'for="{each}"' in html for each in ids)


def test_hostile_words_are_kept_as_words_or_refused_and_never_an_error(client, occasion, monkeypatch):
    monkeypatch.setattr("events.views.feedback.LIMIT_PER_ADDRESS", 10_000)
    for hostile in CLASSICS:
        for name in ("words", "s-listened"):
            assert send(client, path(occasion), **{name: hostile}).status_code in (200, 303), hostile
    assert not Feedback.objects.exclude(ratings={}).exists()
