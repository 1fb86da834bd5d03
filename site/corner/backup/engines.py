"""Which database is in use, and what every kind of it can do: dump, check, put_back, now_holds."""

from types import ModuleType

from django.db import connection

from corner.backup import of_postgresql, of_sqlite

#: What somebody has written; a database that was only migrated has none of it.
SIGNS_OF_USE = {"auth_user": 0, "events_signup": 0, "wagtailcore_page": 2}  # migrations make two pages


def engine() -> ModuleType:
    return of_postgresql if connection.vendor == "postgresql" else of_sqlite


def in_use() -> bool:
    """Whether the site's database holds more than what `migrate` puts there. It may be of any version, or empty."""
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table, made_by_migrations in SIGNS_OF_USE.items():
            if table in there:
                cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  names from above
                if cursor.fetchone()[0] > made_by_migrations:
                    return True
    return False
