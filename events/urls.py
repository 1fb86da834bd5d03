"""Pages of one person about their own sign-up, and of all who came to a date. Whoever knows the address is one of them
(`corner.links`)."""

from django.urls import path

from events.views import done, feedback, lost_link, manage, own_data

urlpatterns = [
    path("lost-link/", lost_link.lost_link, name="signup_lost_link"),
    path("deleted/", own_data.deleted, name="signup_deleted"),
    # `path`: a link that was spoilt on its way may hold a slash, and is still explained.
    path("done/<path:token>/", done.done, name="signup_done"),
    path("feedback/<path:token>/", feedback.say_how_it_was, name="feedback"),
    path("<path:token>/kept/", own_data.kept_about_me, name="signup_kept"),
    path("<path:token>/kept/download/", own_data.download, name="signup_kept_download"),
    path("<path:token>/kept/change/", own_data.change, name="signup_kept_change"),
    path("<path:token>/", manage.manage, name="signup_manage"),
]
