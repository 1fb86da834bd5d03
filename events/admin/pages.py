"""The furniture of these screens."""

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.scope import in_source_words, occasion_for
from events.describing import Description
from events.models import Occasion

LIST = [
    {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
    {"url": reverse_lazy("events_signups"), "label": _("Sign-ups")},
]


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen with title and breadcrumbs."""

    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*LIST, {"url": "", "label": self.page_title}]


class OccasionScreen(Screen):
    """A screen about one date. `occasion` and `event` are there before any method runs; a stranger gets 404."""

    occasion: Occasion
    event: Description
    label: Any = ""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.occasion = occasion_for(request, kwargs["occasion_id"])
        self.event = in_source_words(self.occasion)

    def get_page_title(self) -> str:
        return f"{self.event.title}, {self.event.when}"

    def get_page_subtitle(self) -> str:
        return str(self.label)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse("events_occasion", args=[self.occasion.pk]), "label": self.get_page_title()}
        return [*LIST, here, *([{"url": "", "label": self.label}] if self.label else [])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "occasion": self.occasion, "event": self.event}
