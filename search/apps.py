from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from corner import jobs
        from corner.page_cache import writes
        from corner.searchable import Facet, register_facet
        from search import not_found, personal_data
        from search.models import NotFound

        register_facet(Facet("topic", _("Topic"), 20))
        writes.never_shown(NotFound)  # a search is no change, and anybody can search
        jobs.register("search.not-found", not_found.forget_old, every=timedelta(days=1))

        personal_data.declare()
