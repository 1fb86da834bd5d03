"""Blocks about what was agreed."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from corner.models import Topic


def topics() -> list[tuple[str, str]]:
    """The topics to choose from, by their address: that is the same in every language."""
    return list(Topic.objects.filter(locale__language_code=settings.LANGUAGE_CODE).values_list("slug", "name"))


class AgreementsBlock(blocks.StructBlock):
    """It holds no agreement, only which to show: what became of them is always today's."""

    number = blocks.IntegerBlock(min_value=1, max_value=10, default=3, label=_("How many"))
    topic = blocks.ChoiceBlock(
        choices=topics,
        required=False,
        search_index=False,
        label=_("Topic"),
        help_text=_("Empty: about any topic."),
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Agreements")
        template = "events/blocks/agreements.html"
        description = _("What people said, what was agreed, and what became of it: the latest changes first.")
        preview_value = {"number": 3, "topic": ""}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from events.agreements import latest, list_of_all

        return {
            **super().get_context(value, parent_context=parent_context),
            "agreements": latest(value["number"] or 3, about=value["topic"] or ""),
            "agreements_page": list_of_all(),
        }
