"""What somebody wrote in a sign-up form is not lost, whatever becomes of the form."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from events.models import EventDate, Occasion, SignUp
from tests.fixtures.visitors import Visitor, hidden, option, people_offered

pytestmark = pytest.mark.django_db


def everything(page):
    """A long answer to every question of `asking`, as a browser sends it; and the words it is read back in."""
    by_text = {block.value["question"]: block for block in page.questions}
    group, eat = by_text["Which group?"], by_text["What do you eat?"]
    answers = {
        "phone": "023 8000 0000",
        "need": ["bsl"],
        "speaks": "Somali",
        "more": "A quiet corner\n<b>please</b>",
        "host": "on",
        "agree": "on",
        f"q-{group.id}": option(group, "Morning"),
        f"q-{eat.id}": [option(eat, "Vegetarian"), option(eat, "Halal")],
        f"q-{by_text['What shall we talk about?'].id}": "Parks \x00and ponds",
        f"q-{by_text['Do you use a wheelchair?'].id}": "A wide one",
        f"q-{by_text['Have you been before?'].id}": "no",
    }
    words = [
        "Amina", "amina@example.org", "023 8000 0000", "Morning", "Vegetarian", "Halal", "Parks and ponds", "No",
        "British Sign Language", "Somali", "A wide one", "A quiet corner<br>&lt;b&gt;please&lt;/b&gt;",
        "I would like to help host one day",
    ]  # fmt: skip
    return answers, words


def read_back(html):
    """The section "What you wrote"."""
    return html.split("<h2>What you wrote</h2>")[1].split("</section>")[0]


def is_in_order(words, html):
    places = [html.find(f">{each}</p>") for each in words]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("go", ["check", "send", "change"])
@pytest.mark.parametrize(
    "change",
    [
        {"closes_at": timezone.now() - timedelta(hours=1)},
        {"status": "cancelled"},
        {"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)},
        {"on_page": False},
    ],
)
def test_who_is_refused_reads_what_they_wrote(asking, visit, date_of, change, go):
    page = asking()
    amina = visit(page)
    Occasion.objects.filter(pk=date_of(page).pk).update(**change)
    answers, words = everything(page)
    answer = amina.press(go, **answers)
    assert answer.status_code in (404, 409)
    assert "no-store" in answer["Cache-Control"]
    shown = read_back(answer.content.decode())
    assert is_in_order(words, shown), shown
    assert amina.answers["nonce"] not in shown
    assert amina.answers["made_at"] not in shown


def test_an_unknown_date_gives_back_what_was_written(asking, visit, client):
    page = asking()
    amina = visit(page)
    amina.url = f"{page.url}sign-up/999999/"
    answers, words = everything(page)
    answer = amina.press("send", **answers)
    assert answer.status_code == 404
    assert is_in_order(words, read_back(answer.content.decode()))


def test_who_only_looks_wrote_nothing(make_event, client, visit, date_of, signed_up):
    page = make_event(capacity=1)
    signed_up(date_of(page))
    for url in (f"{page.url}sign-up/{date_of(page).pk}/", f"{page.url}sign-up/999999/"):
        assert "What you wrote" not in client.get(url).content.decode()
        assert "What you wrote" not in client.post(url).content.decode()


@pytest.fixture
def series(asking):
    """An event on two days, with one place each: the page and both dates."""
    days = [timezone.localdate() + timedelta(days=n) for n in (3, 10)]
    page = asking(dates=[EventDate(day=day, start_time="10:00") for day in days], capacity=1, waiting_list="none")
    return page, *Occasion.objects.of_page(page).order_by("day")


def press_carry(client, html, occasion):
    """Press the button that takes the answers to another date: what a browser sends, and what comes."""
    action, inside = re.search(
        rf'<form method="post" action="([^"]*/{occasion.pk}/)">(.*?)</form>', html, re.S
    ).groups()
    fields = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside):
        fields.setdefault(name, []).append(unescape(value))
    assert 'name="go" value="change"' in inside
    return fields, client.post(action, {**fields, "go": "change"})


@pytest.mark.parametrize("is_gone", [False, True])
def test_the_answers_go_along_to_another_date(series, client, signed_up, is_gone):
    page, first, second = series
    amina = Visitor(client, page, first)
    amina.open()
    if is_gone:
        Occasion.objects.filter(pk=first.pk).update(on_page=False)
    else:
        signed_up(first)
    answers, _words = everything(page)
    refused = amina.press("send", **answers).content.decode()
    carried, form = press_carry(client, refused, second)
    assert {"nonce", "made_at", "website"}.isdisjoint(carried)
    html = form.content.decode()
    assert form.status_code == 200
    assert "There is a problem" not in html
    for value in ("Amina", "amina@example.org", "023 8000 0000"):
        assert f'value="{value}"' in html
    assert html.count(" checked") == 7  # a group, two meals, "no", one need, hosting, the consent
    assert "A quiet corner\n&lt;b&gt;please&lt;/b&gt;</textarea>" in html
    assert hidden(html)["nonce"] != amina.answers["nonce"]
    again = {name: values for name, values in carried.items() if name != "csrfmiddlewaretoken"} | hidden(html)
    sent = client.post(f"{page.url}sign-up/{second.pk}/", {**again, "go": "send"})
    assert sent.status_code == 303
    assert SignUp.objects.get(email="amina@example.org").occasion == second


def test_what_another_date_does_not_offer_is_asked_anew(series, client, signed_up):
    page, first, second = series
    Occasion.objects.filter(pk=first.pk).update(largest_party=3)
    first.places.create(way="online", capacity=0, waiting_list="none")
    amina = Visitor(client, page, first)
    amina.open()
    signed_up(first)
    refused = amina.press("send", way="online", people="3").content.decode()
    html = press_carry(client, refused, second)[1].content.decode()
    assert re.search(r'type="radio" name="way" value="in-person"', html)
    assert " checked" not in html
    assert people_offered(html) == ["", "1"]


def test_answers_are_not_carried_to_another_event(make_event, visit, date_of, signed_up):
    """What was answered, and agreed to, was for this one."""
    page, other = make_event(capacity=1, waiting_list="none"), make_event()
    amina = visit(page)
    signed_up(date_of(page))
    html = amina.press("send").content.decode()
    assert f"{other.url}sign-up/{date_of(other).pk}/" in html
    assert f'action="{other.url}' not in html


def test_a_form_that_was_used_can_be_begun_anew_with_its_answers(make_event, visit, date_of, client):
    page = make_event()
    amina = visit(page)
    amina.press("send")
    refused = amina.press("send", name="Her daughter", email="daughter@example.org").content.decode()
    form = press_carry(client, refused, date_of(page))[1].content.decode()
    assert 'value="Her daughter"' in form
    assert hidden(form)["nonce"] != amina.answers["nonce"]


@pytest.fixture
def strict_client():
    """A browser whose cookie was lost, in front of a site that minds."""
    return Client(enforce_csrf_checks=True)


def test_without_the_cookie_what_was_written_is_read_back(asking, visit, strict_client):
    page = asking()
    amina = visit(page)
    amina.client = strict_client
    answers, words = everything(page)
    answer = amina.press("send", **answers, password="let-me-in")
    html = answer.content.decode()
    assert answer.status_code == 403
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "Nothing was sent" in html
    assert is_in_order(words, read_back(html))
    assert "let-me-in" not in html
    assert amina.answers["nonce"] not in html


def test_without_the_cookie_nothing_is_told_of_a_page_that_is_not_for_everybody(asking, visit, strict_client):
    from wagtail.models import PageViewRestriction

    page = asking()
    amina = visit(page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    amina.client = strict_client
    html = amina.press("send", **everything(page)[0]).content.decode()
    for mine in ("Amina", "A wide one", "Parks and ponds"):
        assert mine in html
    for theirs in ("Which group?", "Morning", "Do you use a wheelchair?"):
        assert theirs not in html


def test_without_the_cookie_other_forms_give_nothing_back(events_index, strict_client):
    answer = strict_client.post(f"{events_index.url}?x", {"name": "Amina", "password": "let-me-in"})
    assert answer.status_code == 403
    assert "Amina" not in answer.content.decode()


def test_a_page_taken_off_the_site_gives_back_what_was_written(make_event, visit):
    page = make_event()
    amina = visit(page)
    page.unpublish()
    answer = amina.press("send", more="A quiet corner")
    assert answer.status_code == 404
    assert is_in_order(["Amina", "amina@example.org", "A quiet corner"], read_back(answer.content.decode()))
