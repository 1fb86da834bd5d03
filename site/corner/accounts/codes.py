"""Codes of an authenticator app, each good once.

allauth remembers used codes in the cache, for as long as one code is shown: with a failing cache nobody could come
in, and a code that is accepted a little longer (MFA_TOTP_TOLERANCE) could be used twice. Here the number of the last
code is kept with the app's secret, and only a later one is good (RFC 6238, 5.2).
"""

import time

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import transaction

#: In the data of the authenticator: the number (30 seconds each, since 1970) of the last code that was used.
LAST = "last_counter"


@transaction.atomic
def use(authenticator: Authenticator, code: str) -> bool:
    """Whether `code` is the app's now and newer than the last one; if so, it is used up."""
    locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(locked.data["secret"])
    for counter in totp.yield_hotp_counters_from_time():
        is_it = compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter)))
        if is_it and counter > locked.data.get(LAST, -1):
            mark(locked, counter)
            return True
    return False


def mark(authenticator: Authenticator, counter: int) -> None:
    """No code up to this one is good any more."""
    authenticator.data[LAST] = counter
    authenticator.save(update_fields=["data"])


def now() -> int:
    """The number of the code that an app shows at this moment."""
    return int(time.time()) // app_settings.TOTP_PERIOD
