from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = _("Import and export")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from corner import jobs
        from corner.page_cache import writes
        from exchange import personal_data
        from exchange.models import Upload
        from exchange.uploads import delete_old_uploads

        writes.never_shown(Upload)
        jobs.register("exchange.uploads", delete_old_uploads, every=timedelta(hours=1))

        personal_data.declare()
