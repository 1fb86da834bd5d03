"""A program that runs beside others: started, stopped, killed, made to hang, and asked whether it answers."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

#: Seconds. A busy machine takes its time to import the site.
STARTS_WITHIN = 90
ENDS_WITHIN = 40


class DidNotStart(RuntimeError):
    """A program ended, or was silent too long; the message ends with the last lines of its log."""


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody uses now, each another."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for found in sockets:
            found.bind(("127.0.0.1", 0))
        return [int(found.getsockname()[1]) for found in sockets]


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Process:
    """One program with what it starts itself: signals go to all of them."""

    name: str
    command: Sequence[str]
    #: Where its log is.
    folder: Path
    #: Whether it does its work by now.
    answers: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    #: What asks it to end in good order.
    ask_to_end: signal.Signals = signal.SIGTERM
    #: The name of the user it runs as, if not ours.
    user: str | None = None
    #: Where it runs, when not beside its log.
    runs_in: Path | None = None
    #: What is to be thrown away after it.
    throw_away: Path | None = None
    running: subprocess.Popen | None = None

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def pid(self) -> int:
        """Of the first of its processes; raises LookupError when it does not run."""
        if self.running is None:
            raise LookupError(f"{self.name} does not run.")
        return self.running.pid

    def start(self, wait: bool = True) -> None:
        """Start it, and wait until it answers; raises DidNotStart."""
        if self.running and self.running.poll() is None:
            return
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(  # noqa: S603  the command is ours
                self.command,
                cwd=self.runs_in or self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user,
                start_new_session=True,
            )
        if wait:
            self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        """Raises DidNotStart when it ends first, or after STARTS_WITHIN."""
        until = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if self.running is None or self.running.poll() is not None or time.monotonic() > until:
                last_lines = self.log.read_text(errors="replace").splitlines()[-30:]
                raise DidNotStart(f"{self.name} did not start:\n" + "\n".join(last_lines))
            time.sleep(0.1)

    def stop(self) -> int | None:
        """Ask it to end in good order, and kill it when it does not; its exit status, None when it did not run."""
        if self.running is None:
            return None
        self.running.send_signal(self.ask_to_end)
        self.resume()
        try:
            self.running.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()
        return self.running.returncode

    def kill(self) -> None:
        """kill -9, with all that it started."""
        if self.running is None:
            return
        self._signal_all(signal.SIGKILL)
        self.running.wait(ENDS_WITHIN)

    def pause(self) -> None:
        """Make it hang: connections are taken by the system and nobody answers."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on where it was."""
        self._signal_all(signal.SIGCONT)

    def throw_away_what_it_left(self) -> None:
        if self.throw_away:
            shutil.rmtree(self.throw_away, ignore_errors=True)

    def _signal_all(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)  # it leads a session of its own, so its group has its number
