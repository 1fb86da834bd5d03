"""PostgreSQL's own programs, which make and read its backups."""

import re
import shutil
import subprocess
from pathlib import Path

from corner.backup.failed import BackupFailed


def find(name: str, server: int) -> str:
    """Path of the program in a version that knows a server of the major version `server`.

    Debian keeps them off the PATH, one folder a version. Raises BackupFailed with the package to install.
    """
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: -int(path.parts[-3]))
    on_path = shutil.which(name)
    found = [str(path) for path in places] or ([on_path] if on_path else [])
    if not found:
        raise BackupFailed(f"{name} is not installed. On Debian or Ubuntu: apt-get install postgresql-client")
    version = _version(found[0])
    if version < server:
        raise BackupFailed(
            f"{name} is of version {version} and cannot read a server of version {server}: "
            f"install postgresql-client-{server}."
        )
    return found[0]


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    number = re.search(r"(\d+)(?:\.\d+)*", said)
    return int(number[1]) if number else 0
