"""The list of users: who they are, what they may do, for whom, and whether their account is safe."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.users.views.users import IndexView, UserColumn

from contacts.models import Membership
from corner.accounts.second_factor import FACTORS
from corner.models import Invitation


class StaffList(IndexView):
    add_item_label = _("Invite somebody")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            self._get_title_column_class(UserColumn)(
                "name",
                accessor=get_user_display_name,
                label=_("Name"),
                sort_key="name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("roles", label=_("Roles"), accessor=roles),
            Column("organisations", label=_("Organisations"), accessor=organisations),
            BooleanColumn("has_second_factor", label=_("Second factor")),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            StateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> QuerySet:
        """Everything that the columns say, in a few queries for the whole page."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        waiting = Invitation.objects.waiting().filter(user=OuterRef("pk"))
        memberships = Membership.objects.select_related("organisation").order_by("organisation__title")
        return (
            super()
            .get_base_queryset()
            .annotate(has_second_factor=Exists(factors), is_waited_for=Exists(waiting))
            .prefetch_related("groups", Prefetch("memberships", memberships))
        )


class StateColumn(DateColumn):
    """When they were last here; of somebody whose link waits, that."""

    cell_template_name = "contacts/accounts/last_sign_in.html"


def roles(user: Any) -> str:
    """The names of what they may do; an administrator may do everything."""
    names = [str(_("Administrator"))] if user.is_superuser else []
    return ", ".join([*names, *sorted(group.name for group in user.groups.all())])


def organisations(user: Any) -> str:
    return ", ".join(membership.organisation.title for membership in user.memberships.all())
