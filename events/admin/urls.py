"""Below /admin/sign-ups/. Wagtail asks for a login with access to the admin; `scope` for the organisation."""

from django.urls import path, re_path

from events.admin.changing import CancelSignUp, JoiningLink, OfferPlace
from events.admin.door import door
from events.admin.downloads import download
from events.admin.lists import Occasions, OneOccasion
from events.admin.needs import Needs

urlpatterns = [
    path("sign-ups/", Occasions.as_view(), name="events_signups"),
    path("sign-ups/<int:occasion_id>/", OneOccasion.as_view(), name="events_occasion"),
    re_path(r"^sign-ups/(?P<occasion_id>\d{1,18})/sign-ups\.(?P<kind>csv|xlsx)$", download, name="events_download"),
    path("sign-ups/<int:occasion_id>/door/", door, name="events_door"),
    path("sign-ups/<int:occasion_id>/needs/", Needs.as_view(), name="events_needs"),
    path("sign-ups/<int:occasion_id>/joining-link/", JoiningLink.as_view(), name="events_joining_link"),
    path("sign-ups/<int:occasion_id>/<int:signup_id>/offer/", OfferPlace.as_view(), name="events_offer_place"),
    path("sign-ups/<int:occasion_id>/<int:signup_id>/cancel/", CancelSignUp.as_view(), name="events_cancel_signup"),
]
