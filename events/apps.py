from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from corner import jobs
        from events import mails, receivers, related, retention, searching

        receivers.connect()
        related.register_lists()
        searching.make_findable()
        mails.register_kinds()
        jobs.register("events.retention", retention.erase_due, every=timedelta(days=1))
