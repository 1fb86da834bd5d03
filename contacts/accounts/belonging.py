"""Which organisations somebody works for, as the one who decides it sees it: each once, whatever its language."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from contacts.models import Membership, OrganisationPage
from corner import audit


def to_choose_from() -> QuerySet[OrganisationPage]:
    """The organisations, in the site's own language."""
    pages = OrganisationPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    return pages.order_by("title")


def of(user: Any) -> QuerySet[OrganisationPage]:
    """Those of them that `user` works for."""
    keys = Membership.objects.filter(user=user).values("organisation__translation_key")
    return to_choose_from().filter(translation_key__in=keys)


def set_organisations(user: Any, chosen: Iterable[OrganisationPage], actor: Any) -> None:
    """Let `user` work for these, and for none of the others that could be chosen. Call it in a transaction."""
    wanted = {page.translation_key: page for page in chosen}
    has = set(of(user).values_list("translation_key", flat=True))
    if has == set(wanted):
        return
    Membership.objects.filter(user=user, organisation__translation_key__in=has - set(wanted)).delete()
    for key in set(wanted) - has:
        Membership.objects.create(user=user, organisation=wanted[key])
    audit.record("account.organisations_changed", user, actor, organisations=[page.pk for page in wanted.values()])
