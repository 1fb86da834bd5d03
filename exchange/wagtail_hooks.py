"""Where import shows in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from exchange.admin import screens
from exchange.admin.columns import kinds_for


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern]:
    return [
        path("import/", screens.Send.as_view(), name="exchange_import"),
        re_path(
            r"^import/(?P<kind>[a-z]+)/template\.(?P<file_type>csv|xlsx)$", screens.template, name="exchange_template"
        ),
        path("import/<uuid:uuid>/", screens.Look.as_view(), name="exchange_look"),
        path("import/<uuid:uuid>/apply/", screens.apply, name="exchange_apply"),
        path("import/<uuid:uuid>/delete/", screens.throw_away, name="exchange_throw_away"),
    ]


class ImportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(kinds_for(request.user))


@hooks.register("register_reports_menu_item")
def import_item() -> MenuItem:
    return ImportItem(_("Import"), reverse("exchange_import"), icon_name="upload", order=9020)
