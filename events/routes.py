"""Addresses below an event page, below the list of events and below the list of agreements.

`page.reverse_subpage("sign_up", [occasion.pk])` and `("calendar_file", [occasion.pk])` give what follows the page's
own address; `("calendar_feed")` and `("news_feed")` likewise for the list of events, and the latter for that of
agreements. Each checks its method; an occasion of another event is unknown.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from corner.previewing import PreviewModes


class SignUpRoutes(PreviewModes, RoutablePageMixin):
    """Signing up, and the calendar file of a date."""

    class Meta:
        abstract = True

    @path("sign-up/<int:occasion_id>/", name="sign_up")
    def sign_up_route(self, request: HttpRequest, occasion_id: int) -> HttpResponse:
        from events.views.sign_up import sign_up

        return sign_up(self, request, occasion_id)

    # Wagtail hands routes their path with a slash at the end; `corner.urls` lets addresses without one in.
    @path("calendar/<int:occasion_id>.ics/", name="calendar_file")
    def calendar_route(self, request: HttpRequest, occasion_id: int) -> HttpResponse:
        from events.views.calendar import calendar_file

        return calendar_file(self, request, occasion_id)


class CalendarRoutes(PreviewModes, RoutablePageMixin):
    """The feeds of everything that is on, for calendars and for news readers; both take the list's filters."""

    class Meta:
        abstract = True

    @path("calendar.ics/", name="calendar_feed")
    def feed_route(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        from events.views.calendar import calendar_feed

        return calendar_feed(self, request)

    @path("feed.rss/", name="news_feed")
    def news_route(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        from events.views.calendar import news_feed

        return news_feed(self, request)


class AgreementRoutes(PreviewModes, RoutablePageMixin):
    """The page of each agreement, and the feed of what became of them, with the list's filters."""

    class Meta:
        abstract = True

    @path("<uuid:key>/", name="agreement")
    def agreement_route(self, request: HttpRequest, key: UUID) -> HttpResponse:
        from events.views.agreements import agreement

        return agreement(self, request, key)

    @path("feed.rss/", name="news_feed")
    def news_route(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        from events.views.agreements import agreement_feed

        return agreement_feed(self, request)
