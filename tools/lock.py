"""Writes the locked requirements: exact versions with hashes, for every supported Python and platform.

uv is used because it writes no index address into its output (pip-compile does) and locks all platforms at once.
"""

import subprocess
import sys

COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet"),
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"),
]
LOCKS = [
    ("requirements.txt", ["requirements.in"]),
    # The tests must run on the very versions that the site runs on.
    ("requirements-dev.txt", ["requirements-dev.in", "--constraints", "requirements.txt"]),
    # The next Wagtail may need newer companions, so here nothing holds them back.
    ("requirements-next.txt", ["requirements-dev.in", "--overrides", "requirements-next.in"]),
]


def main(options: list[str]) -> None:
    """Write all three files; `options` (such as --upgrade) go to uv. Without them, versions in use are kept."""
    for output, sources in LOCKS:
        subprocess.run([*COMPILE, *sources, *options, "--output-file", output], check=True)  # noqa: S603


if __name__ == "__main__":
    main(sys.argv[1:])
