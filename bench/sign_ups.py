"""Sign-ups under load: 500 people in a minute want one of 100 places (100 for each round, in 12 seconds), as whole
journeys in three languages, through nginx and two web servers. Then how fast sign-ups are written for good, and what
readers have while somebody else holds the database. The people run on the same machine and cost it about as much as
the site does.
"""

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator

from bench import crowd, durable
from tools.faults import ledger, outbox, scene
from tools.faults.breaking import writer_holds
from tools.faults.load import READING, Load, Reply, Tally, errors_of
from tools.figures.figure import Figure, none_of
from tools.layout import Layout
from tools.layout.visitor import Answer

ROUNDS = 5
#: For each round.
PEOPLE, PLACES, SECONDS = 100, 20, 12.0
#: Seconds after the last sign-up within which all mail has left.
MAIL_WITHIN = 60
STEPS = {
    "page": "the event’s page",
    "form": "the form",
    "check": "check your answers",
    "send": "send",
    "done": "the page that says so",
}
#: Orders a second, quoted from shared/speed.md: another run on a machine with two cores, nine requests an order.
PRETIX = 0.9
#: Seconds for which a writer holds SQLite, and within which 95 of 100 pages come nevertheless.
HELD, PAGES_WITHIN = 8, 1.0

_numbers = itertools.count(100_000)


def figures(rounds: int, database: str) -> Iterable[Figure]:
    """The crowd first, then eight people and one, then readers, and last a single writer on the same site."""
    with scene.stage(database) as layout:
        yield from of_the_crowd(layout, rounds)
        yield from of_whole_sign_ups(layout, rounds)
        if database == "sqlite":
            yield from of_reading_meanwhile(layout)
        for name in ("worker", "web-1", "web-2"):
            layout.stop(name)
        yield from of_durable_writes(rounds)


# --- the crowd ----------------------------------------------------------------------------------------------


def of_the_crowd(layout: Layout, rounds: int) -> Iterator[Figure]:
    """What became of the people and of their mails."""
    people, places, seconds = PEOPLE * rounds, PLACES * rounds, SECONDS * rounds
    ways = crowd.open_event("Everybody wants to come", places)
    began = time.monotonic()
    with crowd.depth_of_outbox() as depth:
        tally = crowd.come(layout.visitor, ways, people, seconds)
        ended = time.monotonic()
        mail_after = outbox.wait_until_left()
    scene.tell_of_errors(layout, tally)
    told = [each.told for each in tally.acknowledged]
    yield Figure("People, places, seconds in which they came", f"{people}, {places}, {seconds:.0f}")
    errors = sum(reply.failed for reply in tally.replies)
    yield Figure(f"Errors in {len(tally.replies)} answers", errors_of(tally.replies), "no error", not errors)
    yield none_of("People who gave up or met an unexpected page", len(tally.strange), "; ".join(tally.strange[:3]))
    has = f"{told.count('place')} a place, {told.count('waiting')} on the waiting list, {tally.refused} told “full”"
    is_right = told.count("place") == places and len(told) + tally.refused == people
    yield Figure("What they were told", has, f"{places} a place, everybody something", is_right)
    yield from ledger.figures(tally.acknowledged, outbox.delivered(layout), in_flight=0)
    for kind, words in STEPS.items():
        yield Figure(f"Seconds for {words}: p50, p95, longest", of_seconds(tally.replies, kind), of_time=True)
    yield Figure("Whole sign-ups a second, all in all", f"{len(told) / (ended - began):.1f}", of_time=True)
    yield Figure("Mails in the outbox, meanwhile", f"at most {depth.most} ({depth.every(10)})")
    within = f"{mail_after:.0f} s after the last sign-up"
    yield Figure("All mail had left", within, f"{MAIL_WITHIN} s", mail_after <= MAIL_WITHIN, of_time=True)


def of_seconds(replies: list[Reply], kind: str) -> str:
    """Within which half of them came, within which 95 of 100, and the longest, as in "0.02, 0.11, 0.40"."""
    seconds = sorted(reply.seconds for reply in replies if reply.kind == kind)
    return ", ".join(f"{share(seconds, percent):.2f}" for percent in (50, 95, 100))


