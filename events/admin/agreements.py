"""Agreements, as staff write them down and follow them up."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import Agreement


class AgreementViewSet(SnippetViewSet):
    model = Agreement
    icon = "check"
    menu_label = _("Agreements")
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["__str__", "status", "changed_on"]
    list_filter = ["status"]
