"""A host types when the session starts, and the run sheet tells the time of each step."""

import re
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corner.dates import clock
from corner.languages.config import LANGUAGES
from techniques.clock_times import EXAMPLE, Moment, StartForm, moments, read_time
from tests.sweeps.hostile import text

#: The same examples in every run, and no files left behind.
steady = settings(derandomize=True, database=None, deadline=None)
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
ZEROS = "0٠۰०০੦０"  # of the scripts that people here write: the other nine digits follow each


@pytest.fixture
def cafe(make_technique):
    steps = [
        ("step", {"title": title, "minutes": minutes, "text": ""})
        for title, minutes in (("Hello", 15), ("Talk", 75), ("Goodbye", 30))
    ]
    return make_technique("World café", slug="cafe", steps=steps, minutes_in_all=120)


@pytest.fixture
def sheet(client, cafe):
    """The run sheet as somebody gets it who wrote this start."""

    def ask(start=None, url=None):
        query = "" if start is None else f"?{urlencode({'start': start})}"
        html = client.get((url or cafe.url) + query).content.decode()
        return html.split('id="run-sheet"')[1].split("</section>")[0]

    return ask


def times_in(sheet):
    return re.findall(r"<bdi>([^<]+)</bdi>", sheet)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10:30", time(10, 30)),
        ("10.30", time(10, 30)),
        ("1030", time(10, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("9h30", time(9, 30)),
        ("18h", time(18)),
        ("2pm", time(14)),
        ("2:15 PM", time(14, 15)),
        ("2.15 p.m.", time(14, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("noon", time(12)),
        ("Midnight", time(0)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
        ("  10:30  ", time(10, 30)),
        ("١٠:٣٠", time(10, 30)),
        ("১০:৩০", time(10, 30)),
        ("１０：３０", time(10, 30)),
    ],
)
def test_a_time_is_understood_as_people_write_it(written, meant):
    assert read_time(written) == meant


@pytest.mark.parametrize(
    "written", ["24:00", "10:60", "13pm", "0am", "-1", "10:3", "ten", "1.5e3", "10:30:00", "Ⅻ", "10:30\x00"]
)
def test_what_is_no_time_is_none(written):
    assert read_time(written) is None


@steady
@given(text)
def test_whatever_somebody_writes_gives_a_time_or_none(written):
    form = StartForm({"start": written})
    assert form.asked is None or (form.asked.second, form.asked.microsecond) == (0, 0)
    assert form.is_valid() or form.errors["start"]


@steady
@given(TIMES, st.sampled_from([language.code for language in LANGUAGES]))
def test_every_language_can_read_the_times_that_it_writes(moment, code):
    from django.utils import translation

    with translation.override(code):
        assert read_time(clock(moment)) == moment


@steady
@given(TIMES, st.sampled_from(ZEROS))
def test_digits_of_every_script_are_read(moment, zero):
    written = f"{moment:%H:%M}".translate({ord("0") + value: chr(ord(zero) + value) for value in range(10)})
    assert read_time(written) == moment


@steady
@given(TIMES, st.lists(st.integers(0, 1440), max_size=40))
def test_times_agree_with_the_calendar(start, minutes):
    """The oracle is a date and its arithmetic, on a day without a change of the clocks."""
    begin = datetime.combine(datetime(2026, 1, 5), start)
    passed = [sum(minutes[:number]) for number in range(len(minutes) + 1)]
    expected = [begin + timedelta(minutes=each) for each in passed]
    assert list(moments(start, minutes)) == [
        Moment(each.time(), (each.date() - begin.date()).days) for each in expected
    ]


def test_without_a_start_there_are_minutes_only(sheet):
    assert times_in(sheet()) == []
    assert "15 minutes" in sheet()
    assert "It ends at" not in sheet()


def test_each_step_has_its_time_and_the_end_is_said(sheet):
    found = sheet("10:30")
    assert times_in(found) == ["10:30am", "10:45am", "noon"]
    assert "In all: 2 hours. It ends at 12:30pm." in found
    assert "15 minutes" in found


def test_past_midnight_the_day_is_said(sheet):
    found = sheet("11pm")
    assert times_in(found) == ["11pm", "11:15pm", "12:30am"]
    assert found.count('<small class="muted">1 day later</small>') == 1
    assert "It ends at 1am (1 day later)." in found


def test_what_was_written_is_kept_in_the_field(sheet):
    assert 'value="half past &lt;b&gt;"' in sheet("half past <b>")
    assert 'value="10.30"' in sheet("10.30")


def test_what_is_no_time_is_said_at_the_field_and_left_out(sheet):
    found = sheet("soon")
    assert "Write a time, such as 10:30am." in found
    assert 'aria-describedby="id_start_helptext id_start_error"' in found
    assert 'id="id_start_error"' in found
    assert 'id="id_start_helptext"' in found
    assert times_in(found) == []


def test_an_empty_field_is_no_mistake(sheet):
    assert "Write a time" not in sheet("")


def test_the_page_stands_whatever_is_in_the_address(client, cafe):
    @settings(steady, max_examples=60)
    @given(text)
    def ask(start):
        assert client.get(f"{cafe.url}?{urlencode({'start': start})}").status_code == 200

    ask()


def test_everybody_gets_the_same_page_so_it_can_be_kept(client, cafe):
    answer = client.get(f"{cafe.url}?start=10:30")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "private" not in answer.headers["Cache-Control"]
    assert answer.content == client.get(f"{cafe.url}?start=10:30").content


def test_search_engines_know_the_page_without_the_start(client, cafe):
    head = client.get(f"{cafe.url}?start=10:30").content.decode().split("</head>")[0]
    assert "start=" not in head


def test_the_start_goes_along_into_another_language_as_it_was_understood(client, polish_home, cafe, sheet, translate):
    polish = translate(cafe, "pl")
    html = client.get(f"{cafe.url}?start=9pm").content.decode()
    assert f'{polish.url}?start=21:00"' in html
    html = client.get(f"{cafe.url}?start=<soon>").content.decode()
    assert f'href="{polish.url}"' in html
    assert "?start" not in html
    found = sheet("21:00", url=polish.url)
    assert times_in(found) == ["21:00", "21:15", "22:30"]


def test_the_example_is_written_as_the_reader_writes_it(polish_home, cafe, sheet, translate):
    assert clock(EXAMPLE) in sheet()
    assert "10:30." in sheet(url=translate(cafe, "pl").url)


def test_minutes_of_the_source_set_the_clock_of_a_translation(polish_home, cafe, sheet, translate):
    polish = translate(cafe, "pl")
    cafe.steps[0].value["minutes"] = 25
    cafe.minutes_in_all = 130
    cafe.save_revision().publish()
    assert times_in(sheet("10:00", url=polish.url)) == ["10:00", "10:25", "11:40"]


def test_it_is_a_form_that_only_asks(sheet):
    form = re.search(r"<form[^>]*>", sheet())[0]
    assert 'method="get"' in form
    assert "csrf" not in sheet()
