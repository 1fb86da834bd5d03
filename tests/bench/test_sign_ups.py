"""The arithmetic of `make bench ARGS=sign_ups`, and its people, who read the site in their own language."""

import pytest

from bench import crowd, durable, sign_ups
from tools.faults.load import HEADINGS, Reply, Tally
from tools.layout.visitor import Visitor


@pytest.mark.parametrize(
    ("percent", "value"), [(50, 2.0), (51, 3.0), (75, 3.0), (95, 4.0), (100, 4.0), (1, 1.0), (0, 1.0)]
)
def test_a_share_is_the_nearest_rank(percent, value):
    assert sign_ups.share([1.0, 2.0, 3.0, 4.0], percent) == value


def test_of_nothing_there_is_no_share():
    assert sign_ups.share([], 95) == 0.0


def test_seconds_are_those_of_one_step_and_of_all_who_took_it():
    replies = [Reply(0.0, seconds, "send", 303) for seconds in (0.3, 0.1, 0.2)] + [Reply(0.0, 9.0, "page", 200)]
    assert sign_ups.of_seconds(replies, "send") == "0.20, 0.30, 0.30"


def test_people_come_all_over_the_time_and_in_order():
    moments = crowd.arrivals(300, 60.0)
    assert len(moments) == 300
    assert moments == sorted(moments)
    assert all(any(start <= moment < start + 12 for moment in moments) for start in range(0, 60, 12))


def test_the_depth_of_the_outbox_is_told_every_so_often():
    depth = crowd.Depth(began=100.0, waiting=[(101.0, 1), (105.0, 7), (110.2, 4), (111.0, 9), (121.0, 0)])
    assert depth.most == 9
    assert depth.every(10) == "10 s: 4, 21 s: 0"


@pytest.mark.parametrize("language", crowd.LANGUAGES)
def test_what_people_are_told_is_known_in_their_language(language):
    """Else whoever reads Polish would count as somebody who met an unexpected page."""
    headings, full = crowd.headings_in(language)
    assert sorted(headings.values()) == ["place", "waiting"]
    assert (headings == HEADINGS) == (language == "en-gb")
    assert full not in headings


def test_each_is_done_in_turn_and_as_often():
    done = []
    acts = {name: (lambda name=name: done.append(name)) for name in ("sign-up", "INSERT")}
    found = durable.paces(acts, rounds=2)
    assert done == [*acts, *(["sign-up"] * durable.BATCH + ["INSERT"] * durable.BATCH) * 2]
    assert [len(pace.seconds) for pace in found.values()] == [2, 2]


def test_the_rate_is_that_of_the_middle_batch_and_the_cpu_of_the_least():
    pace = durable.Pace(seconds=[0.5, 0.01, 0.02], cpu=[0.004, 0.002, 0.003])
    assert pace.a_second == 50
    assert pace.words == "50 a second, 2.00 ms of CPU each"


@pytest.mark.django_db(transaction=True)
def test_somebody_who_reads_polish_signs_up(live_server, make_event, date_of, polish_home, translate, monkeypatch):
    monkeypatch.setattr("tools.faults.load.READING", 0)
    page = translate(make_event(title="Tea"), "pl", title="Herbata")
    occasion = date_of(page)
    way = crowd.Way("pl", page.get_url(), crowd.Door(f"{page.get_url()}sign-up/{occasion.pk}/", occasion.pk))
    tally = Tally()
    crowd.Traveller(Visitor(live_server.url, live_server.url, None), 1, tally, way).come()
    assert tally.strange == []
    assert [each.told for each in tally.acknowledged] == ["place"]
    assert [reply.kind for reply in tally.replies] == ["page", "form", "check", "send", "done"]
