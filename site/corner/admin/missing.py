"""What a page lacks before it can be published: the same rules as the publishing gate, never a second list.

Django's own check of each field, and `clean_for_publishing`: what `PublishingGate.save` and the form ask when staff
press Publish.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from corner.models import BasePage

#: Django's codes for a field where nothing stands. Its name says enough; other refusals come with their words.
NOTHING_THERE = {"blank", "null", "required"}


def what_is_missing(page: BasePage, form: forms.ModelForm) -> dict[str, list[str]]:
    """What keeps `page`, as it was last saved, from being published: words by field, no words where it is just empty.

    What belongs to no field stands under `NON_FIELD_ERRORS`. `form` says which fields staff can fill in.
    """
    found: dict[str, list[str]] = {}
    for error in _refusals(page, form):
        for name, errors in error.error_dict.items():
            words = found.setdefault(name, [])
            words += [str(message) for each in errors if each.code not in NOTHING_THERE for message in each.messages]
    return found


def _refusals(page: BasePage, form: forms.ModelForm) -> Iterator[Any]:
    try:
        page.clean_fields(exclude=_not_asked(page, form))
    except ValidationError as error:
        yield error
    try:
        page.clean_for_publishing()
    except ValidationError as error:
        yield error if hasattr(error, "error_dict") else ValidationError({NON_FIELD_ERRORS: error.error_list})


def _not_asked(page: BasePage, form: forms.ModelForm) -> set[str]:
    """What staff are not asked here; the address, which is made from the title; and what was chosen from a list, since
    looking whether each is still there would cost a query."""
    return {
        field.name
        for field in page._meta.concrete_fields
        if field.name not in form.fields
        or (field.name == "slug" and not page.slug)
        or (isinstance(field, models.ForeignKey) and getattr(page, field.attname) is not None)
    }
