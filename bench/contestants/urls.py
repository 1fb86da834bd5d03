from django.urls import path

from bench.contestants import views
from corner.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [path("bench/hello/", views.hello), path("bench/insert/", views.insert), *urlpatterns]
