"""`manage.py make_roles`: a group for each role, and the workflow in which pages are approved."""

from typing import Any

from django.core.management.base import BaseCommand

from home.making_roles import make_roles
from home.roles import roles_to_give


class Command(BaseCommand):
    help = (
        "Makes a group for each role (contributors, editors, event hosts, access needs, translators and reviewers of "
        "each language) and the workflow for approval. Rights are added, never taken away. `migrate` and "
        "`load_starter_content` run it as well; run it again after the site got another home page or a new language."
    )

    def handle(self, *, verbosity: int, **options: Any) -> None:
        make_roles()
        if verbosity:
            for role in roles_to_give():
                self.stdout.write(f"{role.group}: {role.may}")
