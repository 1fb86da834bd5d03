"""What staff type is a clock time in Southampton; the nights when the clocks change hold two traps."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.models import Page

from corner.clock import LocalDateTimeField, to_utc


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        (datetime(2027, 1, 15, 18, 0), utc(2027, 1, 15, 18, 0)),
        (datetime(2027, 7, 15, 18, 0), utc(2027, 7, 15, 17, 0)),
        (datetime(2027, 3, 28, 0, 59), utc(2027, 3, 28, 0, 59)),
        (datetime(2027, 3, 28, 2, 0), utc(2027, 3, 28, 1, 0)),
    ],
)
def test_clock_times_become_moments(typed, moment):
    assert to_utc(typed) == moment
    assert to_utc(typed).tzinfo is UTC


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_the_hour_that_does_not_exist_in_march_is_refused_in_plain_words(minute):
    with pytest.raises(ValidationError) as refused:
        to_utc(datetime(2027, 3, 28, 1, minute))
    assert refused.value.messages == [
        f"There is no 01:{minute:02} on 28 March 2027, because the clocks go forward that night. "
        "Choose a time before 1am, or from 2am on."
    ]


def test_the_doubled_hour_in_october_means_the_first():
    assert to_utc(datetime(2027, 10, 31, 1, 30)) == utc(2027, 10, 31, 0, 30)


def test_a_form_says_it_in_the_same_words():
    with pytest.raises(ValidationError, match="the clocks go forward that night"):
        LocalDateTimeField().clean("2027-03-28 01:30")


def test_a_form_takes_the_doubled_hour():
    assert LocalDateTimeField().clean("2027-10-31 01:30") == utc(2027, 10, 31, 0, 30)


def test_a_form_still_refuses_what_is_no_time_at_all():
    with pytest.raises(ValidationError, match="Enter a valid date/time"):
        LocalDateTimeField().clean("tomorrow")


def test_every_moment_in_the_admin_is_asked_for_this_way():
    assert isinstance(formfield_for_dbfield(Page._meta.get_field("go_live_at")), LocalDateTimeField)
