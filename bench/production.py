"""The site as in production, with the scenery in it: proxy, store, cache, two web servers, worker."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.scenery import Shown, fill_the_list, pages, put_pictures
from tools.layout import Layout, running


@contextmanager
def site(database: str) -> Iterator[tuple[Layout, list[Shown]]]:
    """What runs, and the pages to look at. Django is set up here as it is there, while the scenery is put."""
    with (
        tempfile.TemporaryDirectory(prefix="corner-bench-") as folder,
        running(Path(folder), database, web_processes=2) as layout,
    ):
        os.environ.update(layout.environment)
        import django

        import manage  # noqa: F401  puts site/ on the path, the one place that does

        django.setup()
        from django.db import connections

        fill_the_list()
        put_pictures()
        found = pages()
        connections.close_all()
        yield layout, found
