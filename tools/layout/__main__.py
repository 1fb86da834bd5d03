"""`python -m tools.layout`: the whole on this machine until Ctrl-C, in a temporary folder."""

import contextlib
import signal
import sys
import tempfile
from pathlib import Path

from tools.layout.layout import running


def main() -> None:
    database = sys.argv[1] if len(sys.argv) > 1 else "postgresql"
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        tempfile.TemporaryDirectory(prefix="corner-layout-") as folder,
        running(Path(folder), database) as layout,
        contextlib.suppress(KeyboardInterrupt),
    ):
        print(f"{layout.url}  (certificate, logs and mails: {folder})", flush=True)  # noqa: T201  this is a command
        signal.pause()


if __name__ == "__main__":
    main()
