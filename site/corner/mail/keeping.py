"""How long the words of mails are kept, whoever wrote them (signups.md, "Retention")."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from corner.models import OutgoingEmail, SiteSettings

NO_WORDS = {"to": "", "reply_to": "", "subject": "", "text": "", "html": ""}


def mails_due() -> QuerySet[OutgoingEmail]:
    """Mail whose words nobody needs any more: it left, or will not, some time ago."""
    before = timezone.now() - timedelta(days=SiteSettings.load().keep_mail_days)
    ended = [OutgoingEmail.State.FAILED, OutgoingEmail.State.DROPPED]
    return OutgoingEmail.objects.filter(
        Q(state=OutgoingEmail.State.SENT, sent_at__lt=before) | Q(state__in=ended, created_at__lt=before)
    ).exclude(**NO_WORDS)


def erase_due() -> int:
    """Empty them; how many."""
    return mails_due().update(**NO_WORDS)
