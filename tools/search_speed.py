"""How long search takes where there is very much to search: 100,000 pages, on the database that DATABASE_URL names.

    python -m tools.search_speed [rows]
    python tools/postgres.py .venv/bin/python -m tools.search_speed [rows]

Without DATABASE_URL a SQLite file is made and thrown away. The starter content is loaded, copies of one of its
technique pages are written beside it, straight into the tables, with texts in which words are as common as in a real
language (Zipf), every tenth in Polish and every hundredth private. Each question is asked as a reader would, by its
address.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import copies

ROWS = 100_000
#: Seconds, 95 in 100 (safety.md, "Fault figures to beat").
WANTED = 0.5
TIMES = 10
BATCH = 5_000

#: What is asked, in which language. Words w0, w1 … stand in the copies; w0 in nearly each of them.
QUESTIONS = [
    ("a word that nearly everything has", "/search/?q=common"),
    ("two words that nearly everything has", "/search/?q=common+usual"),
    ("a word and a rare one", "/search/?q=common+w900"),
    ("a rare word", "/search/?q=w2500"),
    ("a word that nothing has", "/search/?q=lanterns"),
    ("a sentence", "/search/?q=how+do+common+people+usual+join+w40"),
    ("twelve words", "/search/?q=" + "+".join(f"w{number}" for number in range(12))),
    ("a mistake in a word", "/search/?q=comon+usaul"),
    ("narrowed", "/search/?q=common&kind=techniques"),
    ("narrowed by a topic", "/search/?q=common&topic=young-people"),
    ("another page of results", "/search/?q=common&kind=techniques&page=20"),
    ("no words, a kind", "/search/?kind=techniques"),
    ("in Polish", "/pl/search/?q=common"),
    ("in Polish, nothing found", "/pl/search/?q=latarnie+i+parki"),
    ("in Arabic, all of it in English", "/ar/search/?q=common"),
    ("signs and brackets", "/search/?q=%22((common*+NEAR%22"),
    ("200 letters", "/search/?q=" + "a" * 200),
    ("200 letters of one-letter words", "/search/?q=" + "a+" * 100),
    ("a topic's page", "/topics/young-people/"),
    ("all topics", "/topics/"),
]


@dataclass(frozen=True)
class Measured:
    """Seconds that a question took, each time it was asked."""

    what: str
    seconds: list[float]

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


def measure(rows: int = ROWS, times: int = TIMES) -> list[Measured]:
    """Fill the database and ask; the slowest question first. Sets Django up."""
    with tempfile.TemporaryDirectory(prefix="corner-search-") as folder:
        _set_up(folder)
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_starter_content", if_empty=True, verbosity=0)
        _fill(rows)
        asked = [Measured(what, list(_ask(path, times))) for what, path in QUESTIONS]
        return sorted(asked, key=lambda each: -each.p95)


def _set_up(folder: str) -> None:
    os.environ["DATA_DIR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    import django

    import manage  # noqa: F401  puts site/ on the path, the one place that does

    django.setup()
    from django.conf import settings

    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    Path(folder).mkdir(exist_ok=True)


def _fill(rows: int) -> None:
    from django.db import connection, transaction
    from wagtail.models import Locale, Page

    from techniques.models import TechniqueIndexPage, TechniquePage

    english, polish = (Locale.objects.get(language_code=code) for code in ("en-gb", "pl"))
    index = TechniqueIndexPage.objects.get(locale=english)
    parents = {english.pk: index, polish.pk: index.get_translations().filter(locale=polish).first() or index}
    model = TechniquePage.objects.filter(locale=english).first()
    if model is None:
        raise SystemExit("The starter content has no technique to copy.")
    with transaction.atomic():
        for start in range(0, rows, BATCH):
            numbers = range(start, min(start + BATCH, rows))
            pages = [_page(number, model, parents[polish.pk if number % 10 == 0 else english.pk]) for number in numbers]
            Page.objects.bulk_create(pages)
            copies.complete(model, [page.pk for page in pages])
            _index([(page, number) for page, number in zip(pages, numbers, strict=True)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _page(number: int, model: Any, parent: Any) -> Any:
    title = " ".join(_words(number, 5)).capitalize()
    return copies.row(number, model, parent, title, live=number % 100 != 99, draft_title="")


def _index(pages: list) -> None:
    """The index's rows, as it would write them itself, without reading every page again."""
    from django.db import connection
    from django.db.models import Value
    from wagtail.search.models import IndexEntry

    entries = []
    for page, number in pages:
        if not page.live:
            continue
        title, body = page.title, " ".join(_words(-number, 60))
        if connection.vendor == "postgresql":
            from django.contrib.postgres.search import SearchVector

            vectors = {
                "title": SearchVector(Value(title), config="english", weight="A"),
                "body": SearchVector(Value(body), config="english", weight="D"),
                "autocomplete": SearchVector(Value(title), config="simple"),
            }
            fields = {**vectors, "title_text": title, "body_text": body}
        else:
            fields = {"title": title, "body": body, "autocomplete": title}
        entries.append(IndexEntry(content_type_id=page.content_type_id, object_id=str(page.pk), **fields))
    IndexEntry.objects.bulk_create(entries, batch_size=500)


def _words(seed: int, count: int) -> list[str]:
    """Words of a text. Of 5,000 the n-th is 1/n as common as the first; two more stand nearly everywhere."""
    chance = random.Random(seed)  # noqa: S311  not for secrets
    words = [f"w{int(5_000 ** chance.random())}" for _ in range(count)]
    return words + (["common", "usual"] if chance.random() < 0.9 else [])


def _ask(path: str, times: int) -> Iterator[float]:
    """Ask so many times, and once before that uncounted."""
    from django.test import Client

    client = Client()
    for number in range(times + 1):
        began = time.perf_counter()
        response = client.get(path)
        took = time.perf_counter() - began
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
        if number:
            yield took


def main() -> None:
    """Print every question; the exit status says whether the slowest is quick enough."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    times = int(os.environ.get("TIMES", TIMES))
    measured = measure(rows, times)
    for each in measured:
        middle = statistics.median(each.seconds)
        print(f"{each.p95:7.2f} s p95 {middle:7.2f} s in the middle   {each.what}")  # noqa: T201  this is a command
    everything = [seconds for each in measured for seconds in each.seconds]
    p95 = Measured("all", everything).p95
    print(f"{p95:7.2f} s p95 of all {len(everything)} questions among {rows:,} pages (wanted: {WANTED} s)")  # noqa: T201
    sys.exit(p95 > WANTED)


if __name__ == "__main__":
    main()
