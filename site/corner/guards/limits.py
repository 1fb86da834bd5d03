"""How often somebody may try: counted in a small table, where addresses stand as keyed hashes only (signups.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from corner.models import Attempt


@dataclass(frozen=True)
class Limit:
    """`value` (an address, an e-mail) may do `what` `most` times in `period`."""

    what: str
    value: str
    most: int
    period: timedelta

    @property
    def hashed(self) -> str:
        salt = f"corner.guards.limits.{self.what}"
        return salted_hmac(salt, self.value.strip().lower(), algorithm="sha256").hexdigest()


def too_many(what: str, value: str, limit: int, period: timedelta) -> bool:
    """Whether `value` did `what` `limit` times in the last `period`; if not, this one counts: `one_passed`."""
    return one_passed(Limit(what, value, limit, period))


def one_passed(*limits: Limit) -> bool:
    """Whether one of these is passed, asked in turn; those before it count one try more.

    All are written in one statement, so that somebody who signs up waits for the disk once and not for each limit.
    A refused try is not counted: waiting helps, and nobody can fill the table. Call it outside the transaction that
    the try may undo, else the try is forgotten with it.
    """
    counted = list(_until_one_is_passed(limits))
    if counted:
        Attempt.objects.bulk_create(counted)
    return len(counted) < len(limits)


def _until_one_is_passed(limits: Iterable[Limit]) -> Iterable[Attempt]:
    now = timezone.now()
    for limit in limits:
        tries = Attempt.objects.filter(what=limit.what, hashed=limit.hashed, at__gt=now - limit.period)
        if tries.count() >= limit.most:
            return
        yield Attempt(what=limit.what, hashed=limit.hashed, at=now)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, for limits only; "unknown" when that is not an address.

    `TRUSTED_PROXIES` says how many proxies of our own stand in front: each writes down who spoke to it at the end of
    X-Forwarded-For, so that many entries from the end can be believed and nothing before them. With none, the header
    is what the visitor says, and is not read. An IPv6 visitor owns a whole /64, so that counts as one address.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        given = hops[-min(settings.TRUSTED_PROXIES, len(hops))].strip() or given
    try:
        address: IPv4Address | IPv6Address = ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
