"""Where events show in the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from corner.admin import first_steps
from events.admin import copying, deleting, home_events, prompts, urls
from events.admin.agreements import AgreementViewSet
from events.admin.event_list import EventList
from events.admin.first_steps import steps
from events.admin.home_mail import warn_of_mail
from events.admin.repeated_dates import say_what_was_added
from events.admin.scope import may_see_any
from events.admin.telling import ask_after_publishing

register_snippet(AgreementViewSet)
hooks.register("before_delete_page", deleting.before_delete_page)
hooks.register("before_bulk_action", deleting.before_bulk_action)
hooks.register("before_copy_page", copying.instead_of_wagtails)
hooks.register("register_page_header_buttons", copying.offer_in_list)
hooks.register("construct_homepage_panels", home_events.add_panel)
hooks.register("after_create_page", say_what_was_added)
hooks.register("after_edit_page", say_what_was_added)
hooks.register("after_create_page", ask_after_publishing)
hooks.register("after_edit_page", ask_after_publishing)
hooks.register("construct_homepage_panels", warn_of_mail)
hooks.register("construct_homepage_panels", prompts.add_panels)
first_steps.register(steps)


@hooks.register("register_admin_urls")
def signup_urls() -> list[URLPattern]:
    return urls.urlpatterns


@hooks.register("register_admin_viewset")
def event_list() -> EventList:
    return EventList()


class SignUpsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_any(request.user)


@hooks.register("register_admin_menu_item")
def signups_item() -> MenuItem:
    return SignUpsItem(_("Sign-ups"), reverse("events_signups"), icon_name="group", order=110)


@hooks.register("register_permissions")
def rights_of_their_own() -> QuerySet[Permission]:
    """Offered among the rights of a group: seeing what people need, and safeguarding. All else goes by organisation."""
    wanted = ["view_accessneed", "flag_safeguarding"]
    return Permission.objects.filter(content_type__app_label="events", codename__in=wanted)
