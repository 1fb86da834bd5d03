"""What is kept in a cache server bears our seal: nothing else is read, or unpickled, which would run what it holds.

A cache server is a stranger: shared, often without a password, sometimes answering with what belongs to another key.
The seal is made with SECRET_KEY over the key and the value.
"""

import hmac
import pickle
from collections.abc import Mapping
from typing import Any

from django.core.cache.backends.redis import RedisCacheClient
from django.utils.crypto import salted_hmac

_SEAL_BYTES = 32  # of SHA-256


class AsIs:
    """A serializer that leaves the bytes to `SealedClient`, which knows the key."""

    def dumps(self, value: Any) -> Any:
        return value

    def loads(self, value: Any) -> Any:
        return value


class SealedClient(RedisCacheClient):
    """Django's client. What is not sealed for its key is not there."""

    def __init__(self, servers: Any, **options: Any) -> None:
        super().__init__(servers, **{**options, "serializer": AsIs})

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        return super().add(key, seal(key, value), timeout)

    def get(self, key: Any, default: Any) -> Any:
        return opened(key, super().get(key, None), default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        super().set(key, seal(key, value), timeout)

    def get_many(self, keys: Any) -> dict:
        given, missing = super().get_many(keys), object()
        found = {key: opened(key, value, missing) for key, value in given.items()}
        return {key: value for key, value in found.items() if value is not missing}

    def set_many(self, data: Mapping, timeout: Any) -> None:
        super().set_many({key: seal(key, value) for key, value in data.items()}, timeout)

    def incr(self, key: Any, delta: int) -> int:
        """Not in one step, because the server cannot make a seal. What must be counted right is in the database."""
        value = self.get(key, None)
        if value is None:
            raise ValueError("There is no such key in the cache.")
        self.get_client(key, write=True).set(key, seal(key, value + delta), keepttl=True)
        return value + delta


def seal(key: Any, value: Any) -> bytes:
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _seal_of(key, content) + content


def opened(key: Any, sealed: Any, otherwise: Any) -> Any:
    """The value that was sealed for this key, else `otherwise`. Raises what unpickling another release's value does."""
    if not isinstance(sealed, bytes):
        return otherwise
    content = sealed[_SEAL_BYTES:]
    if not hmac.compare_digest(sealed[:_SEAL_BYTES], _seal_of(key, content)):
        return otherwise
    return pickle.loads(content)  # noqa: S301  ours


def _seal_of(key: Any, content: bytes) -> bytes:
    return salted_hmac("corner.sealed", str(key).encode() + b"\0" + content, algorithm="sha256").digest()
