"""Every address of the site. This file and the settings are the only places in corner that name the rooms above."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as wagtail_serve

from corner import errors, health, media, views
from corner.accounts.doors import to_forgotten_password, to_sign_in
from corner.headers import PERSONAL_ADDRESSES
from corner.languages.sitemap import sitemap
from corner.patterns.views import pattern
from corner.policy_reports.receiving import receive
from corner.watching.metrics import metrics
from exchange.api import api
from exchange.views import data_page

handler404 = errors.page_not_found
handler500 = errors.server_error

urlpatterns = [
    # Before Wagtail's own: each of these would let somebody in with a password alone.
    path("admin/login/", to_sign_in),
    path("admin/password_reset/", to_forgotten_password),
    path("admin/failwhale/", errors.page_not_found),  # Wagtail's own error on purpose, for all who are signed in
    path("accounts/", include("corner.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("policy-reports/", receive, name="policy_reports_receive"),
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("metrics/", metrics, name="metrics"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("patterns/<slug:section>/<uuid:key>.svg", pattern, name="pattern"),
    path("open-data/", include("exchange.urls")),
    path("api/v2/", api.urls),
    path("media/images/<path:path>", media.picture_file, name="picture_file"),
    *i18n_patterns(
        path("search/", include("search.urls")),
        path("topics/", include("search.topic_urls")),
        path("open-data/", data_page, name="exchange_data"),
        path("write/", include("contacts.urls")),
        path(PERSONAL_ADDRESSES, include("events.urls")),
        path("_util/login/", to_sign_in),  # Wagtail's, for pages that only some may read
        # Calendar files, news feeds and citations below pages: Wagtail's own pattern takes no dot.
        re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:ics|rss|bib|ris))/?$", wagtail_serve, name="page_file"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
