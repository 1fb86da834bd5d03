"""What templates show about people and organisations."""

from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.functional import Promise
from wagtail.models import Page

from contacts.blocks import ReachBlock
from contacts.models import OrganisationPage, PersonPage
from contacts.spoken import spoken
from corner.chosen import in_readers_language, with_keys
from corner.templatetags.corner import phone_href

register = template.Library()

_is_web_address = URLValidator(schemes=["http", "https"])


@register.filter
def reach_label(value: Any) -> str | Promise:
    """`{{ value|reach_label }}`: E-mail, Phone, Website or Other, in the reader's language."""
    kinds = dict(ReachBlock.base_blocks["kind"].field.choices)
    return kinds.get(value["kind"], value["kind"])


@register.filter
def reach_href(value: Any) -> str:
    """Where a way to reach somebody leads; empty for what is not what it says it is, which then stands as text."""
    kind, address = value["kind"], value["value"].strip()
    if kind == "phone":
        return phone_href(address) if any(sign.isdigit() for sign in address) else ""
    try:
        if kind == "email":
            validate_email(address)
            return f"mailto:{address}"
        if kind == "website":
            _is_web_address(address)
            return address
    except ValidationError:
        pass
    return ""


register.filter("spoken", spoken)


@register.simple_tag
def contact(page: Page | None) -> Any:
    """`{% contact value.person as contact %}`: the person or organisation in the reader's language.

    None for somebody who may not be shown: not live, restricted, or without a standing basis.
    """
    model = page.specific_class if page is not None else None
    if page is None or model not in (PersonPage, OrganisationPage):
        return None
    found = in_readers_language(contact=with_keys(model, [page.translation_key]))["contact"]
    return found[0] if found else None
