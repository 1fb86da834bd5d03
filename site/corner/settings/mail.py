"""How mail leaves, chosen by EMAIL_URL: a mail server (SMTP), or one of a few services that take mail over https.

Every other service can be had by its SMTP address, which each of them has.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from corner.settings.environment import Environment

#: By scheme: the service's own word in the settings of Anymail, and how EMAIL_URL is written.
EXAMPLES = {
    "postmark": "postmark://SERVER-TOKEN",
    "mailgun": "mailgun://KEY@mg.example.org",
    "mailgun+eu": "mailgun+eu://KEY@mg.example.org",
    "brevo": "brevo://KEY",
}
#: Readers are not followed: what they open and where they go is theirs.
UNWATCHED = {"track_clicks": False, "track_opens": False}


def mail_settings(env: Environment) -> dict[str, Any]:
    """Django's settings for the way that EMAIL_URL names. Raises ImproperlyConfigured, never with the key in it."""
    value = env.text("EMAIL_URL")
    scheme = value.partition("://")[0]
    if scheme not in EXAMPLES:
        return env.mail_server("EMAIL_URL")
    try:
        # Not `hostname`, which is in small letters: for two of them the key stands there.
        key, _at, domain = (
            urlsplit(value).netloc.rpartition("@") if "mailgun" in scheme else (urlsplit(value).netloc, "", "-")
        )
    except ValueError:
        key = domain = ""
    if not key or not domain or any(sign.isspace() for sign in value):
        raise ImproperlyConfigured(f"EMAIL_URL names {scheme} without what it needs: write it as {EXAMPLES[scheme]}.")
    return _service(scheme, unquote(key), domain)


def _service(scheme: str, key: str, domain: str) -> dict[str, Any]:
    settings: dict[str, Any] = {"REQUESTS_TIMEOUT": (5, 10)}  # seconds to connect, and to wait for an answer
    match scheme:
        case "postmark":
            backend = "Postmark"
            settings |= {"POSTMARK_SERVER_TOKEN": key, "POSTMARK_SEND_DEFAULTS": UNWATCHED}
        case "brevo":
            backend = "Brevo"
            settings |= {"BREVO_API_KEY": key}  # it is told not to watch in its own settings; Anymail cannot
        case _:
            backend = "Mailgun"
            settings |= {"MAILGUN_API_KEY": key, "MAILGUN_SENDER_DOMAIN": domain, "MAILGUN_SEND_DEFAULTS": UNWATCHED}
            if scheme == "mailgun+eu":
                settings["MAILGUN_API_URL"] = "https://api.eu.mailgun.net/v3"
    return {"EMAIL_BACKEND": f"corner.mail.services.{backend}", "ANYMAIL": settings}
