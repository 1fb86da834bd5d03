"""Staff make a new event from a former one: which one, its new title and date; the rest is there already.

Wagtail's own screen for copying asks for a part of the web address and for aliases; for events it leads here.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Max
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from corner.form_fields import LineField
from events import copying
from events.dates import times_of
from events.models import EventDate, EventIndexPage, EventPage

#: The newest events that can be chosen from; older ones are copied from their own page.
MOST_TO_CHOOSE = 50


class CopyForm(forms.Form):
    """The only questions that a copy leaves open."""

    title = LineField(label=gettext_lazy("Title of the new event"), max_length=copying.LONGEST_TITLE)
    day = forms.DateField(
        label=gettext_lazy("First date"),
        help_text=gettext_lazy("You can add more dates on the next screen."),
        widget=AdminDateInput,
        error_messages={"required": gettext_lazy("Choose a date."), "invalid": gettext_lazy("Choose a date.")},
    )
    start_time = forms.TimeField(
        label=gettext_lazy("Begins at"),
        help_text=gettext_lazy("Such as: 10:30."),
        widget=AdminTimeInput,
        error_messages={
            "required": gettext_lazy("Write when it begins."),
            "invalid": gettext_lazy("Write a time, such as: 10:30."),
        },
    )
    end_time = forms.TimeField(
        label=gettext_lazy("Ends at"),
        help_text=gettext_lazy("After midnight counts as the next day."),
        widget=AdminTimeInput,
        required=False,
        error_messages={"invalid": gettext_lazy("Write a time, such as: 12:30.")},
    )

    def __init__(self, former: EventPage, data: Any = None) -> None:
        row = copying.last_row(former)
        day = copying.suggested_day(former)
        self.former, self.suggested = former, copying.suggested_title(former, day)
        super().__init__(
            data,
            initial={
                "title": self.suggested,
                "day": day,
                "start_time": row and row.start_time,
                "end_time": row and row.end_time,
            },
        )
        self.fields["title"].error_messages["required"] = _("Write a title.")

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is over. Choose a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "day" in cleaned and "start_time" in cleaned and "end_time" in cleaned:
            row = EventDate(**{name: cleaned[name] for name in ("day", "start_time", "end_time")})
            try:
                times_of(row)
            except ValidationError as error:
                self.add_error(None, error)
        if cleaned.get("title") == self.suggested and "day" in cleaned:
            # Nobody wrote this title, so it follows the date that was chosen.
            cleaned["title"] = copying.suggested_title(self.former, cleaned["day"])
        return cleaned


class _Screen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "copy"
    page_title = gettext_lazy("Copy an event")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.page_title},
        ]


class CopyEvent(_Screen):
    """Asks for title and date, and makes the draft."""

    template_name = "events/staff/copy_event.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.former = copying.source_to_copy(get_object_or_404(EventPage, pk=kwargs["page_id"]))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_copy(request.user, self.former):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or CopyForm(self.former)
        return {**super().get_context_data(**kwargs), "form": form, "former": self.former, "media": form.media}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CopyForm(self.former, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            new = copying.copy_event(self.former, user=request.user, **form.cleaned_data)
        except ValidationError:  # the address is made from the title
            form.add_error("title", _("Write a title with letters or digits."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("Here is the copy, as a draft. Look through it, then publish it."))
        return redirect("wagtailadmin_pages:edit", new.pk)


class ChooseEvent(_Screen):
    """Which former event to begin with, the one with the latest date first."""

    template_name = "events/staff/choose_event.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = EventPage.objects.filter(locale_id=F("source_locale_id"), alias_of=None)
        latest = own.annotate(last_day=Max("dates__day")).order_by(F("last_day").desc(nulls_last=True), "-pk")
        lists = {page.path: page for page in EventIndexPage.objects.all() if may_add_below(self.request.user, page)}
        found = [page for page in latest[:MOST_TO_CHOOSE] if page.path[: -Page.steplen] in lists]
        if not lists:
            raise PermissionDenied
        return {**super().get_context_data(**kwargs), "events": found}


def may_add_below(user: Any, page: Page) -> bool:
    return page.permissions_for_user(user).can_add_subpage()


def may_copy(user: Any, page: EventPage) -> bool:
    """Whoever may add pages below the list of events, and may see this one in the admin."""
    return may_add_below(user, page.get_parent())


def instead_of_wagtails(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A hook: for events, Wagtail's screen for copying leads to ours."""
    if issubclass(page.specific_class or Page, EventPage):
        return redirect("events_copy", page.pk)
    return None


def offer_in_list(page: Page, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Button]:
    """On the list of events: begin with a former one."""
    if issubclass(page.specific_class or Page, EventIndexPage) and may_add_below(user, page):
        yield Button(_("Copy a former event"), reverse("events_copy_which"), icon_name="copy", priority=15)
