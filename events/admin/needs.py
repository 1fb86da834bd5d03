"""What people need to take part. Needs a right of its own, and every look is written down (safety.md, "Privacy")."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from corner import audit
from events.admin.pages import OccasionScreen
from events.models import AccessNeed, SignUp


class Needs(OccasionScreen):
    """GET says what happens, POST shows the needs and writes down who looked: opening a link changes nothing."""

    template_name = "events/staff/needs.html"
    label = _("What people need")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm("events.view_accessneed"):
            raise PermissionDenied

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        needs = list(
            AccessNeed.objects.for_user(request.user)
            .filter(signup__occasion=self.occasion, signup__state__in=SignUp.State.active())
            .select_related("signup")
            .order_by("signup__created_at", "pk")
        )
        audit.record("accessneeds.viewed", self.occasion, request.user, count=len(needs))
        parties: dict[SignUp, list[AccessNeed]] = {}
        for need in needs:
            parties.setdefault(need.signup, []).append(need)
        return self.render_to_response(self.get_context_data(shown=True, parties=list(parties.items())))
