"""How often somebody may try: counted in a small table, where addresses stand as keyed hashes only (signups.md)."""

from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from corner.models import Attempt


def too_many(what: str, value: str, limit: int, period: timedelta) -> bool:
    """Whether `value` (an address, an e-mail) did `what` `limit` times in the last `period`; if not, this one counts.

    A refused try is not counted: waiting helps, and nobody can fill the table. Call it outside the transaction that
    the try may undo, else the try is forgotten with it.
    """
    now = timezone.now()
    hashed = salted_hmac(f"corner.guards.limits.{what}", value.strip().lower(), algorithm="sha256").hexdigest()
    if Attempt.objects.filter(what=what, hashed=hashed, at__gt=now - period).count() >= limit:
        return True
    Attempt.objects.create(what=what, hashed=hashed, at=now)
    return False


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
