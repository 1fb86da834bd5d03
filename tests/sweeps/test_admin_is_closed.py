"""Somebody who is not logged in gets nothing from the admin but the way in, at whatever address."""

import pytest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

pytestmark = pytest.mark.django_db

#: Open to everybody, and why: what leads to corner.accounts, and files without content of the site.
OPEN = {
    "wagtailadmin_password_reset",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


def admin_names(resolver=None, namespaces=()):
    """The full name of every admin address, from the resolver."""
    if resolver is None:
        [resolver] = [
            r for r in get_resolver().url_patterns if isinstance(r, URLResolver) and str(r.pattern) == "admin/"
        ]
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from admin_names(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        elif entry.name:
            yield ":".join((*namespaces, entry.name))


def addresses():
    """Every admin address that can be built: without arguments, or with one or two numbers or words."""
    found = {}
    for name in sorted(set(admin_names())):
        for arguments in ([], [1], ["1"], [1, 1], ["wagtailcore", "page"], ["wagtailcore", "page", 1], [1, "x"]):
            try:
                found[name, tuple(arguments)] = reverse(name, args=arguments)
            except NoReverseMatch:
                continue
    return found


def test_every_admin_address_sends_strangers_to_the_way_in(client, starter):
    wanted = addresses()
    assert len(wanted) > 150
    login = reverse("account_login")
    open_to_all = {}
    for (name, arguments), url in wanted.items():
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            turned_away = response.status_code == 302 and response["Location"].startswith(login)
            if not turned_away and response.status_code not in (403, 404, 405):
                open_to_all[name, arguments, method] = response.status_code
    assert {name for name, _arguments, _method in open_to_all} <= OPEN, open_to_all


def test_unknown_admin_addresses_say_nothing_either(client, starter):
    response = client.get("/admin/nothing/here/")
    assert response.status_code in (302, 404)


def test_the_list_of_addresses_holds_what_matters():
    names = {name for name, _arguments in addresses()}
    assert {"wagtailadmin_home", "wagtailadmin_pages:edit", "wagtailusers_users:index", "wagtailimages:add"} <= names
