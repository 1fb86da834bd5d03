"""What is deleted when: the periods, what is due now, and what the last runs did. Counts only, of the whole site.

For whoever may change the periods, which are in the site's settings.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from corner.models import AuditEntry, SiteSettings
from corner.models.site_settings import KEPT_FOR
from events import retention
from events.admin.pages import Screen

RIGHT = "corner.change_sitesettings"
LAST_RUNS = 30

LABELS = {
    "access_needs": _("What people need"),
    "responsible_adults": _("Responsible adults and emergency contacts"),
    "signups": _("Names, contacts, answers and calls"),
    "messages": _("Words of messages from hosts"),
    "contact_messages": _("Messages to people and the network, and complaints"),
    "mails": _("Words and addresses of mails"),
    "feedback": _("Single answers of feedback: the sums stay"),
    "people": _("Pages of people who took their consent back"),
    "pictures": _("Pictures of people who took their consent back"),
}


class Retention(Screen):
    """Only reads: erasing is the worker's."""

    template_name = "events/staff/retention.html"
    page_title = _("What is deleted when")
    header_icon = "bin"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        terms = SiteSettings.load()
        due = retention.due()
        return {
            **super().get_context_data(**kwargs),
            "periods": [(terms._meta.get_field(name).verbose_name, getattr(terms, name)) for name in KEPT_FOR],
            "due": [(LABELS.get(name, name), count) for name, count in due.items()],
            "kinds": [LABELS.get(name, name) for name in due],
            "runs": [
                (entry.at, [entry.details.get(name, 0) for name in due])
                for entry in AuditEntry.objects.filter(action=retention.DONE)[:LAST_RUNS]
            ],
        }
