"""kill -9 of web processes and of the worker in the middle of sign-ups: who was told that they are on a list, is.

People sign up through the proxy all the while, for an event with room for all and for one with too few places. In each
round the worker dies, and one web server, both, or one of gunicorn's children; each is started again at once. The mail
server takes its time, so that a worker may die with a mail in hand. Then the clock of its leases is put forward:
else each round would wait three minutes for them. Nothing else is changed: limits, tokens and waiting times are real.
"""

import os
import random
import signal
import time
from collections.abc import Iterable
from pathlib import Path

from tools.faults import ledger, outbox, scene
from tools.faults.breaking import put_valves
from tools.faults.load import Load, errors_of
from tools.faults.valve import Mode
from tools.figures.figure import Figure, none_of
from tools.layout import Layout

#: Seconds that each piece of a mail takes, so that a killed worker may have one in hand.
SLOW_MAIL = 0.3
#: Seconds between two kills: the worker has begun to work again by then.
PAUSE = (2.0, 6.0)


def figures(rounds: int, database: str) -> Iterable[Figure]:
    """What became of the people and their mails."""
    with scene.stage(database) as layout:
        mail = put_valves(layout, ["mail"], ["worker"])["mail"]
        mail.slow_by = SLOW_MAIL
        mail.turn(Mode.SLOW)
        doors = scene.doors(rounds)
        killing = Killing(layout)
        with Load(layout.visitor, doors[0], scene.pages(), people=12) as load:
            for number, load.doors in enumerate(doors):
                killing.round(number)
        mail.turn(Mode.OPEN)
        outbox.wait_until_left()
        tally = load.tally
        scene.tell_of_errors(layout, tally)
        kills = f"{rounds} of web, {rounds} of the worker, {killing.in_hand} of these with a mail in hand"
        yield Figure("Kills", kills, "", True)
        cut_off = sum(reply.kind == "send" and reply.failed for reply in tally.replies)
        yield Figure(
            "Times that a sign-up was sent and an error came back", f"{cut_off}, sent again each time", "", True
        )
        yield none_of("People who gave up or met an unexpected page", len(tally.strange), "; ".join(tally.strange[:3]))
        yield from ledger.figures(tally.acknowledged, outbox.delivered(layout), killing.in_hand)
        yield Figure(
            "Answers",
            f"{sum(not reply.failed for reply in tally.replies)} good, {errors_of(tally.replies)}",
            "errors only as 503 that say when to come again",
            all(reply.honest or not reply.status for reply in tally.replies if reply.failed),
        )
        yield Figure("Longest wait for an answer after a kill", f"{max(killing.waits):.1f} s", "", True)


class Killing:
    """Who is killed, round by round, and what was counted."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.in_hand = 0
        self.waits: list[float] = []

    def round(self, number: int) -> None:
        """Both deaths at a random moment; each is started again at once."""
        time.sleep(random.uniform(*PAUSE))  # noqa: S311  no secret
        self.layout.kill("worker")
        self.in_hand += outbox.leases_run_out()
        self.layout.start("worker", wait=False)
        time.sleep(random.uniform(0, 1))  # noqa: S311
        began = time.monotonic()
        (self._kill_one, self._kill_both, self._kill_a_child)[number % 3]()
        while not self._page_comes():
            time.sleep(0.1)
        self.waits.append(time.monotonic() - began)

    def _kill_one(self) -> None:
        self.layout.kill("web-1")
        self.layout.start("web-1", wait=False)

    def _kill_both(self) -> None:
        for name in ("web-1", "web-2"):
            self.layout.kill(name)
        for name in ("web-1", "web-2"):
            self.layout.start(name, wait=False)

    def _kill_a_child(self) -> None:
        """gunicorn's master starts another by itself."""
        pid = self.layout.processes["web-2"].pid
        while not (children := Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()):
            time.sleep(0.1)  # it was killed itself a moment ago
        os.kill(int(random.choice(children)), signal.SIGKILL)  # noqa: S311

    def _page_comes(self) -> bool:
        try:
            return self.layout.visitor().get("/").status == 200
        except OSError:
            return False
