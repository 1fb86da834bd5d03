"""The environment, read by small readers that fail loudly: what is wrong is named with its remedy, before all else.

An empty value counts as none. No message quotes an address, which may hold a password.
"""

import os
import re
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

_YES, _NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
_ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
#: Letters of a key that is made at random.
_LONG_ENOUGH = 32
_MAIL_SERVERS = ("smtp", "smtp+tls", "smtp+ssl", "smtps")


#: What was asked for, so that a backup can name what the site needs beside it.
_asked: set[str] = set()


def settings_in_use() -> list[str]:
    """Names of the settings that were asked for and are set; never their values."""
    return sorted(name for name in _asked if os.environ.get(name, "").strip())


class Environment:
    """What is set, by name. Every reader raises ImproperlyConfigured with one sentence: the name, and what to write."""

    def text(self, name: str, default: str = "") -> str:
        _asked.add(name)
        return os.environ.get(name, "").strip() or default

    def words(self, name: str) -> list[str]:
        """What stands between commas; empty when nothing is set."""
        return [word for part in self.text(name).split(",") if (word := part.strip())]

    def keys(self, name: str) -> list[str]:
        """Secrets between commas, each long enough that nobody guesses it. None is quoted."""
        keys = self.words(name)
        if any(len(key) < _LONG_ENOUGH for key in keys):
            raise ImproperlyConfigured(
                f"{name} is too short to be safe: write at least {_LONG_ENOUGH} random letters (make one: "
                "python -c 'import secrets; print(secrets.token_urlsafe(50))')."
            )
        return keys

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value not in _YES | _NO:
            raise ImproperlyConfigured(f"{name} is “{value}”, which is neither yes nor no: write true or false.")
        return value in _YES

    def number(self, name: str, default: int) -> int:
        """A whole number, not below 0."""
        value = self.text(name)
        if not value:
            return default
        if not re.fullmatch(r"[0-9]{1,12}", value):
            raise ImproperlyConfigured(f"{name} is “{value}”, which is no number: write one such as {default or 1}.")
        return int(value)

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            raise ImproperlyConfigured(f"{name} is “{value}”: write {' or '.join(choices)}.")
        return value

    def url(self, name: str, schemes: tuple[str, ...], example: str) -> str:
        """An address with one of these schemes and a host; empty when nothing is set."""
        value = self.text(name)
        if value and not _leads_to_a_host(value, schemes):
            raise ImproperlyConfigured(f"{name} is not an address that this site can use: write one such as {example}.")
        return value

    def origin(self, name: str, default: str) -> str:
        """An address of the web without anything after the host: "https://corner.example.org"."""
        example = "https://corner.example.org"
        value = self.url(name, ("https", "http"), example).rstrip("/")
        parts = urlsplit(value)
        if parts.path or parts.query or parts.fragment:
            raise ImproperlyConfigured(
                f"{name} has something after the host: write only what comes before, as {example}."
            )
        return value or default

    def database(self, name: str, default: str) -> dict:
        """Django's settings for the database that an address names."""
        value = self.text(name, default)
        settings = _database(value)
        if settings is None:
            raise ImproperlyConfigured(
                f"{name} names no database that this site can use: write one such as sqlite:////data/site.sqlite3 "
                "(a file, with four slashes) or postgres://user:password@host/name."
            )
        return settings

    def mail_server(self, name: str) -> dict:
        """Django's settings for a server that mail leaves through; nothing else will do (design.md, "The stack")."""
        example = "smtp+tls://user:password@mail.example.org:587"
        value = self.text(name)
        if not _leads_to_a_host(value, _MAIL_SERVERS):
            raise ImproperlyConfigured(
                f"{name} leads to no mail server, so confirmations would reach nobody: write one such as {example}."
            )
        return Env.email_url_config(value)


def _split(value: str) -> SplitResult | None:
    """The parts of an address; None when it is none."""
    try:
        parts = urlsplit(value)
        _port = parts.port  # raises ValueError when it is not a number
    except ValueError:
        return None
    return parts


def _leads_to_a_host(value: str, schemes: tuple[str, ...]) -> bool:
    parts = _split(value)
    return bool(parts and parts.scheme in schemes and parts.hostname and not re.search(r"\s", value))


def _database(value: str) -> dict | None:
    """None for what would fail later, or lead to another place than meant."""
    parts = _split(value)
    # Asked before `db_url_config`, which warns about what it does not know with the password in the warning.
    if parts is None or Env.DB_SCHEMES.get(parts.scheme) not in _ENGINES:
        return None
    is_file = parts.scheme == "sqlite"
    # sqlite://data/site.sqlite3 would be site.sqlite3 in the current folder, and sqlite:// is forgotten at the end.
    if is_file and (parts.netloc or not parts.path.strip("/")):
        return None
    settings: dict = Env.db_url_config(value)
    return settings if settings["NAME"] else None
