"""What templates of the library and of the rooms above ask about pages."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def said_about(item: Any, target: Any) -> list[str | SafeString]:
    """`{{ case_study|said_about:page }}`: the words that a page of a room above has for this one, if it has any.

    A lower room knows nothing of an upper one, so the upper page answers itself: its `said_about(target)`.
    """
    answer = getattr(item, "said_about", None)
    return answer(target) if answer else []
