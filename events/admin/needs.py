"""What people need to take part. Needs a right of its own, and every look is written down (safety.md, "Privacy")."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from corner import audit
from events.admin.pages import OccasionScreen
from events.models import AccessNeed, Occasion, SignUp


def look_at(occasion: Occasion, user: Any, states: list[str]) -> dict[SignUp, list[AccessNeed]]:
    """What the parties in these states need, in the order of signing up. It is written down that `user` looked."""
    needs = list(
        AccessNeed.objects.for_user(user)
        .filter(signup__occasion=occasion, signup__state__in=states)
        .select_related("signup")
        .order_by("signup__created_at", "pk")
    )
    audit.record("accessneeds.viewed", occasion, user, count=len(needs))
    parties: dict[SignUp, list[AccessNeed]] = {}
    for need in needs:
        parties.setdefault(need.signup, []).append(need)
    return parties


class Needs(OccasionScreen):
    """GET says what happens, POST shows the needs and writes down who looked: opening a link changes nothing."""

    template_name = "events/staff/needs.html"
    label = _("What people need")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm("events.view_accessneed"):
            raise PermissionDenied

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        parties = look_at(self.occasion, request.user, SignUp.State.active())
        return self.render_to_response(self.get_context_data(shown=True, parties=list(parties.items())))
