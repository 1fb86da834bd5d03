"""Consents that are to be asked for again (corner/reviews.py)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from corner.models import ConsentRecord
from corner.reviews import Due


def consents_due(user: Any) -> Iterator[Due]:
    """Standing consents whose day has come, for those who may change them."""
    if not user.has_perm("corner.change_consentrecord"):
        return
    title = Page.objects.filter(translation_key=OuterRef("subject_key")).order_by("pk").values("title")[:1]
    found = ConsentRecord.objects.filter(review_on__lte=timezone.localdate(), withdrawn_on=None)
    for consent in found.annotate(subject=Subquery(title)).exclude(subject=None):
        if consent.review_on:
            url = reverse("consents:edit", args=[consent.pk])
            yield Due(consent.subject, _("Consent: ask again"), url, consent.review_on)
