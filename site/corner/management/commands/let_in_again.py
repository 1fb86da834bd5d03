"""`manage.py let_in_again NAME`: for the only administrator, who lost the phone."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from corner.accounts import invitations


class Command(BaseCommand):
    help = (
        "Lets somebody who lost the phone set up again, where no other administrator can do it in the admin. Their "
        "password, phone, passkeys and sessions stop working; the link that is printed is good once, for one day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="their user name or e-mail address")

    def handle(self, *, name: str, **options: Any) -> None:
        users = get_user_model().objects
        user = users.filter(username=name).first() or users.filter(email__iexact=name).first()
        if user is None or not user.is_active:
            raise CommandError(f"Nobody who may sign in has the name or the e-mail address {name}.")
        self.stdout.write(invitations.link(invitations.let_in_again(user, None)))
