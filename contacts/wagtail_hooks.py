from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.snippets.models import register_snippet

from contacts.admin.addresses import AddressViewSet
from contacts.admin.messages import MessageViewSet, add_panel
from contacts.models.membership import SEE_PERSONAL_DATA
from contacts.viewsets import ConsentViewSet, MembershipViewSet, VenueViewSet

register_snippet(VenueViewSet)
hooks.register("construct_homepage_panels", add_panel)


class PeopleGroup(ViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 300
    items = (ConsentViewSet, AddressViewSet, MembershipViewSet)


@hooks.register("register_admin_viewset")
def people_group() -> PeopleGroup:
    return PeopleGroup()


@hooks.register("register_admin_viewset")
def messages() -> MessageViewSet:
    return MessageViewSet()


@hooks.register("register_permissions")
def rights_to_read() -> QuerySet[Permission]:
    """Offered among the rights of a group: messages to the network, complaints, and what memberships open."""
    wanted = ["read_message", "read_complaint", SEE_PERSONAL_DATA.partition(".")[2]]
    return Permission.objects.filter(content_type__app_label__in=["contacts", "corner"], codename__in=wanted)
