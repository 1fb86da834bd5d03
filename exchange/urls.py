"""Everything public as files. Not in a language: each file holds them all."""

from django.urls import re_path

from exchange import views

urlpatterns = [
    re_path(r"^(?P<kind>[a-z-]+)\.(?P<file_type>json|csv)$", views.data_file, name="exchange_file"),
]
