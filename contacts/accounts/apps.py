"""Wagtail's app of users, with our pages for them."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "contacts.accounts.viewset.StaffViewSet"
