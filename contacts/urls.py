"""Addresses below /write/: to the network, whatever pages there are."""

from django.urls import path

from contacts.views import complain, write

urlpatterns = [
    path("", write, name="write"),
    path("complaint/", complain, name="complain"),
]
