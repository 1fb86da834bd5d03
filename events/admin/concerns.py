"""A safeguarding concern is set and cleared here, by whoever has the right; for others there is no such page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from events import safety
from events.admin.changing import SignUpScreen


class Concern(SignUpScreen):
    """Says what follows, and asks."""

    template_name = "events/staff/concern.html"
    label = gettext_lazy("Safeguarding concern")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        if not safety.may_see_concerns(request.user):
            raise Http404  # not "forbidden", which would say that there is something to see
        super().setup(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "signup": self.signup}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wish = request.POST.get("go")
        if wish not in ("set", "clear"):
            return redirect(request.path)
        if safety.set_concern(self.signup, wish == "set", request.user):
            messages.success(request, _("The concern is set.") if wish == "set" else _("The concern is cleared."))
        return redirect("events_occasion", self.occasion.pk)
