"""Staff change the page while somebody writes: what is kept is what was checked, or nothing is."""

import pytest

from events.models import Occasion, SignUp
from tests.fixtures.visitors import people_offered

pytestmark = pytest.mark.django_db


def publish_one_way_one_person(occasion):
    """Staff publish: in person only, and each person signs up alone."""
    occasion.places.filter(way="online").update(offered=False)
    Occasion.objects.filter(pk=occasion.pk).update(largest_party=1)


def test_what_was_checked_is_what_is_kept_or_nothing_is(make_event, visit, date_of):
    page = make_event(mode="both", capacity_online=9, largest_party=3)
    amina = visit(page)
    check = amina.press("check", way="online", people="3", phone="023 8000 0000").content.decode()
    assert "Online" in check
    publish_one_way_one_person(date_of(page))
    html = amina.press("send").content.decode()
    assert not SignUp.objects.exists()
    summary = html[html.index('class="problem"') : html.index("<h1>")]
    assert '<a href="#way_0">You chose “Online”. This date does not offer that now. Choose again</a>' in summary
    assert '<a href="#people">You chose 3 people. Now one form is for 1 person at most. Choose again</a>' in summary
    for typed in ("Amina", "amina@example.org", "023 8000 0000"):
        assert f'value="{typed}"' in html
    assert " checked" not in html  # nothing is chosen for her
    assert people_offered(html) == ["", "1"]
    assert amina.press("send", way="in-person", people="1").status_code == 303
    signup = SignUp.objects.get()
    assert (signup.places.way, signup.number_of_places) == ("in-person", 1)


def test_a_page_opened_before_there_was_a_choice_keeps_what_it_stood_for(make_event, visit, date_of):
    page = make_event()
    amina = visit(page)
    assert {amina.answers["way"], amina.answers["people"]} == {"in-person", "1"}
    date_of(page).places.create(way="online", capacity=9)
    Occasion.objects.filter(pk=date_of(page).pk).update(largest_party=4)
    assert amina.press("send").status_code == 303
    assert SignUp.objects.get().places.way == "in-person"


def test_a_form_without_a_way_or_a_number_is_asked_for_them(make_event, visit):
    amina = visit(make_event())
    html = amina.press("send", way="", people="").content.decode()
    assert 'href="#way_0"' in html
    assert 'href="#people"' in html
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [("way", "This date does not offer that now"), ("people", "Now one form is for 2 people at most")],
)
def test_a_change_in_the_very_last_moment_is_said_too(make_event, visit, date_of, monkeypatch, change, words):
    """Published after the form was found right, before the date was held."""
    from events import signing_up

    page = make_event(mode="both", capacity_online=9, largest_party=3)
    amina, decide = visit(page), signing_up.sign_up

    def publish_first(wish, **kwargs):
        if change == "way":
            date_of(page).places.filter(way="online").update(offered=False)
        else:
            Occasion.objects.filter(pk=date_of(page).pk).update(largest_party=2)
        return decide(wish, **kwargs)

    monkeypatch.setattr(signing_up, "sign_up", publish_first)
    answer = amina.press("send", way="online", people="3")
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert 'value="Amina"' in answer.content.decode()
