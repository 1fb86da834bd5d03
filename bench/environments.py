"""Environments of their own for what this site does not need: peers and other servers. They stay for the next run."""

import subprocess
import sys
import venv
from pathlib import Path

from tools.figures.page import ROOT

#: What is installed in each. Only the first is of interest; the second is the server that they are all measured on.
REQUIREMENTS = {"coderedcms": ("coderedcms==6.0.0", "gunicorn"), "granian": ("granian==2.8.7",)}


class NotInstalled(LookupError):
    """It cannot be had here; the message says why."""


def python_of(name: str) -> str:
    """The Python of the environment of this name, which is made the first time. Raises NotInstalled."""
    folder = ROOT / f".venv-bench-{name}"
    program, done = folder / "bin" / "python", folder / "installed"
    wanted = "\n".join(REQUIREMENTS[name])
    if done.exists() and done.read_text() == wanted:
        return str(program)
    print(f"Making {folder.name} …", file=sys.stderr, flush=True)  # noqa: T201  it takes minutes
    venv.create(folder, clear=True, with_pip=True)
    command = [str(program), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *REQUIREMENTS[name]]
    ran = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  the command is ours
    if ran.returncode:
        errors = [line for line in ran.stderr.splitlines() if line.startswith("ERROR")]
        raise NotInstalled(f"{name} cannot be installed here: {' '.join(errors[-1:]) or 'pip failed'}")
    done.write_text(wanted)
    return str(program)


def shares(name: str, packages: Path) -> None:
    """Let the environment of this name see the packages of another folder, too: those of this site."""
    (found,) = (ROOT / f".venv-bench-{name}" / "lib").glob("python3.*/site-packages")
    (found / "of-the-site.pth").write_text(f"{packages}\n")
