"""Addresses below the page of a person or an organisation: `page.reverse_subpage("write")` follows its own address."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from corner.previewing import PreviewModes


class ContactRoutes(PreviewModes, RoutablePageMixin):
    """Writing to them, and asking that the entry goes. Each checks its method."""

    class Meta:
        abstract = True

    @path("write/", name="write")
    def write_route(self, request: HttpRequest) -> HttpResponse:
        from contacts.views import write_to

        return write_to(self, request)

    @path("remove/", name="remove")
    def remove_route(self, request: HttpRequest) -> HttpResponse:
        from contacts.views import ask_removal

        return ask_removal(self, request)
