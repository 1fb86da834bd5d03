"""A value that only who knows it can find again: what stands in tables is a keyed hash (HMAC-SHA-256) of it.

It hangs on SECRET_KEY, and older keys in SECRET_KEY_FALLBACKS still find what was written with them.
"""

from django.conf import settings
from django.utils.crypto import salted_hmac


def keyed(purpose: str, value: str) -> str:
    """What to write down: 64 characters. The same value has another hash for every purpose."""
    return all_keyed(purpose, value)[0]


def all_keyed(purpose: str, value: str) -> list[str]:
    """What to look for: the hash with today's key first, then with the earlier ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(f"corner.keyed.{purpose}", value, secret=key, algorithm="sha256").hexdigest() for key in keys]
