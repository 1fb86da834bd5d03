"""What is written beside a page when it is saved, and can be lost there: its place in the search, and what it uses.

Wagtail writes both by tasks that nobody repeats: one that fails, or is killed, is never taken up again (safety.md 6).
So nothing that must not be lost is a task, and once a day everything is compared and mended here.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from modelsearch.index import get_indexed_models
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from corner import failures, jobs


class NotAllMended(failures.Plain):
    """Some things could not be put into the search, or their uses not be found; the others are done."""


def mend_indexes() -> None:
    """The worker's job. One object, one small transaction: nobody who signs up waits for it."""
    failed: list[str] = []
    backend = get_search_backend()
    for index in backend.all_indexes():
        index.delete_stale_entries()
    for thing in _things(get_indexed_models(), lambda model: model.get_indexed_objects()):
        _each(backend.add, thing, failed)
    referring = [model for model in apps.get_models() if ReferenceIndex.is_indexed(model)]
    for thing in _things(referring, lambda model: model._default_manager.all()):
        _each(ReferenceIndex.create_or_update_for_object, thing, failed)
    if failed:
        raise NotAllMended(f"{len(failed)} could not be mended, such as {failed[0]}.")


def _things(models: list[Any], of_model: Any) -> Iterator[Any]:
    for model in models:
        for thing in of_model(model).order_by("pk").iterator(chunk_size=100):
            if jobs.stopping.is_set():
                return
            yield thing


def _each(mend: Any, thing: Any, failed: list[str]) -> None:
    """One that cannot be mended stops no other."""
    try:
        with transaction.atomic():
            mend(thing)
    except Exception as error:
        failed.append(f"{thing._meta.model_name} {thing.pk} ({failures.describe(error)})")
