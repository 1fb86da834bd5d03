from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from contacts.accounts import views as accounts
from contacts.admin.addresses import AddressViewSet
from contacts.admin.first_steps import steps
from contacts.admin.messages import MessageViewSet, add_panel
from contacts.admin.page_lists import OrganisationList, PersonList
from contacts.admin.people_menu import people_item
from contacts.models.membership import SEE_PERSONAL_DATA
from contacts.viewsets import ConsentViewSet, MembershipViewSet, VenueViewSet
from corner.admin import first_steps

register_snippet(VenueViewSet)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("register_admin_menu_item", people_item)
first_steps.register(steps)


@hooks.register("register_admin_viewset")
def people_and_what_is_kept_about_them() -> list[ViewSet]:
    return [PersonList(), OrganisationList(), ConsentViewSet(), AddressViewSet(), MembershipViewSet()]


@hooks.register("register_admin_viewset")
def messages() -> MessageViewSet:
    return MessageViewSet()


@hooks.register("register_permissions")
def rights_to_read() -> QuerySet[Permission]:
    """Offered among the rights of a group: messages to the network, complaints, and what memberships open."""
    wanted = ["read_message", "read_complaint", SEE_PERSONAL_DATA.partition(".")[2]]
    return Permission.objects.filter(content_type__app_label__in=["contacts", "corner"], codename__in=wanted)


@hooks.register("register_admin_urls")
def addresses_of_accounts() -> list[URLPattern]:
    return [
        path("invitations/", accounts.OpenInvitations.as_view(), name="invitations"),
        path("invitations/<int:invitation_id>/again/", accounts.SendAgain.as_view(), name="send_invitation_again"),
        path("invitations/<int:invitation_id>/withdraw/", accounts.Withdraw.as_view(), name="withdraw_invitation"),
        path("lost-phone/<int:user_id>/", accounts.LetInAgain.as_view(), name="let_in_again"),
    ]


class InvitationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


@hooks.register("register_settings_menu_item")
def invitations_item() -> MenuItem:
    return InvitationsItem(_("Invitations"), reverse("invitations"), icon_name="mail", order=605)