def share(ordered: list[float], percent: int) -> float:
    """Of values in order the least that so many of a hundred do not exceed (nearest rank); 0 of none."""
    rank = -(-len(ordered) * percent // 100)  # rounded up
    return ordered[max(rank, 1) - 1] if ordered else 0.0


# --- one after the other, and eight at once -----------------------------------------------------------------


def of_whole_sign_ups(layout: Layout, rounds: int) -> Iterator[Figure]:
    """GET the form, check, send, GET the page that says so. The time that the form asks people to take is left out."""
    ways = crowd.open_event("Room for everybody", None)
    for at_once in (1, 8):
        tally, people = Tally(), 8 * rounds
        travellers = [
            crowd.Traveller(layout.visitor(), next(_numbers), tally, ways[number % len(ways)])
            for number in range(people)
        ]
        opened: dict[int, Answer] = {}

        def see_the_form(each: crowd.Traveller, opened: dict[int, Answer] = opened) -> None:
            if form := each.open(each.way.door):
                opened[each.number] = form

        def send_it(each: crowd.Traveller, opened: dict[int, Answer] = opened) -> None:
            if each.number in opened:
                each.finish(each.way.door, opened[each.number])

        seconds = _together(at_once, travellers, see_the_form)
        time.sleep(READING)
        seconds += _together(at_once, travellers, send_it)
        done = len(tally.acknowledged)
        yield Figure(
            f"Whole sign-ups a second, {at_once} at once",
            f"{done / seconds:.1f} ({done} of {people}); pretix {PRETIX} orders, quoted, which do more each",
            f"more than {PRETIX}",
            done == people and done / seconds > PRETIX,
            of_time=True,
            budget=8,
        )


def _together(at_once: int, travellers: list[crowd.Traveller], act: Callable[[crowd.Traveller], None]) -> float:
    """Seconds until all of them have done it, so many at a time."""

    def one_after_the_other(mine: list[crowd.Traveller]) -> None:
        for each in mine:
            act(each)

    threads = [threading.Thread(target=one_after_the_other, args=[travellers[n::at_once]]) for n in range(at_once)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


# --- written for good ---------------------------------------------------------------------------------------


def of_durable_writes(rounds: int) -> Iterator[Figure]:
    """The service beside a bare INSERT, by itself and as a view."""
    from bench import bare_insert  # it knows the site's addresses, and so needs Django

    (way, *_others) = crowd.open_event("Room for whoever is counted", None)
    view = durable.bare_view("localhost")
    acts = {"sign-up": durable.sign_up_for(way.door.occasion), "view": view, "INSERT": bare_insert.insert}
    found = durable.paces(acts, rounds)
    yield Figure("What a commit promises, for all three", durable.settings_of_durability())
    yield Figure("A bare INSERT, committed", found["INSERT"].words, of_time=True)
    yield Figure("A view with a bare INSERT, in the site’s stack", found["view"].words, of_time=True)
    yield Figure("A sign-up with all that it writes, committed", found["sign-up"].words, of_time=True)
    of_statement = found["sign-up"].a_second / found["INSERT"].a_second
    yield Figure("A sign-up beside the bare statement", f"{of_statement:.0%} of its rate", of_time=True)
    of_view = found["sign-up"].a_second / found["view"].a_second
    yield Figure(
        "A sign-up beside the bare INSERT view",
        f"{of_view:.0%} of its rate",
        "at least 45%",
        of_view >= 0.45,
        of_time=True,
        budget=8,
    )


# --- reading while somebody writes --------------------------------------------------------------------------


def of_reading_meanwhile(layout: Layout) -> Iterator[Figure]:
    """Pages while another process has SQLite's only place for a writer: kept ones and others, with people who wait."""
    pages = scene.pages()
    others = [f"{page}?n={number}" for number in range(500) for page in pages]  # each is made anew
    (way, *_others) = crowd.open_event("Whoever comes now has to wait", None)
    path = layout.environment["DATABASE_URL"].removeprefix("sqlite://")
    for words, wanted, people in (
        ("kept pages", pages, 0),
        ("other pages", others, 0),
        ("other pages, while six people wait to sign up", others, 6),
    ):
        with Load(layout.visitor, [way.door], wanted, people=people, readers=4) as load:
            time.sleep(2)
            usual = of_pages(load.tally.replies)
            began = time.monotonic()
            with writer_holds(path):
                time.sleep(HELD)
            ended = time.monotonic()
        pace = of_pages(load.tally.between(began, ended))
        limit = max(PAGES_WITHIN, 1.5 * usual)  # a machine that is slow anyway is not the writer's fault
        yield Figure(
            f"{words.capitalize()}, 95 of 100 within, while a writer holds SQLite for {HELD} s",
            f"{pace:.2f} s (before: {usual:.2f} s)",
            f"{limit:.2f} s",
            pace <= limit,
            of_time=True,
        )
        yield none_of(f"Errors to readers of {words}", sum(reply.failed for reply in load.tally.replies))


def of_pages(replies: list[Reply]) -> float:
    """Seconds within which 95 of 100 pages came."""
    return share(sorted(reply.seconds for reply in replies if reply.kind == "page"), 95)
