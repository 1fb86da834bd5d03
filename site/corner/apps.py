from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CornerConfig(AppConfig):
    name = "corner"
    verbose_name = _("What every room shares")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wire up what has no place of its own: checks, jobs, reviews, clock times in the admin's forms."""
        from django.core.signals import request_finished
        from django.db import models
        from wagtail.admin.forms.models import register_form_field_override
        from wagtail.admin.widgets import AdminDateTimeInput

        from corner import (
            checks,  # noqa: F401  they register themselves
            chores,
            consequences,
            forgetting,
            jobs,
            personal_data,
            personal_data_free,
            reviews,
            tombstones,
            troubles,
        )
        from corner.accounts.wiring import wire_accounts
        from corner.admin.spreadsheets import make_exports_harmless
        from corner.backup import nightly
        from corner.clock import LocalDateTimeField
        from corner.documents import wire_documents
        from corner.erased_again import wire_tombstones
        from corner.languages.wiring import wire_languages
        from corner.lost_files import delete_lost_files
        from corner.mail.of_wagtail import wire_mail_of_wagtail
        from corner.mail.sending import LONGEST_RUN, send_due
        from corner.mending import mend_indexes
        from corner.page_cache.wiring import wire_page_cache
        from corner.pictures import wire_pictures
        from corner.policy_reports.receiving import forget_old

        nightly.register()
        wire_languages()
        wire_accounts()
        wire_pictures()
        wire_documents()
        wire_page_cache()
        wire_tombstones()
        personal_data.declare()
        personal_data_free.declare()
        consequences.register(consequences.translations_go_too)
        make_exports_harmless()
        wire_mail_of_wagtail()
        request_finished.connect(troubles.write_down, dispatch_uid="troubles")
        reviews.register(reviews.pages_due)
        reviews.register(reviews.helplines_due)
        jobs.register("send-mail", send_due, every=timedelta(seconds=10), longest=LONGEST_RUN)
        jobs.register("publish-scheduled", chores.publish_scheduled, every=timedelta(minutes=1))
        jobs.register("delete-old-attempts", chores.delete_old_attempts, every=timedelta(hours=1))
        jobs.register("delete-old-audit-entries", chores.delete_old_audit_entries, every=timedelta(days=1))
        jobs.register("forget-policy-reports", forget_old, every=timedelta(days=1))
        jobs.register("tombstones.mirror", tombstones.mirror, every=timedelta(minutes=1))
        jobs.register("tombstones.forget-old", tombstones.forget_old, every=timedelta(days=1))
        jobs.register("forget-leftovers", forgetting.forget_leftovers, every=timedelta(days=1))
        jobs.register("clear-sessions", chores.clear_sessions, every=timedelta(days=1))
        jobs.register("mend-indexes", mend_indexes, every=timedelta(days=1), longest=timedelta(hours=6))
        jobs.register("delete-lost-files", delete_lost_files, every=timedelta(days=1), longest=timedelta(hours=6))

        register_form_field_override(
            models.DateTimeField, override={"widget": AdminDateTimeInput, "form_class": LocalDateTimeField}
        )
