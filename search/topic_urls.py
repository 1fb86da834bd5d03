"""Addresses below /topics/."""

from django.urls import path

from search.views import topic

urlpatterns = [path("<slug:slug>/", topic, name="topic")]
