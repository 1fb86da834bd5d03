"""Logins for trying the site out on one's own machine. Never in production."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from contacts.models import Membership
from home.starter.put import find_page
from home.starter.rights import access_group, give_to_staff_groups, hosts_group

#: Login: (what they may do, the organisation they belong to).
LOGINS: dict[str, tuple[str, str]] = {
    "staff": (
        "writes and publishes pages, sees sign-ups and access needs of its own organisation",
        "southampton-voluntary-services",
    ),
    "host": ("sees sign-ups of its own organisation, writes no pages", "montys-community-hub"),
    "translator": ("translates into Polish", ""),
    "administrator": ("everything", ""),
}
TRANSLATORS = "Polish translators"


def password_of(login: str) -> str:
    """Known to everybody, so it must never be a login that anybody can reach from outside."""
    return f"{login}-on-my-machine"


class Command(BaseCommand):
    help = "Makes four logins for trying the site out, and prints them. Refused in production."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        if not settings.SAMPLES_ALLOWED:
            raise CommandError("Logins with printed passwords are for one's own machine, and are refused here.")
        for login, (_what, organisation) in LOGINS.items():
            self._make(login, organisation)
        if verbosity:
            self._print()

    def _make(self, login: str, organisation: str) -> None:
        """The login, unless it is there; what somebody changed about it stays."""
        users = get_user_model().objects
        if users.filter(username=login).exists():
            return
        user = users.create_user(
            login, email=f"{login}@example.org", password=password_of(login), is_superuser=login == "administrator"
        )
        for group in self._groups(login):
            user.groups.add(group)
        if organisation and (page := find_page(f"people/{organisation}")):
            Membership.objects.create(user=user, organisation=page)

    def _groups(self, login: str) -> list[Group]:
        if login == "staff":
            give_to_staff_groups()
            return [Group.objects.get(name="Moderators"), access_group()]
        if login == "host":
            return [hosts_group()]
        if login == "translator":
            call_command("make_translator_groups", verbosity=0)
            return list(Group.objects.filter(name=TRANSLATORS))
        return []

    def _print(self) -> None:
        self.stdout.write(
            f"Logins for {settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_home')} (this machine only)"
        )
        for login, (what, _organisation) in LOGINS.items():
            user = get_user_model().objects.get(username=login)
            password = password_of(login) if user.check_password(password_of(login)) else "(you changed it)"
            self.stdout.write(f"  {login:<15}{password:<32}{what}")
