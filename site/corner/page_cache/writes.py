"""Every write to the database begins a new generation of kept pages, at its commit.

Signals would miss `QuerySet.update`, `bulk_create` and SQL, and each new model would have to be thought of. Here each
statement is looked at, so a page can be stale only by a table that is named below as one that no public page shows.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.transaction import on_commit

from corner.page_cache import generation

#: Tables of Django, Wagtail and others that no public page shows: sessions, accounts, drafts, histories, indexes.
#: (What a search finds is no page of the site's tree, and is never kept.)
_never_shown = {
    "account_emailaddress",
    "account_emailconfirmation",
    "auth_group_permissions",
    "auth_user_groups",
    "auth_user_user_permissions",
    "django_admin_log",
    "django_migrations",
    "django_session",
    "mfa_authenticator",
    "usersessions_usersession",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
    "wagtailcore_comment",
    "wagtailcore_commentreply",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailcore_revision",
    "wagtailcore_taskstate",
    "wagtailcore_uploadedfile",
    "wagtailcore_workflowstate",
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
    "wagtailsearchpromotions_query",
    "wagtailsearchpromotions_querydailyhits",
    "wagtailusers_userprofile",
}
_WRITE = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+["`]?(\w+)', re.IGNORECASE)
_INSERT = re.compile(r"\s*INSERT\b", re.IGNORECASE)
#: What changes nothing that is kept. A statement that is neither of these nor a known write counts as a write.
_READS = re.compile(
    r"[\s(]*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|EXPLAIN|SET|SHOW|FETCH|DECLARE|CLOSE|VALUES)\b",
    re.IGNORECASE,
)


def never_shown(*kinds: type[models.Model]) -> None:
    """Writes to these change no public page. Call it in `AppConfig.ready()`, and only where that is certain."""
    _never_shown.update(kind._meta.db_table for kind in kinds)


def changes_pages(sql: str) -> bool:
    """Whether a public page may look different after this statement."""
    if write := _WRITE.match(sql):
        return write[1].lower() not in _never_shown
    return not _READS.match(sql)


def _notice(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if changes_pages(str(sql)) and not _changed_no_row(str(sql), context["cursor"]):
        _begin_anew_at_commit(context["connection"])
    return result


def _changed_no_row(sql: str, cursor: Any) -> bool:
    """The worker's jobs look for what is due by an UPDATE that mostly finds nothing.

    Only of UPDATE and DELETE: SQLite counts no row of an INSERT that gives back its id before that is read.
    """
    return cursor.rowcount == 0 and not _INSERT.match(sql) and " RETURNING " not in sql


def _begin_anew_at_commit(connection: BaseDatabaseWrapper) -> None:
    """Once a transaction: what waits for the commit goes with the savepoint that is rolled back, and so does this."""
    if not any(waiting[1] is generation.begin_anew for waiting in connection.run_on_commit):
        on_commit(generation.begin_anew, using=connection.alias)


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """A receiver of `connection_created`. The watch stays through reconnecting."""
    if _notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(_notice)


def start_watching() -> None:
    """Have every connection of this process watched, also those of threads to come."""
    connection_created.connect(watch, dispatch_uid="writes make kept pages old")
