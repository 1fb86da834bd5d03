"""A site in a process of its own that answers without a socket (`asked`), so that only its own CPU time counts."""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.client import WrongAnswer
from bench.sites import Site


@dataclass(frozen=True)
class Cost:
    """Of one GET. Seconds of CPU and of waiting for it, SQL statements, bytes of the body."""

    cpu: float
    wall: float
    sql: float
    bytes: int


class Asker:
    """Raises WrongAnswer when the site answers with anything but the page."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process
        self._answer()

    def ask(self, path: str, marker: str, seconds: float) -> Cost:
        """What one GET costs, over as many as take about so many seconds."""
        assert self._process.stdin  # noqa: S101  it was opened with a pipe
        self._process.stdin.write(json.dumps({"path": path, "marker": marker, "seconds": seconds}) + "\n")
        self._process.stdin.flush()
        return Cost(**self._answer())

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout  # noqa: S101
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": "The site ended; its log says why."}
        if "error" in answer:
            raise WrongAnswer(answer["error"])
        return {} if "ready" in answer else answer


@contextlib.contextmanager
def asking(site: Site) -> Iterator[Asker]:
    """The site in a process of its own, until the end of the block."""
    command = [site.python, "-P", str(Path(__file__).with_name("asked.py")), f"{site.wsgi}:application"]
    with (site.folder / f"{site.name}-asked.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603  the command is ours
            command,
            cwd=site.code,
            env=dict(site.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        yield Asker(process)
    finally:
        process.terminate()
        process.wait()
