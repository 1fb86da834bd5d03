"""Links in mail that only the person who got the mail can know.

A link carries an id and a version, signed for one purpose; nothing secret is stored. Raising the version on the record
revokes what was mailed before. Keys rotate with SECRET_KEY_FALLBACKS, so that links already mailed keep working
(signups.md, "Links in mail").
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer


class BadLink(Exception):
    """The token was not made by this site for this purpose, or was cut short. Explain it and offer a new link."""


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"corner.links.{purpose}", sep=".")


def sign(purpose: str, uuid: UUID, version: int) -> str:
    """A token for the path of a URL: letters, digits, "-", "_" and "." only. It is good for this purpose alone."""
    return _signer(purpose).sign(f"{uuid}.{version}")


def unsign(purpose: str, token: str) -> tuple[UUID, int]:
    """The id and version in `token`; raises BadLink. Compare the version with the record's: an older one is revoked."""
    try:
        uuid, version = _signer(purpose).unsign(token).split(".")
        return UUID(uuid), int(version)
    except (BadSignature, ValueError) as error:
        raise BadLink from error
