"""Looks whether a locked package has a known vulnerability: `python -m tools.audit`, a part of `make check`.

pip-audit asks the package index, and its answer is kept in var/audit.json (or where AUDIT_FILE says) for the days when
the network is closed. It ends with an error for a known vulnerability, whatever the age of the answer. What nobody has
answered for is called NOT AUDITED, and is no error: a closed network must not stop the work, and must not look green
either (pip-audit alone passes with nothing checked).
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCKED = ROOT / "requirements.txt"
#: An answer of today is good enough; one of last month says little.
ASK_AGAIN = timedelta(days=1)
TOO_OLD = timedelta(days=30)
#: Seconds: for one answer of the index, and for all.
ONE_ANSWER, ALL_ANSWERS = 5, 30
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)

Package = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """The ids of the known vulnerabilities of each package, as of `day`."""

    day: date
    known: Mapping[Package, list[str]]

    @classmethod
    def read(cls, path: Path) -> "Answer | None":
        """The kept answer; None where there is none that can be read."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(date.fromisoformat(kept["day"]), _known(kept["answer"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def _known(answer: Any) -> dict[Package, list[str]]:
    """Of what pip-audit writes. A package that it has skipped has no "vulns", and is not known."""
    return {
        (_plain(each["name"]), each["version"]): [vulnerability["id"] for vulnerability in each["vulns"]]
        for each in answer["dependencies"]
        if "vulns" in each
    }


def _plain(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(path: Path = LOCKED) -> set[Package]:
    """Name and version of every package of a locked file."""
    return {(_plain(name), version) for name, version in PINNED.findall(path.read_text(encoding="utf-8"))}


def ask(path: Path = LOCKED) -> Any:
    """What pip-audit answers about all of them; None where the index cannot be asked, or not about every package."""
    command = [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes"]
    command += ["--requirement", str(path), "--format", "json", "--desc", "off", "--progress-spinner", "off"]
    try:
        run = subprocess.run(  # noqa: S603
            [*command, "--timeout", str(ONE_ANSWER)], capture_output=True, timeout=ALL_ANSWERS, check=False
        )
        answer = json.loads(run.stdout)
        return answer if _known(answer) else None
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return None


def judge(packages: set[Package], answer: Answer | None, today: date) -> tuple[list[str], bool]:
    """What to say, and whether all is well: no package is known to be vulnerable."""
    if answer is None:
        return [f"NOT AUDITED: nobody has answered whether these {len(packages)} packages are safe."], True
    found = {package: ids for package in sorted(packages) if (ids := answer.known.get(package))}
    lines = [f"VULNERABLE: {name} {version} ({', '.join(ids)})" for (name, version), ids in found.items()]
    unknown = sorted(packages - set(answer.known))
    if unknown:
        some = ", ".join(f"{name} {version}" for name, version in unknown[:5])
        lines.append(f"NOT AUDITED: {len(unknown)} of {len(packages)} packages ({some}…)")
    age = today - answer.day
    when = f"as of {answer.day.isoformat()}"
    if age > TOO_OLD:
        lines.append(f"NOT AUDITED for {age.days} days: the last answer is {when}.")
    elif not unknown and not found:
        lines.append(f"Audited: {len(packages)} packages, no known vulnerability {when}.")
    return lines, not found


def main() -> int:
    path = Path(os.environ.get("AUDIT_FILE") or ROOT / "var" / "audit.json")
    today = date.today()
    packages, kept = locked(), Answer.read(path)
    is_fresh = kept is not None and today - kept.day < ASK_AGAIN and packages <= set(kept.known)
    if not is_fresh and (answer := ask()):
        kept = Answer(today, _known(answer))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"day": today.isoformat(), "answer": answer}), encoding="utf-8")
    lines, is_well = judge(packages, kept, today)
    print("\n".join(lines))  # noqa: T201  this is a command
    if not is_well:
        print("Take a version without it: make lock UPGRADE=1")  # noqa: T201
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
