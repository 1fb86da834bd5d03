"""What the worker does by itself, for administrators: a screen with every job, and a panel when something is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from corner import jobs
from corner.accounts.permission import SuperusersOnly
from corner.admin.home import HomePanel, Line, Order
from corner.admin.job_words import words_of
from corner.models import JobRun, Trouble
from corner.watching.state import worker_is_late

#: A job whose turn came this long ago, and did not begin, is late.
LATE = timedelta(minutes=15)

#: For each helper: what is not as it should be meanwhile.
WITHOUT = {
    Trouble.Kind.CACHE: _("Pages are slower, and all else works."),
    Trouble.Kind.MAIL: _("Mail waits, and leaves when the server is back. Nothing is lost."),
    Trouble.Kind.STORE: _("Some pictures are not shown, and nothing can be uploaded."),
    Trouble.Kind.SEARCH: _("Visitors cannot search."),
    Trouble.Kind.DISK: _("Nothing can be saved, and nobody can sign up. Make room at once."),
}


@dataclass(frozen=True)
class JobRow:
    """A job and how it is; moments are UTC."""

    job: jobs.Job
    run: JobRun

    @property
    def does(self) -> str:
        return words_of(self.job.name).does

    @property
    def went_well(self) -> str:
        return _moment(self.run.last_success) if self.run.last_success else "–"

    @property
    def began(self) -> str:
        return _moment(self.run.last_started) if self.run.last_started else "–"

    @property
    def is_failing(self) -> bool:
        return bool(self.run.failing_since)

    @property
    def how(self) -> str:
        """In one sentence, with what to do when something is wrong."""
        now = timezone.now()
        if self.run.lease_until and self.run.lease_until > now:
            return "It runs just now."
        if self.run.failing_since:
            since, otherwise = _moment(self.run.failing_since), words_of(self.job.name).otherwise
            return f"It fails since {since} ({self.run.last_error}). {otherwise} It is tried again by itself."
        if self.run.last_started is None:
            return "It never ran."
        if self.run.last_started < now - self.job.every - LATE:
            return "Its turn is over, and it did not begin: does the worker run?"
        return "All is well."


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")


def rows() -> list[JobRow]:
    """Every job; those that fail first."""
    runs = {run.name: run for run in JobRun.objects.all()}
    found = [JobRow(job, runs.get(job.name) or JobRun(name=job.name)) for job in jobs.registered()]
    return sorted(found, key=lambda row: (not row.is_failing, row.does))


class Jobs(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The screen."""

    permission_policy = SuperusersOnly(JobRun)
    any_permission_required = ["view"]
    template_name = "corner/admin/jobs.html"
    page_title = _("What the site does by itself")
    header_icon = "cogs"
    columns = [
        Column("does", label=_("Job")),
        Column("began", label=_("Last began"), width="15%"),
        Column("went_well", label=_("Last went well"), width="15%"),
        Column("how", label=_("How it is"), width="40%"),
    ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = rows()
        is_late = worker_is_late([row.run for row in found], timezone.now())
        return {**super().get_context_data(**kwargs), "table": Table(self.columns, found), "worker_is_late": is_late}


class JobsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


# --- the first screen -----------------------------------------------------------------------------------------


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook for the panels of the admin's first screen: what is wrong with the site itself; else nothing at all.

    For administrators, who can do something about it. Before a worker ever ran, a site is being set up.
    """
    if request.user.is_superuser and (lines := [*_of_the_worker(), *_of_helpers()]):
        panels.append(
            HomePanel(
                "site-in-trouble",
                _("Something is wrong with the site"),
                lines,
                order=Order.SITE,
                icon="warning",
                is_urgent=True,
            )
        )


def _of_the_worker() -> Iterator[Line]:
    runs, screen = list(JobRun.objects.order_by("failing_since")), reverse("jobs")
    if runs and worker_is_late(runs, timezone.now()):
        yield Line(
            str(_("The worker stands still")),
            screen,
            _("No mail leaves, no page goes live at its time. Nothing is lost: start it again (docs/incident.md)."),
        )
    for run in runs:
        if run.failing_since:
            words = words_of(run.name)
            yield Line(f"Fails since {_moment(run.failing_since)}: {words.does}", screen, words.otherwise)


def _of_helpers() -> Iterator[Line]:
    for trouble in Trouble.objects.keeping_on():
        kind = Trouble.Kind(trouble.kind)
        words = f"Fails since {_moment(trouble.first_seen)}: {kind.label}"
        yield Line(words, "", WITHOUT[kind])
