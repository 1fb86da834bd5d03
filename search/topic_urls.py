"""Addresses below /topics/."""

from django.urls import path

from search.views import topic, topic_list

urlpatterns = [path("", topic_list, name="topics"), path("<slug:slug>/", topic, name="topic")]
