from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.snippets.models import register_snippet

from contacts.viewsets import ConsentViewSet, MembershipViewSet, VenueViewSet

register_snippet(VenueViewSet)


class PeopleGroup(ViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 300
    items = (ConsentViewSet, MembershipViewSet)


@hooks.register("register_admin_viewset")
def people_group() -> PeopleGroup:
    return PeopleGroup()
