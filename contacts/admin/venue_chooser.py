"""Choosing a venue in a form: each place once, whatever languages there are, and a new one written down at once."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class EachPlaceOnce:
    """What is chosen holds for every language of the event, so languages are not asked about."""

    i18n_enabled = False
    results_template_name = "contacts/staff/venues_to_choose.html"

    def get_object_list(self) -> QuerySet:
        venues: Any = super().get_object_list()  # type: ignore[misc]
        return venues.filter(locale=Locale.get_default())


class ChooseVenue(EachPlaceOnce, ChooseView):
    """The window that opens."""


class VenueResults(EachPlaceOnce, ChooseResultsView):
    """Its list, as somebody searches."""


class VenueChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseVenue
    choose_results_view_class = VenueResults
    choose_another_text = _("Choose another venue")
    create_action_label = _("Write down a new venue")
    #: What people need to find it. The rest can follow in its own form.
    form_fields = ["name", "address", "postcode", "bus", "step_free", "step_free_details"]
