"""Three steps: choose a file, look at what would happen, apply it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exchange.admin import applying, planning, templates_to_fill
from exchange.admin.columns import KINDS, Kind, kinds_for, may_import
from exchange.admin.reading import LARGEST, MOST_ROWS, BadFile, read
from exchange.models import Upload
from exchange.uploads import uploads_of

LIST = [
    {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
    {"url": reverse_lazy("exchange_import"), "label": _("Import")},
]
STATES = {
    planning.NEW: _("New"),
    planning.CHANGED: _("Changed"),
    planning.UNCHANGED: _("Unchanged"),
    planning.WRONG: _("Wrong"),
}


class SheetForm(forms.Form):
    """What is in the file, and the file. A file that cannot be read is refused at its field."""

    kind = forms.ChoiceField(label=_("What is in it"))
    file = forms.FileField(
        label=_("File"),
        required=False,  # one of ours says what to do
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV or XLSX, up to %(size)d MB and %(rows)d rows.")
        % {"size": LARGEST // 1024 // 1024, "rows": MOST_ROWS},
    )

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.key, kind.label) for kind in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["rows"] = read(cleaned.get("file"), KINDS[cleaned["kind"]])
            except BadFile as refusal:
                self.add_error("file", str(refusal))
        return cleaned


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen with title and breadcrumbs, for who may import anything."""

    header_icon = "upload"
    page_title = _("Import")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kinds = kinds_for(request.user)
        if not self.kinds:
            raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*LIST[:1], {"url": "", "label": self.page_title}]


class Send(Screen):
    """Choose a file. Sending it changes no page: what would happen is shown next."""

    template_name = "exchange/staff/send.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", SheetForm(kinds=self.kinds))
        return {**super().get_context_data(**kwargs), "kinds": self.kinds}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SheetForm(request.POST, request.FILES, kinds=self.kinds)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        kind, rows = KINDS[form.cleaned_data["kind"]], form.cleaned_data["rows"]
        # One at a time: the sheet before was corrected, or forgotten.
        uploads_of(request.user).delete()
        made = Upload.objects.create(
            user_id=request.user.pk or 0, kind=kind.key, rows=rows, plan=planning.plan(kind, rows, request.user)
        )
        return redirect("exchange_look", made.pk)


class Look(Screen):
    """What would happen, row by row, as it was when the sheet was sent. Only whoever sent it sees it."""

    template_name = "exchange/staff/look.html"
    page_title = _("What would happen")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*LIST, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        upload = uploads_of(self.request.user).filter(pk=kwargs["uuid"]).first()
        if upload is None or not may_import(self.request.user, KINDS[upload.kind]):
            raise Http404
        rows = [{**row, "label": STATES[row["state"]]} for row in upload.plan]
        by_state = {state: [row for row in rows if row["state"] == state] for state in STATES}
        return {
            **super().get_context_data(**kwargs),
            "upload": upload,
            "kind": KINDS[upload.kind],
            "counts": [(STATES[state], len(by_state[state])) for state in STATES],
            "total": len(rows),
            "wrong": by_state[planning.WRONG],
            "others": [row for row in rows if row["state"] != planning.WRONG],
            "to_do": len(by_state[planning.NEW]) + len(by_state[planning.CHANGED]),
        }


@require_safe
def template(request: HttpRequest, kind: str, file_type: str) -> HttpResponse:
    """The empty sheet."""
    if kind not in KINDS or not may_import(request.user, KINDS[kind]):
        raise PermissionDenied
    content = templates_to_fill.make(KINDS[kind], file_type)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.{file_type}"'}
    return HttpResponse(content, content_type=templates_to_fill.TYPES[file_type], headers=headers)


@require_POST
def apply(request: HttpRequest, uuid: str) -> HttpResponse:
    """All rows of a sheet, or none; nothing that was shown otherwise."""
    upload = uploads_of(request.user).filter(pk=uuid).first()
    if upload is None:
        messages.error(
            request, _("This sheet is not here any more. It was applied, or its day is over. Send it again.")
        )
        return redirect("exchange_import")
    kind = KINDS[upload.kind]
    if not may_import(request.user, kind):
        raise PermissionDenied
    try:
        outcome = applying.apply(uuid, request.user)
    except applying.Gone:
        messages.error(
            request, _("This sheet is not here any more. It was applied, or its day is over. Send it again.")
        )
        return redirect("exchange_import")
    if outcome.lines:
        lines = ", ".join(map(str, outcome.lines[:20])) + ("…" if len(outcome.lines) > 20 else "")
        messages.error(
            request,
            _("Nothing was done. These rows are wrong, or something changed since you looked: %(rows)s. Look again.")
            % {"rows": lines},
        )
        return redirect("exchange_look", uuid)
    new, changed = outcome.counts[planning.NEW], outcome.counts[planning.CHANGED]
    done = [
        ngettext("%(count)d page is new", "%(count)d pages are new", new) % {"count": new},
        ngettext("%(count)d page has changes", "%(count)d pages have changes", changed) % {"count": changed},
    ]
    messages.success(
        request,
        _("%(new)s, %(changed)s. All are drafts: publish each when it is ready.")
        % dict(zip(("new", "changed"), done, strict=True)),
    )
    place = kind.place()
    return redirect(reverse("wagtailadmin_explore", args=[place.pk]) if place else "exchange_import")


@require_POST
def throw_away(request: HttpRequest, uuid: str) -> HttpResponse:
    """Forget a sheet at once, with the names in it."""
    uploads_of(request.user).filter(pk=uuid).delete()
    messages.success(request, _("The sheet is deleted. Nothing was changed."))
    return redirect("exchange_import")
