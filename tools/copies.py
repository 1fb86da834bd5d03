"""Very many pages, quickly: copies of one page, written straight into the tables, for tools that measure."""

import uuid
from collections.abc import Sequence
from typing import Any

#: Treebeard counts children in base 36; ours begin far above those that are there.
FIRST_STEP = 10_000


def row(number: int, model: Any, parent: Any, title: str, **values: Any) -> Any:
    """The row in Wagtail's own table of a copy of `model` below `parent`, not saved. `number`: its own there."""
    from wagtail.models import Page

    given = {
        "slug": f"copy-{number}",
        "content_type_id": model.content_type_id,
        "locale_id": parent.locale_id,
        "translation_key": uuid.uuid4(),
        "draft_title": title,
        **values,
    }
    return Page(
        title=title,
        path=parent.path + Page._int2str(number + FIRST_STEP).rjust(Page.steplen, "0"),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{given['slug']}/",
        **given,
    )


def complete(model: Any, keys: Sequence[int]) -> None:
    """The rows of the pages' own table: those of `model`, under these keys, which lie between the least and the last.

    Among pages made by one `bulk_create` nothing else lies there.
    """
    from django.db import connection

    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    taken = ", ".join(f't."{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_ptr_id, {names}) "  # noqa: S608  names of our own columns
            f"SELECT p.id, {taken} FROM wagtailcore_page p, {table} t "
            "WHERE t.page_ptr_id = %s AND p.id BETWEEN %s AND %s AND p.id <> t.page_ptr_id",
            [model.pk, min(keys), max(keys)],
        )
