"""Where a pattern's chances come from: the same key gives the same bytes, for ever and in every language."""

from collections.abc import Iterator
from hashlib import sha256


def seeded_bytes(section: str, key: str) -> Iterator[int]:
    """Bytes of sha256("<section>/<key>:<n>") for n = 0, 1, 2…, without end (look/README.md)."""
    number = 0
    while True:
        yield from sha256(f"{section}/{key}:{number}".encode()).digest()
        number += 1
