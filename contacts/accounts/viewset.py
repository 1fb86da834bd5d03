"""Users in the admin: invited and never simply made, and for administrators only."""

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from contacts.accounts.forms import InviteForm, StaffForm
from contacts.accounts.listing import StaffList
from corner.accounts.permission import SuperusersOnly


class Invite(CreateView):
    page_title = _("Invite somebody")
    submit_button_label = _("Send the invitation")
    success_message = _("%(object)s is invited. The mail is on its way.")
    template_name = "wagtailadmin/generic/create.html"

    def get_page_subtitle(self) -> str:
        return str(self.page_title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": self.page_title}]

    def get_success_url(self) -> str:
        return reverse("invitations")


class EditStaff(EditView):
    template_name = "contacts/accounts/edit.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "for_user": self.request.user}

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if may_be_let_in_again(self.object, self.request.user):
            buttons.append(
                Button(
                    _("Lost phone: let them set up again"),
                    url=reverse("let_in_again", args=[self.object.pk]),
                    icon_name="mobile-alt",
                    priority=15,
                )
            )
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "may_be_let_in_again": may_be_let_in_again(self.object, self.request.user)}


class StaffViewSet(UserViewSet):
    index_view_class = StaffList
    add_view_class = Invite
    edit_view_class = EditStaff
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "contacts/accounts/edit.html"
    copy_view_enabled = False

    @property
    def permission_policy(self) -> SuperusersOnly:
        return SuperusersOnly(get_user_model())

    def get_form_class(self, for_update: bool = False) -> type:
        return StaffForm if for_update else InviteForm

    def register_permissions(self) -> None:
        """None is offered to groups: whoever made users could make an administrator."""


def may_be_let_in_again(user: Any, actor: Any) -> bool:
    """Not oneself, who is signed in and has "How you sign in" for that; not who has left."""
    return user != actor and user.is_active
