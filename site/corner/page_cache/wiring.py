"""What of corner's own stands on no public page, and whether writes are watched in this process."""

from django.conf import settings

from corner.page_cache import writes


def wire_page_cache() -> None:
    from corner import models

    writes.never_shown(models.Attempt, models.AuditEntry, models.Invitation, models.JobRun, models.OutgoingEmail)
    writes.never_shown(models.PolicyReport, models.Receipt, models.Tombstone, models.TranslationCheck, models.Trouble)
    if settings.PAGE_CACHE:
        writes.start_watching()
