"""Below /admin/sign-ups/. Wagtail asks for a login with access to the admin; `scope` for the organisation."""

from django.urls import path, re_path

from events.admin.adding import AddSignUp
from events.admin.calls import Calls
from events.admin.calls import note as note_call
from events.admin.changing import CancelSignUp, JoiningLink, OfferPlace
from events.admin.concerns import Concern
from events.admin.copying import ChooseEvent, CopyEvent
from events.admin.door import door
from events.admin.downloads import download
from events.admin.feedback import HowItWas, TypeIn, on_paper
from events.admin.lists import OneOccasion
from events.admin.mail import Mail, try_again
from events.admin.messages import WriteMessage
from events.admin.needs import Needs, NeedsToCome
from events.admin.occasion_list import Occasions
from events.admin.one import HeldSignUp, OneSignUp
from events.admin.person import Person, receipt
from events.admin.retention import Retention
from events.admin.telling import Tell

urlpatterns = [
    path("copy-event/", ChooseEvent.as_view(), name="events_copy_which"),
    path("copy-event/<int:page_id>/", CopyEvent.as_view(), name="events_copy"),
    path("sign-ups/", Occasions.as_view(), name="events_signups"),
    path("sign-ups/results/", Occasions.as_view(results_only=True), name="events_signups_results"),
    path("sign-ups/calls/", Calls.as_view(), name="events_calls"),
    path("sign-ups/calls/<int:call_id>/", note_call, name="events_note_call"),
    path("sign-ups/mail/", Mail.as_view(), name="events_mail"),
    path("sign-ups/mail/<int:email_id>/again/", try_again, name="events_mail_again"),
    path("sign-ups/needs/", NeedsToCome.as_view(), name="events_all_needs"),
    path("sign-ups/person/", Person.as_view(), name="events_person"),
    path("sign-ups/person/receipts/<int:receipt_id>/", receipt, name="events_receipt"),
    path("sign-ups/retention/", Retention.as_view(), name="events_retention"),
    path("sign-ups/<int:occasion_id>/", OneOccasion.as_view(), name="events_occasion"),
    re_path(r"^sign-ups/(?P<occasion_id>\d{1,18})/sign-ups\.(?P<kind>csv|xlsx)$", download, name="events_download"),
    path("sign-ups/<int:occasion_id>/door/", door, name="events_door"),
    path("sign-ups/<int:occasion_id>/needs/", Needs.as_view(), name="events_needs"),
    path("sign-ups/<int:occasion_id>/tell/", Tell.as_view(), name="events_tell"),
    path("sign-ups/<int:occasion_id>/message/", WriteMessage.as_view(), name="events_message"),
    path("sign-ups/<int:occasion_id>/feedback/", HowItWas.as_view(), name="events_feedback"),
    path("sign-ups/<int:occasion_id>/feedback/type-in/", TypeIn.as_view(), name="events_feedback_type_in"),
    path("sign-ups/<int:occasion_id>/feedback/poster/", on_paper, {"kind": "poster"}, name="events_feedback_poster"),
    path("sign-ups/<int:occasion_id>/feedback/sheet/", on_paper, {"kind": "sheet"}, name="events_feedback_sheet"),
    path("sign-ups/<int:occasion_id>/joining-link/", JoiningLink.as_view(), name="events_joining_link"),
    path("sign-ups/<int:occasion_id>/add/", AddSignUp.as_view(), name="events_add_signup"),
    path("sign-ups/<int:occasion_id>/<int:signup_id>/", OneSignUp.as_view(), name="events_signup"),
    path("sign-ups/<int:occasion_id>/<int:signup_id>/held/", HeldSignUp.as_view(), name="events_held_signup"),
    path("sign-ups/<int:occasion_id>/<int:signup_id>/offer/", OfferPlace.as_view(), name="events_offer_place"),
    path("sign-ups/<int:occasion_id>/<int:signup_id>/cancel/", CancelSignUp.as_view(), name="events_cancel_signup"),
    path("sign-ups/<int:occasion_id>/<int:signup_id>/concern/", Concern.as_view(), name="events_concern"),
]
