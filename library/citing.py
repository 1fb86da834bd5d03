"""How to cite a page: the stored words exactly, or what is known and nothing more."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.models import Page

from corner.models import SiteSettings


def plain_citation(page: Page) -> str:
    """One line of plain text to copy.

    A stored citation comes back letter by letter, faults of the source and all. Without one it is made from what the
    site itself knows: title, name of the site, day of the last change (Europe/London), address. No author is made up.
    """
    source: Any = getattr(page, "facts", page)
    if source.citation:
        return source.citation
    changed = source.last_published_at
    when = f", {date_format(localtime(changed), 'j F Y')}" if changed else ""
    address = page.full_url or ""
    return f"{page.title}. {SiteSettings.current().name}{when}. {address}".rstrip()
