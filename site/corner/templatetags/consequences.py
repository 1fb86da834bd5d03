"""What follows from unpublishing or deleting, on Wagtail's own screens: `{% load consequences %}`."""

from typing import Any

from django import template
from django.db.models import Model
from django.template.context import Context

from corner.consequences import Action, consequences_of, is_grave, linked_from

register = template.Library()


@register.inclusion_tag("corner/admin/consequences.html", takes_context=True)
def consequences_here(context: Context) -> dict[str, Any]:
    """On a screen of Wagtail's: for the thing that `usage_url` belongs to, whatever the screen calls it."""
    thing = _thing(context)
    action: Action = "delete" if "describe_on_delete" in (context.get("usage_url") or "") else "unpublish"
    return {**_of(thing, action, context["request"].user), "usage_url": context.get("usage_url")}


@register.inclusion_tag("corner/admin/consequences.html", takes_context=True)
def consequences(context: Context, thing: Model, action: Action, title: str = "") -> dict[str, Any]:
    """`{% consequences page "unpublish" page.title %}`: likewise, of one among several, below its title."""
    return {**_of(thing, action, context["request"].user), "title": title}


@register.inclusion_tag("corner/admin/knowingly.html", takes_context=True)
def knowingly(context: Context, things: Any, action: Action) -> dict[str, Any]:
    """`{% knowingly items "unpublish" %}`: a box to tick, where people outside rely on one of the things."""
    return {"needed": is_grave([_item(each) for each in things], action, context["request"].user)}


def _of(thing: Model, action: Action, user: Any) -> dict[str, Any]:
    return {
        "action": action,
        "consequences": consequences_of(thing, action, user),
        "linked": linked_from(thing, action, user),
    }


def _item(thing: Any) -> Any:
    """Bulk actions wrap each thing."""
    return thing["item"] if isinstance(thing, dict) else thing


def _thing(context: Context) -> Any:
    """Lists of a bulk action name it in a loop, one alone is the first; the other screens are views of one object."""
    for name in ("page", "image", "document", "snippet"):
        if thing := context.get(name):
            return _item(thing)
    if items := context.get("items"):
        return _item(items[0])
    return context["view"].object
