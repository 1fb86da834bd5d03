"""What happens to occasions when an event page is published or deleted, and to end dates when the terms change; and to
the history of an agreement that is deleted.
"""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Revision
from wagtail.signals import page_published

from corner.models import SiteSettings
from events.models import Agreement, AgreementStep, EventPage, SignUp


def published(sender: Any, instance: EventPage, revision: Revision | None = None, **kwargs: Any) -> None:
    """The dates of the page become occasions, in the transaction that publishes it (`corner.languages.patches`)."""
    from events.occasions import write_occasions

    write_occasions(instance, user=revision.user if revision else None)


def about_to_be_deleted(sender: Any, instance: EventPage, **kwargs: Any) -> None:
    """The backstop of the admin's refusal (`wagtail_hooks`): no route deletes an event that people signed up for.

    Raises ProtectedError. A translation may go: the sign-ups are not its own.
    """
    from events.occasions import has_signups

    if not instance.alias_of_id and instance.is_source and has_signups(instance.translation_key):
        signups = SignUp.objects.filter(occasion__event__translation_key=instance.translation_key)
        raise ProtectedError("People have signed up for this event: unpublish it instead.", set(signups))


def deleted(sender: Any, instance: EventPage, **kwargs: Any) -> None:
    from events.occasions import forget_event

    forget_event(instance)


def agreement_deleted(sender: Any, instance: Agreement, **kwargs: Any) -> None:
    """With its last language the history goes too."""
    if not Agreement.objects.filter(translation_key=instance.translation_key).exists():
        AgreementStep.objects.filter(agreement_key=instance.translation_key).delete()


def terms_changed(sender: Any, raw: bool = False, **kwargs: Any) -> None:
    """An administrator has saved how long data is kept: what is stored already follows, at once."""
    from events.terms import follow_terms

    if not raw:  # a dump that is being loaded brings its own dates, and its tables may not be complete yet
        follow_terms()


def connect() -> None:
    """Called once, when the room is ready."""
    page_published.connect(published, sender=EventPage, dispatch_uid="events.published")
    pre_delete.connect(about_to_be_deleted, sender=EventPage, dispatch_uid="events.about_to_be_deleted")
    post_save.connect(terms_changed, sender=SiteSettings, dispatch_uid="events.terms_changed")
    post_delete.connect(deleted, sender=EventPage, dispatch_uid="events.deleted")
    post_delete.connect(agreement_deleted, sender=Agreement, dispatch_uid="events.agreement_deleted")
