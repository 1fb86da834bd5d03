from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CornerConfig(AppConfig):
    name = "corner"
    verbose_name = _("What every room shares")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wire up what has no place of its own: checks, jobs, reviews, clock times in the admin's forms."""
        from django.db import models
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.admin.widgets import AdminDateTimeInput

        from corner import checks, chores, consequences, jobs, reviews  # noqa: F401  checks register themselves
        from corner.accounts.wiring import wire_accounts
        from corner.admin.spreadsheets import make_exports_harmless
        from corner.clock import LocalDateTimeField
        from corner.languages.wiring import wire_languages
        from corner.mail.of_wagtail import wire_mail_of_wagtail
        from corner.mail.sending import LONGEST_RUN, send_due
        from corner.pictures import wire_pictures

        wire_languages()
        wire_accounts()
        wire_pictures()
        consequences.register(consequences.translations_go_too)
        make_exports_harmless()
        wire_mail_of_wagtail()
        reviews.register(reviews.pages_due)
        reviews.register(reviews.helplines_due)
        jobs.register("send-mail", send_due, every=timedelta(seconds=10), lease=LONGEST_RUN)
        jobs.register("publish-scheduled", chores.publish_scheduled, every=timedelta(minutes=1))
        jobs.register("delete-old-attempts", chores.delete_old_attempts, every=timedelta(hours=1))
        jobs.register("delete-old-audit-entries", chores.delete_old_audit_entries, every=timedelta(days=1))
        jobs.register("clear-sessions", chores.clear_sessions, every=timedelta(days=1))

        register_form_field_override(
            models.DateTimeField, override={"widget": AdminDateTimeInput, "form_class": LocalDateTimeField}
        )
