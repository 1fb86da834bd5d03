"""Which part of the site a request asked for, without what is personal in its address.

Addresses hold links that only one person may know, names of files, and whatever somebody types. So what is written down
is the pattern of the address as the code has it, and the address itself only where it is that of a page that was shown.
"""

from django.http import HttpRequest

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
#: Wagtail's view for all pages.
PAGES = "wagtail_serve"
#: Answers to an address that is known to be that of a page; others may be to anything that somebody typed.
SHOWN = {200, 303, 304}


def method_of(request: HttpRequest) -> str:
    """One of the methods there are: what a visitor sends may be anything."""
    return request.method if request.method in METHODS else "OTHER"


def name_of(request: HttpRequest) -> str:
    """The name of the address in the code, such as "signup_manage" or "wagtailadmin_home"; one of a few hundred."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "none"
    return match.view_name or "unnamed"


def path_of(request: HttpRequest, status: int) -> str:
    """Such as "/sign-ups/<path:token>/", or "/whats-on/tea/" for a page that was shown."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "(no such address)"
    if match.view_name == PAGES:
        return request.path if status in SHOWN else "(a page)"
    return f"/{match.route}"
