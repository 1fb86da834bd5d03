"""Caches that never fail a page: whatever Redis, Valkey or a disk does, the worst is a miss (safety.md 3)."""

import logging
import math
import os
import pickle
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from corner.sealed import SealedClient

logger = logging.getLogger(__name__)

#: Seconds in which a cache that just failed is not asked: one hanging cache must not cost every look-up a time-out.
REST = 10
#: Seconds. A cache server that takes so long for one answer helps nobody, and is left alone as one that fails.
SLOW = 0.25
#: Seconds between two lines in the log.
SAY_AGAIN = 60

#: Seconds: a page that waits for its cache is slower than one without.
OPTIONS = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}

#: What reading a value raises that another release of the site has written.
UNREADABLE = (pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError, TypeError, ValueError)


class TooSlow(Exception):
    """It answered, but later than is of use."""


@dataclass
class Trouble:
    """What this process knows of a cache that fails. Moments are those of `time.monotonic`."""

    rests_until: float = -math.inf
    said_at: float = -math.inf


# Each thread has a cache object of its own; what one has found out serves them all.
_troubles: defaultdict[str, Trouble] = defaultdict(Trouble)


class FailSafe(BaseCache):
    """Where every failure reads as "not there" and every write may be lost. Put it before one of Django's caches."""

    trouble: Trouble

    @property
    def rests(self) -> bool:
        """Whether it has just failed, and is not asked."""
        return time.monotonic() < self.trouble.rests_until

    def _or(self, otherwise: Any, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What `act` gives, or `otherwise` when the cache fails or has just failed."""
        if self.rests:
            return otherwise
        try:
            return act(*args, **kwargs)
        except (RedisError, OSError) as error:
            self._fails(error)
            return otherwise

    def _fails(self, error: Exception) -> None:
        from corner import troubles  # its rows are a model, and caches are made before models are

        troubles.note(troubles.Kind.CACHE)
        self.trouble.rests_until = time.monotonic() + REST
        self._say("The cache fails (%s). Pages are made without it.", error)

    def _say(self, message: str, error: Exception) -> None:
        """To the log, once in a while. Never the error's words: they may quote a key or the server's password."""
        now = time.monotonic()
        if now - self.trouble.said_at >= SAY_AGAIN:
            self.trouble.said_at = now
            logger.warning(message, type(error).__name__)


class FailSafeRedisCache(FailSafe, RedisCache):
    """Django's Redis cache, fail-safe. It reads nothing that the site has not written (corner/sealed.py)."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**OPTIONS, **params.get("OPTIONS", {})}})
        self._class = SealedClient
        self.trouble = _troubles[str(server)]

    def _or(self, otherwise: Any, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Also `otherwise` when the server sends what no such server sends."""
        began = time.monotonic()
        try:
            return super()._or(otherwise, act, *args, **kwargs)
        except UNREADABLE:
            return otherwise
        finally:
            if not self.rests and time.monotonic() - began > SLOW:
                self._fails(TooSlow())

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().add, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._or(default, super().get, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._or(None, super().set, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().touch, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().delete, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict:
        return self._or({}, super().get_many, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().has_key, *args, **kwargs)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raises ValueError when there is no such key, as every cache does: and so when the cache fails."""
        value = self._or(None, super().incr, key, delta, version)
        if value is None:
            raise ValueError("There is no such key in the cache.")
        return value

    def set_many(self, data: dict, *args: Any, **kwargs: Any) -> list:
        """The keys that were not kept."""
        return self._or(list(data), super().set_many, data, *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._or(None, super().delete_many, *args, **kwargs)

    def clear(self) -> None:
        self._or(None, super().clear)


class FailSafeFileCache(FailSafe, FileBasedCache):
    """Django's cache in files, fail-safe. A file that cannot be read is deleted: it fails once and not always."""

    def __init__(self, folder: Any, params: dict[str, Any]) -> None:
        self.trouble = _troubles[str(folder)]
        try:
            super().__init__(folder, params)
        except OSError as error:  # the folder cannot be made: the last thing that is tried there
            self._fails(error)

    def _read(self, otherwise: Any, act: Callable[..., Any], key: Any, version: int | None, *args: Any) -> Any:
        """What `act` gives, which reads the key's file. Half a file may raise anything at all."""
        if self.rests:
            return otherwise
        try:
            return act(key, *args, version=version)
        except Exception as error:
            self._throw_away(self._key_to_file(key, version), error)  # type: ignore[attr-defined]  # left out of stubs
            return otherwise

    def _throw_away(self, path: str, error: Exception) -> None:
        try:
            os.remove(path)
        except FileNotFoundError:
            pass  # somebody else did
        except OSError as stays:
            self._fails(stays)
            return
        self._say("A file of the cache cannot be read (%s) and was deleted.", error)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._read(default, super().get, key, version, default)

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._read(False, super().has_key, key, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._read(False, super().touch, key, version, timeout)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().add, *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._or(None, super().set, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().delete, *args, **kwargs)

    def clear(self) -> None:
        self._or(None, super().clear)
