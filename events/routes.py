"""Addresses below an event page and below the list of events."""

from wagtail.contrib.routable_page.models import RoutablePageMixin


class SignUpRoutes(RoutablePageMixin):
    """Signing up, and the calendar file of a date."""

    class Meta:
        abstract = True


class CalendarRoutes(RoutablePageMixin):
    """The calendar feed of everything that is on."""

    class Meta:
        abstract = True
