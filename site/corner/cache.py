"""A cache that never fails a page: whatever Redis or Valkey does, the worst is a miss (safety.md 3)."""

import logging
import math
import pickle
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

#: Seconds in which a cache that just failed is not asked: one hanging cache must not cost every look-up a time-out.
REST = 10
#: Seconds between two lines in the log.
SAY_AGAIN = 60

#: Seconds: a page that waits for its cache is slower than one without.
OPTIONS = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}

#: What reading a value raises that another release of the site has written.
UNREADABLE = (pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError, TypeError, ValueError)


@dataclass
class Trouble:
    """What this process knows of a cache that fails. Moments are those of `time.monotonic`."""

    rests_until: float = -math.inf
    said_at: float = -math.inf


# Each thread has a cache object of its own; what one has found out serves them all.
_troubles: defaultdict[str, Trouble] = defaultdict(Trouble)


class FailSafeRedisCache(RedisCache):
    """Django's Redis cache, where every failure reads as "not there" and every write may be lost."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**OPTIONS, **params.get("OPTIONS", {})}})
        self.trouble = _troubles[str(server)]

    def _or(self, otherwise: Any, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What `act` gives, or `otherwise` when the cache fails or has just failed."""
        if time.monotonic() < self.trouble.rests_until:
            return otherwise
        try:
            return act(*args, **kwargs)
        except (RedisError, OSError) as error:
            now = time.monotonic()
            self.trouble.rests_until = now + REST
            if now - self.trouble.said_at >= SAY_AGAIN:
                self.trouble.said_at = now
                # Never the message: it may quote a key or the server's password.
                logger.warning("The cache fails (%s). Pages are made without it.", type(error).__name__)
            return otherwise

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().add, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return self._or(default, super().get, key, default, version)
        except UNREADABLE:
            return default

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._or(None, super().set, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().touch, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._or(False, super().delete, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict:
        try:
            return self._or({}, super().get_many, *args, **kwargs)
        except UNREADABLE:
            return {}

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
