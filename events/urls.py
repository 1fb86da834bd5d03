"""Pages of one person about their own sign-up. Whoever knows the address is the person (`corner.links`)."""

from django.urls import path

from events.views import done, lost_link, manage

urlpatterns = [
    path("lost-link/", lost_link.lost_link, name="signup_lost_link"),
    path("done/<str:token>/", done.done, name="signup_done"),
    path("<str:token>/", manage.manage, name="signup_manage"),
]
