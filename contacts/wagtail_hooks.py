from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from contacts.admin.addresses import AddressViewSet
from contacts.admin.first_steps import steps
from contacts.admin.messages import MessageViewSet, add_panel
from contacts.admin.page_lists import OrganisationList, PersonList
from contacts.admin.people_menu import people_item
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
    """Offered among the rights of a group: messages to the network, and complaints."""
    wanted = ["read_message", "read_complaint"]
    return Permission.objects.filter(content_type__app_label="contacts", codename__in=wanted)
