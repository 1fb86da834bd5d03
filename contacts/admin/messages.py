"""Messages, as staff read and answer them. Everything goes through `Message.objects.for_user`."""

from typing import Any, ClassVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from contacts import writing
from contacts.models import Message
from contacts.models.membership import opening
from corner.admin.filters import OneOf
from corner.admin.home import HomePanel, Line, Order
from corner.admin_tables import DayColumn
from corner.languages.config import BY_CODE


def may_read_any(user: Any) -> bool:
    """Whether the menu is of use to `user`."""
    rights = ("contacts.read_message", "contacts.read_complaint")
    if not user.is_active:
        return False
    return user.is_superuser or any(map(user.has_perm, rights)) or opening(user).exists()


class Readers(ModelPermissionPolicy):
    """Messages are read, by those whom they are for; nobody writes, changes or deletes one here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and may_read_any(user)


class MessageFilters(WagtailFilterSet):
    """What still waits, what is late, what is done."""

    state = OneOf(
        label=gettext_lazy("Where it is now"),
        choices=[
            ("open", gettext_lazy("Waits for an answer")),
            ("late", gettext_lazy("Late")),
            ("answered", gettext_lazy("Answered")),
        ],
        method="in_state",
    )

    class Meta:
        model = Message
        fields: ClassVar[list[str]] = ["kind"]

    def in_state(self, found: Any, name: str, value: str) -> QuerySet:
        if value == "answered":
            return found.exclude(answered_at=None)
        return found.open() if value == "open" else found.overdue()


class MessageList(generic.IndexView):
    """The newest first."""

    page_title = gettext_lazy("Messages")
    results_template_name = "contacts/staff/messages_results.html"

    def get_base_queryset(self) -> QuerySet:
        title = Page.objects.filter(translation_key=OuterRef("page_key")).order_by("pk").values("title")[:1]
        return Message.objects.for_user(self.request.user).annotate(about=Subquery(title))


class OneMessage(generic.InspectView):
    """Reading one, and marking it as answered by a press."""

    object: Message
    page_title = gettext_lazy("Message")
    template_name = "contacts/staff/message.html"

    def get_object(self, queryset: QuerySet | None = None) -> Message:
        return get_object_or_404(Message.objects.for_user(self.request.user), pk=self.pk)

    def get_page_subtitle(self) -> str:
        return str(self.object.get_kind_display())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = Page.objects.filter(translation_key=self.object.page_key).order_by("pk").first()
        written_in = BY_CODE.get(self.object.language)
        return {
            **super().get_context_data(**kwargs),
            "message": self.object,
            "about": about if self.object.page_key else None,
            "written_in": written_in.name if written_in else self.object.language,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if writing.mark_answered(self.object, request.user):
            messages.success(request, _("Marked as answered."))
        else:
            messages.warning(request, _("Somebody marked it before you."))
        return redirect(request.path)


class MessageViewSet(ModelViewSet):
    model = Message
    name = "messages"
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_order = 150
    add_to_admin_menu = True
    index_view_class = MessageList
    inspect_view_class = OneMessage
    inspect_template_name = "contacts/staff/message.html"
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["kind"]  # Wagtail asks for some; there is no form
    list_display = [
        TitleColumn("kind", label=gettext_lazy("What it is"), accessor="get_kind_display", url_name="messages:inspect"),
        Column("about", label=gettext_lazy("For or about")),
        DateColumn("received_at", label=gettext_lazy("Came on"), width="14%"),
        DayColumn("due_on", label=gettext_lazy("Answer by"), width="14%"),
        DateColumn("answered_at", label=gettext_lazy("Answered on"), width="14%"),
        UserColumn("answered_by"),
    ]
    filterset_class = MessageFilters
    ordering = ["-received_at", "-pk"]

    @property
    def permission_policy(self) -> Readers:
        return Readers(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Without forms, history and usage: there is nothing to change."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]

    def register_permissions(self) -> None:
        """The two rights are offered by `wagtail_hooks`; others could not be used."""

    def register_admin_url_finder(self) -> None:
        """There is nothing to edit."""


def waiting_for(user: Any) -> dict[str, int]:
    """How many messages `user` may answer wait, and how many are late."""
    own = Message.objects.for_user(user)
    return {"open": own.open().count(), "overdue": own.overdue().count()}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A hook: for those whom messages may be for; nothing while none waits. Counts only."""
    if not may_read_any(request.user):
        return
    waiting = waiting_for(request.user)
    if not (count := waiting["open"]):
        return
    words = ngettext("%(count)d message waits for an answer.", "%(count)d messages wait for an answer.", count)
    lines = [Line(words % {"count": count}, f"{reverse('messages:index')}?state=open")]
    if late := waiting["overdue"]:
        words = ngettext(
            "%(count)d complaint or wish to be taken off is late.",
            "%(count)d complaints or wishes to be taken off are late.",
            late,
        )
        lines.append(Line(words % {"count": late}, f"{reverse('messages:index')}?state=late"))
    panels.append(HomePanel("messages-waiting", _("Messages"), lines, order=Order.MESSAGES, icon="mail"))
