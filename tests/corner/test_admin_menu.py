"""The menu of the admin: what somebody does, by their role, in plain words."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from contacts.models import Membership

pytestmark = pytest.mark.django_db

BY_TASK = [
    "Events",
    "Sign-ups",
    "Agreements",
    "People and organisations",
    "Translations",
    "Messages",
    "Stories and techniques",
]


TO_LEARN = ["How do I…", "Help"]


@pytest.fixture
def menu(rf, home):
    """The first level of somebody's menu, as they read it; `inside` gives what a group of it holds."""

    reverse("wagtailadmin_home")  # the addresses of lists bring their items along

    def first_level(user, inside=None):
        request = rf.get("/admin/")
        request.user = user
        items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
        if inside:
            (group,) = [item for item in items if str(item.label) == inside]
            assert isinstance(group, SubmenuMenuItem)
            items = sorted(group.menu.menu_items_for_request(request), key=lambda item: item.order)
        return [str(item.label) for item in items]

    return first_level


@pytest.fixture
def staff(staff_of, make_organisation):
    return staff_of(make_organisation())


def test_staff_find_their_tasks_first_then_the_shelves(menu, staff):
    assert menu(staff)[:10] == [*BY_TASK, "Pages", "Pictures", "Documents"]


def test_venues_topics_and_import_have_their_places(menu, staff):
    assert menu(staff, "People and organisations") == ["People", "Organisations", "Venues", "Consents"]
    assert menu(staff, "Stories and techniques") == ["Case studies", "Techniques", "Topics"]
    assert "Import" in menu(staff, "Reports and files")


def test_who_works_where_is_for_administrators(menu, administrator, staff):
    assert "Who works where" in menu(administrator, "People and organisations")
    assert "Who works where" not in menu(staff, "People and organisations")


def test_a_host_has_the_lists_of_people_and_messages(menu, make_user, make_organisation):
    host = make_user(groups=["Event hosts"])
    Membership.objects.create(user=host, organisation=make_organisation())
    assert menu(host) == ["Sign-ups", "Messages", *TO_LEARN]


def test_a_contributor_has_what_can_be_written(menu, make_user):
    found = menu(make_user(groups=["Contributors"]))
    assert not {"Sign-ups", "Messages", "Agreements", "Settings"} & set(found)
    assert {"Events", "Stories and techniques", "Pages", "Pictures"} <= set(found)


def test_a_translator_has_the_board_and_the_own_pages(menu, make_user, polish_home):
    call_command("make_translator_groups", verbosity=0)
    found = menu(make_user(groups=["Polish translators"]))
    assert found == ["Translations", "Pages", "Reports and files", *TO_LEARN]


def test_nobody_reads_words_of_wagtail(menu, administrator, staff):
    for user in (administrator, staff):
        assert not {"Snippets", "Items", "Images", "Import"} & set(menu(user))


def test_help_holds_what_helps_here(menu, administrator, staff):
    """Wagtail's news and manual, on another site, would put a number beside the word until they are opened."""
    assert menu(staff, inside="Help") == ["Shortcuts"]
    assert len(menu(administrator, inside="Help")) == 3
