"""What has to hold before a page goes live, by whatever route it goes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class NotReady(ValidationError):
    """A page that must not go live yet. The message is for staff: what is missing, and what to do."""


class PublishingGate:
    """For a page or snippet: the last check, in `save`, where every route to publishing passes."""

    live: bool

    def clean_for_publishing(self) -> None:
        """Rules that a live page must keep and a draft need not. Raises ValidationError."""

    def save(self, *args: Any, **kwargs: Any) -> Any:
        written = kwargs.get("update_fields")
        if self.live and kwargs.get("clean", True) and (written is None or "live" in written):
            self.clean_for_publishing()
        return super().save(*args, **kwargs)  # type: ignore[misc]


class BasePageForm(WagtailAdminPageForm):
    """Shows at the field what the publishing gate would refuse, when staff press Publish."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        try:
            self.instance.clean_for_publishing()
        except ValidationError as error:
            self._update_errors(error)


class RefusalAsMessage:
    """In the admin, a refusal to publish becomes a message on the page staff came from, never an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseRedirect | None:
        if not isinstance(error, ValidationError) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        messages.error(request, _("Not published. %(reason)s") % {"reason": " ".join(error.messages)})
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            back = reverse("wagtailadmin_home")
        return redirect(back)
