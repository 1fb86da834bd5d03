"""What everybody is asked about what would help: nobody has to answer, and nothing is kept without their yes."""

import pytest

from events.models import AccessNeed, SignUp

pytestmark = pytest.mark.django_db


def kept():
    return {need.question: (need.asked, need.answer) for need in AccessNeed.objects.all()}


@pytest.mark.parametrize(
    "words",
    ["Captions: what people say, as text", "An interpreter", "Food that I can eat", "comes with me to support me"],
)
def test_it_is_on_the_form(make_event, visit, words):
    assert words in visit(make_event()).page.content.decode()


def test_somebody_who_needs_an_interpreter_says_which_language_they_speak(make_event, visit):
    sent = visit(make_event()).press("send", need=["interpreter", "my-language"], speaks=" Somali ", agree="on")
    assert sent.status_code == 303
    assert kept() == {
        "interpreter": ("An interpreter", "yes"),
        "my-language": ("Somebody who speaks my language", "yes"),
        "language": ("Which language?", "Somali"),
    }


def test_ticking_an_interpreter_asks_for_nothing_else(make_event, visit):
    assert visit(make_event()).press("send", need=["interpreter"], agree="on").status_code == 303
    assert set(kept()) == {"interpreter"}


def test_the_language_alone_needs_their_yes_too(make_event, visit):
    html = visit(make_event()).press("send", speaks="Somali").content.decode()
    assert 'href="#agree"' in html
    assert 'value="Somali"' in html
    assert not SignUp.objects.exists()


def test_what_comes_twice_is_asked_for_once(make_event, visit):
    """No browser sends it so, but the database raised (found by tests/sweeps/test_hostile_staff.py)."""
    sent = visit(make_event()).press("send", need=["captions", "captions"], agree="on")
    assert sent.status_code == 303
    assert set(kept()) == {"captions"}
