"""A copy of the site for developers, in which nobody is: every personal field of the register is replaced or emptied.

Invented values hang together: the same address becomes the same address everywhere. What only tells of people, or keeps
earlier words (sessions, mails, histories, versions, what translators were given), is left out. Uploaded files are not
copied. All of it happens in a file beside the one that is asked for, which appears when it is finished.
"""

import hashlib
import hmac
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.fields import StreamField

from corner.data_register import Declared, held
from corner.forgetting import merge_full_text
from corner.moving.moving import manage, move_out

#: Tables that are left empty, with everything that cannot be without them.
EMPTIED = (
    *("account.EmailConfirmation", "admin.LogEntry", "corner.Attempt", "corner.AuditEntry", "corner.Invitation"),
    *("corner.OutgoingEmail", "corner.PictureRendition", "corner.Receipt", "corner.Tombstone"),
    *("events.LostLinkRequest", "exchange.Upload", "mfa.Authenticator", "search.NotFound", "sessions.Session"),
    *("usersessions.UserSession", "wagtail_localize.String", "wagtail_localize.Template"),
    *("wagtail_localize.TranslatableObject", "wagtailadmin.EditingSession", "wagtailadmin.FormState"),
    *("wagtailcore.Comment", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "wagtailcore.Revision"),
    *("wagtailcore.UploadedFile", "wagtailcore.WorkflowState", "wagtailredirects.Redirect"),
    "wagtailsearch.IndexEntry",
)
#: Made anew from what is left.
INDEX = {"wagtailsearch.SQLiteFTSIndexEntry"}
#: Of accounts, what says what they may do stays; who signs in has to make a new password.
KEPT = {"auth.User.is_staff", "auth.User.is_superuser", "auth.User.is_active"}
NO_PASSWORD = "!"  # noqa: S105  Django's mark of one that fits nothing


def anonymised_copy(file: Path) -> int:
    """Write the copy into a new SQLite file; how many fields of the register were replaced or emptied in it.

    Raises NotMoved (FILE is there already, say), and sqlite3.IntegrityError when a link would lead nowhere.
    """
    with tempfile.TemporaryDirectory(prefix=".anonymised-", dir=file.absolute().parent) as folder:
        copy = Path(folder, file.name)
        if not file.exists():
            move_out(copy)
        else:
            move_out(file)  # which refuses, in words
        with closing(sqlite3.connect(copy, isolation_level=None)) as database:
            database.executescript("PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON; BEGIN")
            fields = _Anonymiser(database).run()
            database.execute("COMMIT")
        manage(copy, "update_index", "--verbosity=0")
        with closing(sqlite3.connect(copy, isolation_level=None)) as database:
            merge_full_text(database.cursor())
            database.executescript("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; VACUUM")
        shutil.move(copy, file)
    return fields


class _Anonymiser:
    """The work on one SQLite file, below the site's models, so that nothing is sent, indexed or written down."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        #: Thrown away at the end: nobody can work out who an invented name stood for.
        self.key = os.urandom(32)

    def run(self) -> int:
        emptied = _with_dependents(EMPTIED)
        for model in emptied:
            self._empty(model, emptied)
        done = 0
        for each in held():
            if each.model in INDEX or apps.get_model(each.model) in emptied:
                done += 1
            elif f"{each.model}.{each.field}" not in KEPT:
                self._replace(each)
                done += 1
        if broken := self.database.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"Links lead nowhere in {sorted({row[0] for row in broken})}.")
        return done

    def _empty(self, model: type[models.Model], emptied: set[type[models.Model]]) -> None:
        self.database.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")  # noqa: S608  names of models
        for other in _all_models():
            for field in other._meta.local_concrete_fields:
                if other not in emptied and field.related_model is model:
                    self._set(other, field, None)

    def _replace(self, each: Declared) -> None:
        model = apps.get_model(each.model)
        field = model._meta.get_field(each.field)
        table, column, key = _names(model, field)
        only = ""
        if each.model == "wagtailcore.Page":  # other pages' words are published, and about nobody
            only = " WHERE id IN (SELECT page_ptr_id FROM contacts_personpage)"
        rows = self.database.execute(f"SELECT {key}, {column} FROM {table}{only}").fetchall()  # noqa: S608
        self.database.executemany(
            f"UPDATE {table} SET {column} = ? WHERE {key} = ?",  # noqa: S608
            [(self._instead(each, field, row, value), row) for row, value in rows if value is not None],
        )

    def _set(self, model: type[models.Model], field: Any, value: Any) -> None:
        table, column, _key = _names(model, field)
        self.database.execute(f"UPDATE {table} SET {column} = ?", [value])  # noqa: S608

    def _instead(self, each: Declared, field: Any, row: Any, value: Any) -> Any:
        """Something of the same kind that says nothing. Empty stays empty."""
        if value == "":
            return ""
        match field:
            case StreamField():
                return "[]"
            case models.JSONField():
                return "{}"
            case models.BooleanField():
                return 0
            case models.DateField():
                return None if field.null else "2020-01-01 00:00:00"
            case models.FileField():
                return f"not-copied/{row}"
            case models.EmailField():
                return f"{self._word(value)}@example.org"
        if each.field == "email_key":
            return f"{self._word(value)}@example.org"
        return self._text(each, row, value)

    def _text(self, each: Declared, row: Any, value: str) -> str:
        match f"{each.model}.{each.field}", each.field:
            case "auth.User.password", _:
                return NO_PASSWORD
            case "auth.User.username", _:
                return f"user{row}"
            case "wagtailcore.Page.slug", _:
                return f"person-{row}"
            case "wagtailcore.Page.url_path", _:
                return f"{value.rstrip('/').rpartition('/')[0]}/person-{row}/"
            case "wagtailcore.Page.title" | "wagtailcore.Page.draft_title", _:
                return f"Person {row}"
            case "events.AccessNeed.question", _:
                return f"need-{row}"
            case _, "name" | "first_name" | "last_name" | "title":
                return self._word(value).capitalize()
            case _, "phone":
                return "01632 960000"  # no number of anybody (Ofcom's, for plays)
        return ""

    def _word(self, value: str) -> str:
        """The same for the same word, whatever its capitals."""
        return "p" + hmac.new(self.key, str(value).strip().lower().encode(), hashlib.sha256).hexdigest()[:10]


def _all_models() -> Iterable[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True, include_swapped=True) if not m._meta.proxy]


def _with_dependents(labels: Iterable[str]) -> set[type[models.Model]]:
    """These models, and those whose rows cannot be without one of theirs."""
    found: set[type[models.Model]] = {apps.get_model(label) for label in labels}
    while more := set(_hanging_on(found)) - found:
        found |= more
    return found


def _hanging_on(found: set[type[models.Model]]) -> Iterator[type[models.Model]]:
    for model in _all_models():
        for field in model._meta.local_concrete_fields:
            if field.related_model in found and not field.null:
                yield model


def _names(model: type[models.Model], field: Any) -> tuple[str, str, str]:
    return _quoted(model._meta.db_table), _quoted(str(field.column)), _quoted(str(model._meta.pk.column))


def _quoted(name: str) -> str:
    return f'"{name}"'
