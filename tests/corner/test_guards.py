"""People get through the guards without noticing them; machines do not; nobody loses what they typed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from corner.guards import FormGuard, client_address, too_many
from corner.models import Attempt

NINE = datetime(2027, 5, 3, 9, 0, tzinfo=UTC)


class ContactForm(FormGuard):
    message = forms.CharField()


@pytest.fixture(autouse=True)
def three_seconds(settings):
    settings.FORM_MINIMUM_SECONDS = 3


def posted(form, **typed):
    """What a browser sends when the page holding `form` is filled in."""
    values = {name: form[name].value() or "" for name in form.fields}
    query = QueryDict(mutable=True)
    query.update({**values, **typed})
    return query


def sent(after, typed=None, **tampered):
    """The form, rendered at nine and sent `after` that."""
    with time_machine.travel(NINE, tick=False):
        page = ContactForm()
        data = posted(page, message=typed or "When is the next walk?", **tampered)
    with time_machine.travel(NINE + after, tick=False):
        form = ContactForm(data)
        form.is_valid()
    return form


def refusal(form):
    return form.errors.as_data()["__all__"][0].code


def test_a_person_who_takes_a_moment_gets_through():
    form = sent(after=timedelta(seconds=40))
    assert not form.errors
    assert isinstance(form.nonce, UUID)
    assert form.cleaned_data == {"message": "When is the next walk?"}


def test_two_presses_of_one_form_carry_the_same_nonce_and_two_forms_do_not():
    with time_machine.travel(NINE, tick=False):
        data, other = posted(ContactForm(), message="Hello"), posted(ContactForm(), message="Hello")
    with time_machine.travel(NINE + timedelta(minutes=1), tick=False):
        first, second, third = ContactForm(data), ContactForm(data), ContactForm(other)
        assert all(form.is_valid() for form in (first, second, third))
    assert first.nonce == second.nonce != third.nonce


def test_a_machine_is_too_fast_and_a_second_try_by_a_person_passes():
    form = sent(after=timedelta(seconds=1))
    assert refusal(form) == "too_fast"
    with time_machine.travel(NINE + timedelta(seconds=6), tick=False):
        assert ContactForm(posted(form)).is_valid()


def test_the_box_that_nobody_sees_must_stay_empty_and_is_emptied():
    form = sent(after=timedelta(minutes=1), website="https://pills.example")
    assert refusal(form) == "trap"
    assert "pills.example" not in form.guard
    with time_machine.travel(NINE + timedelta(minutes=1), tick=False):
        assert ContactForm(posted(form)).is_valid(), "a person whose browser filled it in must get through"


def test_a_form_left_open_overnight_can_be_sent_again():
    form = sent(after=timedelta(hours=25))
    assert refusal(form) == "expired"
    with time_machine.travel(NINE + timedelta(hours=25), tick=False):
        assert ContactForm(posted(form)).is_valid()


@pytest.mark.parametrize(
    "tampered",
    [
        {"nonce": ""},
        {"made_at": ""},
        {"nonce": "6a204bd89b5e4f4aa4b83d0a8b7b1f10"},
        {"made_at": "1.x"},
        {"made_at": "9999999999.x"},
        {"nonce": "\x00"},
        {"made_at": "é" * 5000},
    ],
)
def test_a_forged_form_is_refused_in_the_same_way(tampered):
    assert refusal(sent(after=timedelta(minutes=1), **tampered)) == "forged"


def test_the_moment_of_one_form_is_no_good_for_the_nonce_of_another():
    with time_machine.travel(NINE, tick=False):
        borrowed = ContactForm()["made_at"].value()
    assert refusal(sent(after=timedelta(minutes=1), made_at=borrowed)) == "forged"


@pytest.mark.parametrize("after", [timedelta(seconds=1), timedelta(hours=25)])
def test_what_was_typed_stays(after):
    assert sent(after=after, typed="A long story").data["message"] == "A long story"


def test_a_refused_form_has_no_nonce_to_act_on():
    form = sent(after=timedelta(seconds=1))
    with pytest.raises(ValueError, match="guard refused"):
        form.nonce  # noqa: B018  reading it is the point


def test_people_neither_see_nor_hear_nor_reach_the_trap():
    html = ContactForm().guard
    assert '<div class="hide" aria-hidden="true">' in html
    assert 'autocomplete="off"' in html
    assert 'tabindex="-1"' in html
    assert "style=" not in html


def test_the_three_fields_are_hidden_ones_so_no_template_draws_them_as_questions():
    assert [field.name for field in ContactForm().visible_fields()] == ["message"]


# --- limits -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_limit_is_reached_and_passes_with_time():
    hour = timedelta(hours=1)
    with time_machine.travel(NINE, tick=False) as clock:
        assert [too_many("sign-up", "81.2.69.142", 2, hour) for _ in range(4)] == [False, False, True, True]
        clock.shift(timedelta(minutes=61))
        assert not too_many("sign-up", "81.2.69.142", 2, hour)


@pytest.mark.django_db
def test_limits_of_others_and_of_other_things_are_not_touched():
    hour = timedelta(hours=1)
    assert not too_many("sign-up", "amina@example.org", 1, hour)
    assert too_many("sign-up", " Amina@Example.org", 1, hour)
    assert not too_many("sign-up", "ben@example.org", 1, hour)
    assert not too_many("lost-link", "amina@example.org", 1, hour)


@pytest.mark.django_db
def test_no_address_stands_in_the_table_and_the_hash_needs_the_key(settings):
    too_many("sign-up", "amina@example.org", 1, timedelta(hours=1))
    kept = Attempt.objects.get()
    assert "amina" not in str(vars(kept))
    assert len(kept.hashed) == 64
    settings.SECRET_KEY = "another key"
    assert not too_many("sign-up", "amina@example.org", 1, timedelta(hours=1))


@pytest.mark.django_db
def test_refused_tries_fill_no_table():
    for _ in range(20):
        too_many("sign-up", "81.2.69.142", 3, timedelta(hours=1))
    assert Attempt.objects.count() == 3


# --- addresses --------------------------------------------------------------------------------------------------


def request_from(remote, forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=remote, **headers)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        (0, "81.2.69.142", "1.1.1.1", "81.2.69.142"),  # nobody of ours wrote that header
        (1, "10.0.0.1", "81.2.69.142", "81.2.69.142"),
        (1, "10.0.0.1", "6.6.6.6, 81.2.69.142", "81.2.69.142"),  # what the visitor sent comes before ours
        (2, "10.0.0.1", "6.6.6.6, 81.2.69.142, 10.0.0.2", "81.2.69.142"),
        (2, "10.0.0.1", "81.2.69.142", "81.2.69.142"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "<script>", "unknown"),
        (0, "", None, "unknown"),
        (0, "2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::"),
        (0, "::ffff:81.2.69.142", None, "81.2.69.142"),
    ],
)
def test_the_address_that_counts_is_the_one_our_own_proxy_saw(settings, proxies, remote, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    assert client_address(request_from(remote, forwarded)) == expected
