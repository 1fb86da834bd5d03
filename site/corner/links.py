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


def sign(purpose: str, uuid: UUID, *numbers: int) -> str:
    """A token for the path of a URL: letters, digits, "-", "_" and "." only. It is good for this purpose alone.

    The first number is the version, where a link can be revoked.
    """
    return _signer(purpose).sign(".".join([str(uuid), *map(str, numbers)]))


def unsign(purpose: str, token: str) -> tuple[UUID, list[int]]:
    """The id and the numbers in `token`; raises BadLink. A version that is older than the record's is revoked."""
    try:
        uuid, *numbers = _signer(purpose).unsign(token).split(".")
        return UUID(uuid), [int(number) for number in numbers]
    except (BadSignature, ValueError) as error:
        raise BadLink from error
