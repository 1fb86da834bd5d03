"""What anybody can do who has nothing to do: look at translations, and at the own account."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corner.admin.first_steps import Step
from corner.languages.board import may_see_board


def steps(user: Any) -> Iterator[Step]:
    if may_see_board(user):
        yield Step(
            _("See how far the translations are"),
            _("Every page and every language, and what is still to be translated."),
            reverse("translation_board"),
            60,
        )
    yield Step(
        _("Your account"),
        _("Your name, your password, and how this screen looks."),
        reverse("wagtailadmin_account"),
        90,
    )
