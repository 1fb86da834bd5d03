"""Pages of one person about their own sign-up. Whoever knows the address is the person (`corner.links`)."""

from django.urls import path

from events.views import done, lost_link, manage

urlpatterns = [
    path("lost-link/", lost_link.lost_link, name="signup_lost_link"),
    # `path`: a link that was spoilt on its way may hold a slash, and is still explained.
    path("done/<path:token>/", done.done, name="signup_done"),
    path("<path:token>/", manage.manage, name="signup_manage"),
]
