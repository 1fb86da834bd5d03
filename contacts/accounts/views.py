"""Open invitations, and what is done to them. Each act is asked for first: a page on GET, the act on POST."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from contacts.accounts.listing import organisations, roles
from contacts.accounts.viewset import may_be_let_in_again
from corner.accounts import invitations
from corner.accounts.permission import SuperusersOnly
from corner.models import Invitation


class Cell(Column):
    """A cell with a template of its own, which gets the row as `instance`."""

    def __init__(self, name: str, *, template: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = template

    def get_value(self, instance: Any) -> None:
        return None


class OpenInvitations(generic.IndexView):
    """Who was sent a link and has not used it yet."""

    model = Invitation
    permission_policy = SuperusersOnly(Invitation)
    any_permission_required = ["change"]
    page_title = _("Open invitations")
    header_icon = "mail"
    index_url_name = "invitations"
    add_url_name = "wagtailusers_users:add"
    add_item_label = _("Invite somebody")
    default_ordering = "-sent_at"
    results_template_name = "contacts/accounts/invitations_results.html"
    columns = [
        Column("user", label=_("Person"), accessor=lambda each: get_user_display_name(each.user)),
        Column("email", label=_("E-mail address"), accessor="user.email"),
        Column("roles", label=_("Roles"), accessor=lambda each: roles(each.user)),
        Column("organisations", label=_("Organisations"), accessor=lambda each: organisations(each.user)),
        Column("reason", label=_("Why"), accessor="get_reason_display"),
        Cell("sent_at", label=_("Link"), template="contacts/accounts/link_cell.html"),
        Cell("acts", label=_("What you can do"), template="contacts/accounts/acts_cell.html"),
    ]

    def get_base_queryset(self) -> QuerySet:
        waiting = Invitation.objects.waiting().select_related("user", "invited_by")
        return waiting.prefetch_related("user__groups", "user__memberships__organisation")


class Act(WagtailAdminTemplateMixin, PermissionCheckedMixin, TemplateView):
    """Asks, and does on POST what its subclass does."""

    permission_policy = SuperusersOnly(Invitation)
    any_permission_required = ["change"]
    template_name = "contacts/accounts/act.html"
    header_icon = "mail"
    #: The question's last words, on the button.
    button: Any = ""
    explanation: Any = ""

    @property
    def person(self) -> Any:
        raise NotImplementedError

    def act(self) -> str:
        """Do it; what is said afterwards."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.success(request, self.act() % {"name": get_user_display_name(self.person)})
        return HttpResponseRedirect(reverse("invitations"))

    def get_page_subtitle(self) -> str:
        return get_user_display_name(self.person)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        users = {"url": reverse("wagtailusers_users:index"), "label": gettext("Users")}
        return [*super().get_breadcrumbs_items(), users, {"url": "", "label": self.get_header_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "person": self.person,
            "button": self.button,
            "explanation": self.explanation,
            "back": reverse("invitations"),
        }


class OnInvitation(Act):
    @cached_property
    def invitation(self) -> Invitation:
        waiting = Invitation.objects.waiting().select_related("user")
        return get_object_or_404(waiting, pk=self.kwargs["invitation_id"])

    @cached_property
    def person(self) -> Any:
        return self.invitation.user


class SendAgain(OnInvitation):
    page_title: Any = _("Send the invitation again")
    button = _("Send it again")
    explanation = _("They get a new mail. The link in the old one stops working.")

    def act(self) -> str:
        invitations.send_again(self.invitation, self.request.user)
        return gettext("A new mail to %(name)s is on its way.")


class Withdraw(OnInvitation):
    page_title = _("Withdraw the invitation")
    button = _("Withdraw it")
    explanation = _("The link in the mail stops working, and they cannot sign in. You can invite them again later.")

    def act(self) -> str:
        invitations.withdraw(self.invitation, self.request.user)
        return gettext("The invitation of %(name)s is withdrawn.")


class LetInAgain(Act):
    page_title = _("Lost phone: let them set up again")
    header_icon = "mobile-alt"
    button = _("I know that it is them: send the link")
    template_name = "contacts/accounts/let_in_again.html"

    @cached_property
    def person(self) -> Any:
        person = get_object_or_404(get_user_model(), pk=self.kwargs["user_id"])
        if not may_be_let_in_again(person, self.request.user):
            raise PermissionDenied
        return person

    def act(self) -> str:
        invitations.let_in_again(self.person, self.request.user)
        return gettext("%(name)s is signed out everywhere, and a mail with a link is on its way.")
