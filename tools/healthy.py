"""Asks the web server in this container whether it lives; for the image's HEALTHCHECK, which has no curl.

Plain urllib, and a host that ALLOWED_HOSTS lists, because Django refuses a request for any other name.
"""

import os
import sys
import urllib.request


def main() -> int:
    """0 when /health/live/ answers 200 within three seconds."""
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/live/"
    request = urllib.request.Request(address, headers={"Host": host} if host not in {"", "*"} else {})
    try:
        with urllib.request.urlopen(request, timeout=3) as answer:  # noqa: S310  always http on loopback
            return 0 if answer.status == 200 else 1
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201  docker shows it with `docker inspect`
        return 1


if __name__ == "__main__":
    sys.exit(main())
