"""Below /admin/guide/."""

from django.urls import path

from home.guide.views import Guide, OneTask, go

urlpatterns = [
    path("guide/", Guide.as_view(), name="guide"),
    path("guide/go/<slug:place>/", go, name="guide_go"),
    path("guide/<slug:task>/", OneTask.as_view(), name="guide_task"),
]
