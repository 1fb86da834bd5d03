"""Logins for trying the site out on one's own machine. Never in production."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from contacts.models import Membership
from home.making_roles import make_roles
from home.roles import ACCESS_NEEDS, CONTRIBUTORS, EDITORS, HOSTS
from home.starter.put import find_page


@dataclass(frozen=True)
class Login:
    """What somebody who signs in with it may do, the groups that let them, and the organisation they work for."""

    may: str
    groups: tuple[str, ...] = ()
    organisation: str = ""


LOGINS = {
    "staff": Login(
        "writes and publishes pages, sees sign-ups and access needs of its own organisation",
        (EDITORS.group, HOSTS.group, ACCESS_NEEDS.group),
        "southampton-voluntary-services",
    ),
    "contributor": Login("writes pages and sends them to the editors, sees no sign-ups", (CONTRIBUTORS.group,)),
    "host": Login("sees sign-ups of its own organisation, writes no pages", (HOSTS.group,), "montys-community-hub"),
    "translator": Login("translates into Polish", ("Polish translators",)),
    "administrator": Login("everything"),
}


def password_of(login: str) -> str:
    """Known to everybody, so it must never be a login that anybody can reach from outside."""
    return f"{login}-on-my-machine"


class Command(BaseCommand):
    help = "Makes a login for each role, for trying the site out, and prints them. Refused in production."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        if not settings.SAMPLES_ALLOWED:
            raise CommandError("Logins with printed passwords are for one's own machine, and are refused here.")
        make_roles()
        for name, login in LOGINS.items():
            self._make(name, login)
        if verbosity:
            self._print()

    def _make(self, name: str, login: Login) -> None:
        """The login, unless it is there; what somebody changed about it stays."""
        users = get_user_model().objects
        if users.filter(username=name).exists():
            return
        user = users.create_user(
            name, email=f"{name}@example.org", password=password_of(name), is_superuser=name == "administrator"
        )
        user.groups.add(*Group.objects.filter(name__in=login.groups))
        if login.organisation and (page := find_page(f"people/{login.organisation}")):
            Membership.objects.create(user=user, organisation=page)

    def _print(self) -> None:
        self.stdout.write(
            f"Logins for {settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_home')} (this machine only)"
        )
        for name, login in LOGINS.items():
            user = get_user_model().objects.get(username=name)
            password = password_of(name) if user.check_password(password_of(name)) else "(you changed it)"
            self.stdout.write(f"  {name:<15}{password:<32}{login.may}")
