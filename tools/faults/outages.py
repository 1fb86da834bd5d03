"""What the site leans on goes away, hangs or is slow while people sign up, and comes back.

Pages and sign-ups go on through the proxy all the while. An error counts from the beginning of an outage until all is
calm again; “last error after its end” is the time to recover. Where pages have a promised pace and the machine is too
slow for it with nothing broken, half as slow again as then is let pass. A pace is that of 95 in 100 pages.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from tools.faults import ledger, outbox, scene
from tools.faults.breaking import Outage, outages_of, put_valves
from tools.faults.load import Load, Reply, Tally, errors_of
from tools.figures.figure import Figure, none_of

#: Seconds in which people and the site get over it, before what comes next.
CALM = 2.0
#: Seconds within which a sign-up is expected to be acknowledged again.
PATIENCE = 90
#: Within this, mail has left after the mail server is back (safety.md, "Fault figures to beat").
MAIL_WITHIN = timedelta(minutes=5)


@dataclass
class Had:
    """How often an outage was had, and when: its beginning, its end, and the calm after it, by time.monotonic."""

    outage: Outage
    times: list[tuple[float, float, float]] = field(default_factory=list)
    #: Seconds from the last end until all mail had left that waited then.
    mail_left_after: float | None = None


def figures(rounds: int, database: str) -> Iterable[Figure]:
    """Every kind of outage, so many times each, one after the other under one load."""
    with scene.stage(database) as layout:
        valves = put_valves(layout, ["cache", "mail", "store"], ["web-1", "web-2", "worker"])
        all_had = [Had(outage) for outage in outages_of(layout, valves, database)]
        doors = scene.doors(len(all_had))
        with Load(layout.visitor, doors[0], scene.pages(), people=6) as load:
            time.sleep(5 * CALM)
            usual = slowest_of_most(load.tally.between(0, time.monotonic()))
            for had, load.doors in zip(all_had, doors, strict=True):
                for _ in range(rounds):
                    had.times.append(have(had.outage, load))
                if had.outage.of_mail:
                    had.mail_left_after = time.monotonic() - had.times[-1][1] + outbox.wait_until_left()
        outbox.wait_until_left()
        tally = load.tally
        scene.tell_of_errors(layout, tally)
        yield Figure("Pages within, with nothing broken", f"{usual:.2f} s", "", True)
        for had in all_had:
            yield from of_one(had, tally, usual)
        again = f"{tally.sent_from_error_pages} times"
        yield Figure("Forms sent again from the page that said to", again, "", True)
        yield none_of("People who gave up or met an unexpected page", len(tally.strange), "; ".join(tally.strange[:3]))
        # Cut off from the mail server, or from the database before it is written down that a mail has left.
        cut_off = sum(len(had.times) for had in all_had if had.outage.of_mail or had.outage.shows)
        yield from ledger.figures(tally.acknowledged, outbox.delivered(layout), cut_off)


def have(outage: Outage, load: Load) -> tuple[float, float, float]:
    """One outage, and the time until somebody could sign up again."""
    began = time.monotonic()
    with outage.while_it_is():
        time.sleep(outage.seconds)
    ended = time.monotonic()
    while not load.tally.acknowledged_between(ended, time.monotonic()) and time.monotonic() < ended + PATIENCE:
        time.sleep(0.2)
    time.sleep(CALM)
    return began, ended, time.monotonic()


def of_one(had: Had, tally: Tally, usual: float) -> Iterator[Figure]:
    """What people had of one kind of outage. `usual`: seconds in which pages come with nothing broken."""
    outage, times = had.outage, f"{len(had.times)} × {had.outage.name}"
    until_calm = [reply for began, _ended, calm in had.times for reply in tally.between(began, calm)]
    meanwhile = [reply for began, ended, _calm in had.times for reply in tally.between(began, ended)]
    bad = [reply for reply in until_calm if reply.failed]
    yield Figure(
        f"{times}: answers",
        f"{len(until_calm) - len(bad)} good, {errors_of(bad)}",
        "errors only as 503 that say when to come again" if outage.shows else "no error",
        all(reply.honest for reply in bad) if outage.shows else not bad,
    )
    served = sum(reply.kind == "page" and not reply.failed for reply in until_calm)
    yield Figure(f"{times}: pages served", str(served), "", True)
    if outage.pages_within is not None:
        pace = slowest_of_most(meanwhile)
        limit = max(outage.pages_within, 1.5 * usual)  # a machine that is busy anyway is not the outage's fault
        yield Figure(f"{times}: pages within", f"{pace:.2f} s", f"{limit:.2f} s", pace <= limit, of_time=True)
    in_all = sum(tally.acknowledged_between(began, calm) for began, _ended, calm in had.times)
    during = sum(tally.acknowledged_between(began, ended) for began, ended, _calm in had.times)
    yield Figure(
        f"{times}: sign-ups acknowledged",
        f"{in_all}, {during} of them while it lasted",
        "some while it lasts" if outage.sign_ups else "some",
        bool(during if outage.sign_ups else in_all),
    )
    if had.mail_left_after is not None:
        after, most = had.mail_left_after, MAIL_WITHIN.total_seconds()
        yield Figure(f"{times}: all mail left after", f"{after:.0f} s", f"{most:.0f} s", after <= most)
    late = max(recovered_after(tally.between(began, calm), ended) for began, ended, calm in had.times)
    yield Figure(f"{times}: last error after its end", f"{late:.1f} s", "at most 10 s", late <= 10, of_time=True)


def recovered_after(replies: list[Reply], ended: float) -> float:
    """Seconds from the end of an outage to the last error that began after it; 0 when there was none."""
    return max(
        (reply.at + reply.seconds - ended for reply in replies if reply.failed and reply.at >= ended), default=0.0
    )


def slowest_of_most(replies: list[Reply]) -> float:
    """Seconds in which 95 of 100 of these pages came."""
    seconds = sorted(reply.seconds for reply in replies if reply.kind == "page")
    return seconds[int(len(seconds) * 0.95)] if seconds else 0.0
