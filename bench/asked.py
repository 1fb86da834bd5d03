"""Calls a site's WSGI application in its own process, without a socket, as often as a line on stdin says.

Run by its path with the Python of whichever site it is, so it knows nothing but Django:

    python -P bench/asked.py corner.wsgi:application

Lines in and out are JSON. Asked `{"path": "/", "marker": "Welcome", "seconds": 0.3}` it answers what one request costs:
`{"cpu": 0.011, "wall": 0.012, "sql": 9, "bytes": 24000}`, or `{"error": "..."}`.
"""

import importlib
import io
import json
import sys
import time
from collections.abc import Callable
from typing import Any

HOST = "localhost"
#: At least so many requests, however slow.
FEWEST = 3


def call(application: Callable, path: str) -> tuple[int, bytes]:
    """Status and body of one GET."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    statuses: list[str] = []
    answer: Any = application(environ, lambda status, headers, exc_info=None: statuses.append(status))
    try:
        return int(statuses[0].partition(" ")[0]), b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


def asked(application: Callable, path: str, marker: str, seconds: float) -> dict[str, Any]:
    """What one GET costs, over as many as take about so many seconds of CPU; every answer is looked at."""
    from django.db import connection

    statements = 0

    def count(execute: Callable, *args: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*args)

    requests, body = 0, b""
    wall, cpu = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        while requests < FEWEST or time.process_time() - cpu < seconds:
            status, body = call(application, path)
            if status != 200 or marker.encode() not in body:
                return {"error": f"{path} answered {status}" if status != 200 else f"{path} came without “{marker}”"}
            requests += 1
    return {
        "cpu": (time.process_time() - cpu) / requests,
        "wall": (time.perf_counter() - wall) / requests,
        "sql": statements / requests,
        "bytes": len(body),
    }


def main() -> None:
    module, _, name = sys.argv[1].partition(":")
    application = getattr(importlib.import_module(module), name)
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201  this is how it answers
    for line in sys.stdin:
        print(json.dumps(asked(application, **json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
