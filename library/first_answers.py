"""What stands in the form of a new recommendation at first: the number that is next."""

from typing import Any

from django.db.models import Max
from wagtail.signals import init_new_page

from library.models import RecommendationPage


def fill_in(sender: Any, page: Any, parent: Any, **kwargs: Any) -> None:
    """Before the empty form is shown. One query."""
    if isinstance(page, RecommendationPage):
        there = RecommendationPage.objects.child_of(parent).aggregate(last=Max("number"))
        page.number = (there["last"] or 0) + 1


def connect() -> None:
    """Called once, when the room is ready."""
    init_new_page.connect(fill_in, dispatch_uid="library.first_answers")
