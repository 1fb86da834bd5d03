"""The list of techniques."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from corner.admin.filters import OneOf
from corner.admin.page_lists import PageFilters, PageIndex, PageList, columns
from library.admin.menu import STORIES_MENU
from techniques.models import Level, Mode, TechniquePage


class TechniqueFilters(PageFilters):
    level = OneOf(label=_("Level"), choices=Level.choices)
    mode = OneOf(label=_("Face to face or online"), choices=Mode.choices)

    class Meta:
        model = TechniquePage
        fields = ["level", "mode", "live"]


class TechniqueIndex(PageIndex):
    teaches = _("There is no technique yet. Write down a way to work together, step by step, that others can try.")
    files = {
        "title": (_("Title"), lambda page: page.title),
        "level": (_("Level"), lambda page: page.get_level_display()),
        "minutes": (_("Minutes"), lambda page: page.minutes_in_all),
        "mode": (_("Face to face or online"), lambda page: page.get_mode_display()),
        "status": (_("Status"), lambda page: page.status_string),
    }


class TechniqueList(PageList):
    model = TechniquePage
    name = "technique_pages"
    url_prefix = "techniques"
    icon = "cogs"
    menu_label = _("Techniques")
    menu_order = 20
    menu_hook = STORIES_MENU
    index_view_class = TechniqueIndex
    filterset_class = TechniqueFilters
    columns = columns(
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        Column("minutes", label=_("Minutes"), accessor="minutes_in_all", sort_key="minutes_in_all"),
        Column("mode", label=_("Face to face or online"), accessor="get_mode_display"),
    )
    export_filename = "techniques"
