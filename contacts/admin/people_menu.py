"""A group of the menu: people, organisations, where they meet, and what is kept about them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

#: The hook by which something comes into the group.
PEOPLE_MENU = "register_people_menu_item"


def people_item() -> SubmenuMenuItem:
    menu = Menu(register_hook_name=PEOPLE_MENU, construct_hook_name="construct_people_menu")
    return SubmenuMenuItem(_("People and organisations"), menu, name="people", icon_name="group", order=130)
