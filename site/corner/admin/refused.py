"""What was wrong with a page that staff sent, in words that say where, also inside blocks and rows."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.base import get_error_json_data

from corner.admin.missing import NOTHING_THERE


def what_was_refused(form: WagtailAdminModelForm) -> dict[str, list[str]]:
    """Words by field, as `what_is_missing` gives them; fields of rows by their name in HTML ("dates-0-day")."""
    found: dict[str, list[str]] = {}
    for name, error in form.errors.as_data().items():
        found[name if name == NON_FIELD_ERRORS else form.add_prefix(name)] = list(_words(form, name, error))
    for name, formset in form.formsets.items():
        if formset.non_form_errors():
            found[name] = [str(message) for message in formset.non_form_errors()]
        for row in formset.forms:
            if row not in formset.deleted_forms:
                of_row = what_was_refused(row)
                found.setdefault(name, []).extend(of_row.pop(NON_FIELD_ERRORS, []))
                found |= of_row
    return {name: words for name, words in found.items() if words or name not in form.formsets}


def _words(form: WagtailAdminModelForm, name: str, errors: list[Any]) -> Iterator[str]:
    for error in errors:
        if isinstance(error, StreamBlockValidationError):
            if not error.block_errors and all(each.code in NOTHING_THERE for each in error.non_block_errors.as_data()):
                continue
            value = form[name].value()
            yield from _in_block(value.stream_block, value, get_error_json_data(error))
        elif error.code not in NOTHING_THERE:
            yield from (str(message) for message in error.messages)


def _in_block(block: blocks.Block, value: Any, error: dict[str, Any]) -> Iterator[str]:
    """The messages below a block, each with the names of the parts on its way."""
    yield from error.get("messages", ())
    for key, below in error.get("blockErrors", {}).items():
        child, its_value = _part(block, value, key)
        if child is None:
            yield _("Something here is not right. It is marked in red.")
            continue
        label = str(child.label or child.name)
        yield from (f"{label}: {words}" for words in _in_block(child, its_value, below))


def _part(block: blocks.Block, value: Any, key: Any) -> tuple[blocks.Block | None, Any]:
    """The block that an error names below another, with its value."""
    try:
        if isinstance(block, blocks.StreamBlock):
            return value[int(key)].block, value[int(key)].value
        if isinstance(block, blocks.StructBlock):
            return block.child_blocks[key], value.get(key)
        if isinstance(block, blocks.ListBlock):
            return block.child_block, value[int(key)]
    except (KeyError, IndexError, ValueError, TypeError):
        pass  # an error for the whole, or for a part that was taken out in the same step
    return None, None
