"""What the library must not go into production with: `manage.py check --deploy`."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import Error as DatabaseTrouble
from django.db.models import F


@register(deploy=True)
def no_page_is_a_template(**kwargs: Any) -> list[CheckMessage]:
    """Privacy notice and accessibility statement come as templates; somebody must have read them (issue 2, 10)."""
    from library.models import InformationPage

    try:
        found = InformationPage.objects.filter(
            live=True, is_template=True, alias_of=None, locale_id=F("source_locale_id")
        )
        titles = list(found.order_by("path").values_list("title", flat=True))
    except DatabaseTrouble:
        return []  # corner.checks says so
    if not titles:
        return []
    return [
        Warning(
            f"Readers see a page that is still a template: {', '.join(f'“{title}”' for title in titles)}.",
            hint="Have the right people read and change it. Then, in the admin, untick “This text is a template”.",
            id="library.W001",
        )
    ]
