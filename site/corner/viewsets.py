"""What administrators keep for the whole site, beside the settings."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from corner.admin_tables import DayColumn
from corner.models import Helpline


class HelplineViewSet(ModelViewSet):
    model = Helpline
    name = "helplines"
    icon = "help"
    menu_label = _("Helplines")
    add_to_settings_menu = True
    form_fields = ["words", "phone", "source", "last_reviewed", "next_review", "order"]
    list_display = ["words", "phone", Column("source"), DayColumn("last_reviewed"), DayColumn("next_review")]
    copy_view_enabled = False

    def formfield_for_dbfield(self, db_field: Any, **kwargs: Any) -> Any:
        if db_field.name in ("last_reviewed", "next_review"):
            kwargs["widget"] = AdminDateInput
        return super().formfield_for_dbfield(db_field, **kwargs)
