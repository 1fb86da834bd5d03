"""Lists of things that are written once and shown on many pages: topics, venues, agreements."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet


def name_language(filters: WagtailFilterSet) -> None:
    """Wagtail calls its filter by language "Locale", which is no word of ours."""
    if "locale" in filters.filters:
        filters.filters["locale"].label = _("Language")


def language_filters(of: type[Model]) -> type[WagtailFilterSet]:
    """Filters by language only."""

    class LanguageFilters(WagtailFilterSet):
        class Meta:
            model = of
            fields: list[str] = []

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            name_language(self)

    return LanguageFilters
