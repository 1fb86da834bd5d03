"""Small files that every site has."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

DAY = 24 * 60 * 60  # seconds


@require_safe
@cache_control(public=True, max_age=DAY)
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything but the admin, forms and results of searches."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "Disallow: /*/sign-up/",
        "Disallow: /sign-ups/",
        "Disallow: /write/",
        "Disallow: /*/write/",
        "Disallow: /*/remove/",
        "Disallow: /*?q=",
        f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=DAY)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask for /favicon.ico, whatever the page says, are sent to the mark."""
    response = HttpResponse(status=302)
    response["Location"] = static("mark.svg")
    return response
