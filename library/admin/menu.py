"""A group of the menu that the rooms above put their lists into."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

#: The hook by which something comes into the group.
STORIES_MENU = "register_stories_menu_item"


def stories_item() -> SubmenuMenuItem:
    """Case studies, techniques and topics."""
    menu = Menu(register_hook_name=STORIES_MENU, construct_hook_name="construct_stories_menu")
    return SubmenuMenuItem(_("Stories and techniques"), menu, name="stories", icon_name="openquote", order=160)
