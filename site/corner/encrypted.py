"""A text that stands in the table as nobody can read it without the site's key: a stolen copy tells nothing.

AES-SIV, of `cryptography`. The keys are `settings.FIELD_KEYS`: the first writes, all of them read, and without any the
text stands in clear, as do rows from before. What is read is never encrypted, so no other code knows of this.
"""

import base64
import hashlib
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.db import models
from django.db.models.lookups import In

from corner import failures

MARK = "aes-siv:"
NONCE = 16  # bytes
#: Texts are filled up to a multiple of this, in bytes: the length of "bsl" would tell which of a few words it is.
BLOCK = 48


class KeyMissing(failures.Plain):
    """The key that this was written with is not among the settings. Nothing is overwritten; give the key back."""


class EncryptedTextField(models.TextField):
    """A TextField whose column holds ciphertext. Nothing can be looked for in it.

    `findable`: the same text has the same ciphertext, so that "is exactly" and "is one of" work, and UNIQUE holds. For
    short codes only: who reads the table sees which rows are alike.
    """

    def __init__(self, *args: Any, findable: bool = False, **kwargs: Any) -> None:
        self.findable = findable
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, **({"findable": True} if self.findable else {})}

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return text if not text or not settings.FIELD_KEYS else self._locked(text, settings.FIELD_KEYS[0])

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Raises KeyMissing rather than showing less than there is: somebody's need would be overlooked."""
        if not value or not value.startswith(MARK):
            return value
        raw = base64.b64decode(value.removeprefix(MARK))
        for key in settings.FIELD_KEYS:
            try:
                padded = _cipher(key).decrypt(raw[NONCE:], [raw[:NONCE]])
            except InvalidTag:
                continue
            return padded.rstrip(b"\0").decode()
        raise KeyMissing(f"No key opens {self.model._meta.label_lower}.{self.name}: look at ACCESS_NEEDS_KEY.")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        return {"exact": _Is, "in": _IsOneOf}.get(lookup_name) if self.findable else None

    def get_transform(self, name: str) -> Any:
        return None

    def candidates(self, text: str) -> list[str]:
        """All that the column may hold for this text: in clear, and with each key."""
        return [text, *(self._locked(text, key) for key in settings.FIELD_KEYS)]

    def _locked(self, text: str, key: str) -> str:
        padded = text.encode()
        padded = padded.ljust(-(-len(padded) // BLOCK) * BLOCK, b"\0")
        nonce = bytes(NONCE) if self.findable else os.urandom(NONCE)
        return MARK + base64.b64encode(nonce + _cipher(key).encrypt(padded, [nonce])).decode()


def _cipher(key: str) -> AESSIV:
    return AESSIV(hashlib.sha512(f"corner.encrypted:{key}".encode()).digest())


class _IsOneOf(In):
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Any) -> None:
        field = lhs.output_field
        is_query = hasattr(rhs, "resolve_expression")
        super().__init__(lhs, rhs if is_query else [each for text in rhs for each in field.candidates(text)])


class _Is(_IsOneOf):
    """To be exactly it means: is one of what each key makes of it."""

    lookup_name = "exact"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(lhs, [rhs])
