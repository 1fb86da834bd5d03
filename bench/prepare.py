"""Run by `sites` in a process of its own: an empty database becomes the site with so many things of each kind.

Prints the addresses of what is measured with the words that each page must have, as JSON.
"""

import json
import sys

import django
from django.core.management import call_command
from django.test import override_settings

import manage  # noqa: F401  puts site/ on the path


def main(each: int) -> None:
    django.setup()
    from bench import content

    if not _has_tables():
        call_command("migrate", interactive=False, verbosity=0)
        with override_settings(SAMPLES_ALLOWED=True):
            call_command("load_starter_content", verbosity=0)
    content.fill(each)
    print(json.dumps(_pages()))  # noqa: T201  this is what it is for


def _has_tables() -> bool:
    from django.db import connection

    return bool(connection.introspection.table_names())


def _pages() -> dict[str, tuple[str, str]]:
    from django.utils.html import escape

    from bench import content
    from bench.contestants.models import StockPage
    from casestudies.models import CaseStudyPage
    from events.models import EventPage
    from home.models import HomePage
    from techniques.models import TechniquePage

    home = HomePage.objects.get(locale__language_code="en-gb")
    stock = StockPage.objects.first()
    if stock is None:
        # Where the detail pages are: one step below a list.
        section = content.model_of(EventPage).get_parent()
        stock = section.add_child(instance=StockPage(title="Stock", slug="stock", locale=home.locale))
    found = {"home": (home.url, escape(home.title)), "stock": (stock.url, "Nothing but Wagtail")}
    found |= {"hello": ("/bench/hello/", "Hello from the bench"), "insert": ("/bench/insert/", "Kept as")}
    for what, kind in (("event", EventPage), ("case study", CaseStudyPage), ("technique", TechniquePage)):
        model = content.model_of(kind)
        found[f"detail: {what}"] = (model.url, escape(model.title))
        path = model.get_parent().url
        found[f"list: {what}"] = (path, "/copy-")
    path, marker = found["list: event"]
    found["list: past event"] = (f"{path}?when=past", marker)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
