"""What one public page costs, and what of it is whose: `python -m bench.profile /events/ /pl/`.

Each page is asked for in this process by a whole WSGI call, without a socket and without the page cache, of the site
that the environment names (DATA_DIR, DATABASE_URL). Printed are its SQL, each statement with its time and the line of
ours that asked, the CPU time (the least of several batches), and the functions of ours that take most of it.

`--stock` asks for a bare Wagtail page with an empty template beside them, which is written into the database and taken
back; `--brief` prints one line a page.
"""

import argparse
import cProfile
import os
import pstats
import re
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STOCK = "stock-page-of-the-benchmark"
EMPTY = "stock_page_of_the_benchmark.html"


@dataclass(frozen=True)
class Statement:
    sql: str
    #: By the clock, in milliseconds.
    took: float
    #: The innermost line of the project on the way to it, and the function.
    asked_by: str


def begin() -> Callable[[str], bytes]:
    """Set Django up as in production and give a function that answers a path with the body of the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    os.environ["DEBUG"] = "0"

    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    import manage  # noqa: F401  puts site/ on the path

    # As in production, where writes are watched and what all pages share is kept; see `_get` for the page itself.
    settings.PAGE_CACHE = True
    folder = str(settings.DATA_DIR / "cache-of-profile")
    settings.CACHES = {"default": {"BACKEND": "corner.cache.FailSafeFileCache", "LOCATION": folder}}
    django.setup()
    loaders = [
        ("django.template.loaders.locmem.Loader", {EMPTY: ""}),
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
    engine: Any = settings.TEMPLATES[0]
    engine["APP_DIRS"] = False
    engine["OPTIONS"]["loaders"] = [("django.template.loaders.cached.Loader", loaders)]
    application = get_wsgi_application()

    def get(path: str) -> bytes:
        return _get(application, path)

    return get


def _get(application: Callable[..., Any], path: str) -> bytes:
    """The body of the answer. Raises AssertionError for anything but 200: an error page would look fast."""
    path, _mark, query = path.partition("?")
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "SCRIPT_NAME": "",
        # The page cache leaves alone who says who they are; nothing else looks at it.
        "HTTP_AUTHORIZATION": "Nobody",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
    }
    answer = application(environ, lambda status, headers, *rest: said.append(status))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    if not said[0].startswith("200"):
        raise AssertionError(f"{path} answers {said[0]}")
    return body


@contextmanager
def connection_kept() -> Iterator[None]:
    """As a server keeps its connection to PostgreSQL between requests; and a transaction of ours survives a request."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@contextmanager
def stock_page() -> Iterator[str]:
    """The address of a bare Wagtail page with an empty template, as long as the block lasts."""
    from django.db import transaction
    from wagtail.models import Page, Site

    template, Page.template = Page.template, EMPTY
    try:
        with transaction.atomic():
            home = Site.objects.get(is_default_site=True).root_page
            page = home.add_child(instance=Page(title="Stock", slug=STOCK, locale=home.locale))
            yield page.get_url()
            transaction.set_rollback(True)
    finally:
        Page.template = template


def statements(get: Callable[[str], bytes], path: str) -> list[Statement]:
    """The SQL of one request, in its order."""
    from django.db import connection

    found: list[Statement] = []

    def notice(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.append(Statement(str(sql), (time.perf_counter() - began) * 1000, _asker()))

    with connection.execute_wrapper(notice):
        get(path)
    return found


def _asker() -> str:
    for frame in reversed(traceback.extract_stack()):
        if _is_ours(frame.filename):
            return f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno} {frame.name}"
    return "Wagtail or Django"


def _is_ours(filename: str) -> bool:
    own = filename.startswith(f"{ROOT}{os.sep}") and ".venv" not in filename
    return own and not filename.startswith(str(ROOT / "bench"))


def cpu(get: Callable[[str], bytes], paths: list[str], batches: int, each: int) -> dict[str, float]:
    """CPU milliseconds a request of each path: the least of so many batches, which take turns."""
    least = dict.fromkeys(paths, float("inf"))
    for path in paths:
        get(path)
    for _batch in range(batches):
        for path in paths:
            began = time.process_time()
            for _request in range(each):
                get(path)
            least[path] = min(least[path], (time.process_time() - began) / each * 1000)
    return least


def _in_short(sql: str) -> str:
    """A statement without the names of what it selects."""
    return re.sub(r"^SELECT (DISTINCT )?.*? FROM ", r"SELECT \1… FROM ", " ".join(sql.split()))[:200]


def print_sql(found: list[Statement]) -> None:
    for number, each in enumerate(found, 1):
        say(f"{number:3} {each.took:6.2f} ms  {each.asked_by}\n           {_in_short(each.sql)}")


def print_functions(get: Callable[[str], bytes], path: str, times: int, most: int, only_ours: bool) -> None:
    """Functions by the CPU time spent in them and below, per request."""
    profile = cProfile.Profile(time.process_time)
    for _request in range(times):
        profile.runcall(get, path)
    stats: Any = pstats.Stats(profile)
    order = 3 if only_ours else 2
    rows = sorted(stats.stats.items(), key=lambda row: -row[1][order])
    for (filename, line, name), (_primitive, calls, own, cumulative, _callers) in [
        row for row in rows if not only_ours or _is_ours(row[0][0])
    ][:most]:
        where = filename.replace(f"{ROOT}{os.sep}", "").split("site-packages/")[-1]
        own, cumulative = own / times * 1000, cumulative / times * 1000
        say(f"{cumulative:8.2f} ms, own {own:6.2f}, {calls / times:8.1f} calls  {where}:{line} {name}")


def say(line: str) -> None:
    print(line)  # noqa: T201  this is a command


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="path", help="such as /events/ or /pl/events/?view=month")
    parser.add_argument("--batches", type=int, default=7, help="of which the least counts (default: 7)")
    parser.add_argument("--each", type=int, default=10, help="requests a batch (default: 10)")
    parser.add_argument("--most", type=int, default=30, help="functions to print (default: 30)")
    parser.add_argument("--all", action="store_true", help="functions of Django and Wagtail, too, by their own time")
    parser.add_argument("--stock", action="store_true", help="a bare Wagtail page beside them")
    parser.add_argument("--brief", action="store_true", help="one line a page")
    asked = parser.parse_args()
    get = begin()
    with connection_kept():
        if asked.stock:
            with stock_page() as stock:
                _report(get, [stock, *asked.paths], asked)
        else:
            _report(get, asked.paths, asked)


def _report(get: Callable[[str], bytes], paths: list[str], asked: argparse.Namespace) -> None:
    get(paths[0])
    time.sleep(1.1)  # a generation that has just begun is not kept yet (corner.page_cache.generation)
    least = cpu(get, paths, asked.batches, asked.each)
    for path in paths:
        found, body = statements(get, path), get(path)
        ratio = f", {least[path] / least[paths[0]]:.2f} × the stock page" if asked.stock else ""
        say(f"{path}: {len(found)} SQL, {least[path]:.2f} ms CPU{ratio}, {len(body) / 1024:.1f} KB")
        if not asked.brief:
            print_sql(found)
            print_functions(get, path, asked.each, asked.most, not asked.all)


if __name__ == "__main__":
    main()
