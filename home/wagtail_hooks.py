"""Where the guide for editors shows in the admin."""

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.guide import urls
from home.guide.panel import add_panel
from home.guide.views import TITLE

hooks.register("construct_homepage_panels", add_panel)


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern]:
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def guide_item() -> MenuItem:
    """Below everything that is work, above Wagtail's own help."""
    return MenuItem(TITLE, reverse("guide"), name="guide", icon_name="help", order=10500)


@hooks.register("insert_global_admin_css")
def guide_css() -> SafeString:
    """On every screen, because a tour goes across them."""
    return format_html('<link rel="stylesheet" href="{}">', static("corner/admin/guide.css"))


@hooks.register("insert_global_admin_js")
def tour_box() -> SafeString:
    return render_to_string("home/guide/tour_box.html")
