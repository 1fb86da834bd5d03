"""What of the things that every room shares is erased again after a restore: consents, pictures of people, accounts."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from corner import tombstones
from corner.models import ConsentRecord, Picture, ShowsPeople


def wire_tombstones() -> None:
    """Say how, and lay a stone whenever one of them goes. Called once, when the site starts."""
    tombstones.register("consent", _standing, _withdraw)
    tombstones.register("picture", _pictures, lambda key: Picture.objects.get(consent_key=key).delete())
    tombstones.register("account", _accounts, lambda name: get_user_model().objects.get_by_natural_key(name).delete())
    for signal in (post_save, post_delete):
        signal.connect(_consent_went, ConsentRecord, dispatch_uid="tombstone")
    post_delete.connect(_picture_went, Picture, dispatch_uid="tombstone")
    post_delete.connect(_account_went, get_user_model(), dispatch_uid="tombstone")


def _standing() -> Iterator[str]:
    keys = ConsentRecord.objects.filter(withdrawn_on=None).order_by().values_list("subject_key", flat=True)
    return map(str, keys.distinct())


def _withdraw(key: str) -> None:
    """The signal of the last one takes a page from the site; a picture is withheld here."""
    for consent in ConsentRecord.objects.filter(subject_key=key, withdrawn_on=None):
        consent.withdrawn_on = timezone.localdate()
        consent.save()
    Picture.objects.filter(consent_key=key).update(is_withheld=True)


def _pictures() -> Iterator[str]:
    shown = Picture.objects.exclude(shows_people=ShowsPeople.NOBODY)
    return map(str, shown.values_list("consent_key", flat=True))


def _accounts() -> Iterator[str]:
    users = get_user_model()
    return map(str, users._default_manager.values_list(users.USERNAME_FIELD, flat=True))


def _consent_went(sender: Any, instance: ConsentRecord, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not ConsentRecord.objects.filter(subject_key=instance.subject_key, withdrawn_on=None).exists():
        tombstones.lay("consent", str(instance.subject_key))


def _picture_went(sender: Any, instance: Picture, **kwargs: Any) -> None:
    if instance.shows_people != ShowsPeople.NOBODY:
        tombstones.lay("picture", str(instance.consent_key))


def _account_went(sender: Any, instance: Any, **kwargs: Any) -> None:
    tombstones.lay("account", instance.get_username())
