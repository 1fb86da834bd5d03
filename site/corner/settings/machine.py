"""Machine help for translators, chosen by MACHINE_TRANSLATOR. `docs/translating.md` says what it does and sends."""

from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from corner.settings.environment import Environment

#: Seconds to connect, and again to wait for an answer: somebody sits before the screen.
TIMEOUT = 5
MACHINES = ("deepl", "google", "libretranslate")
MODULES = "wagtail_localize.machine_translators"


def machine_translator(env: Environment) -> dict[str, Any] | None:
    """wagtail-localize's setting; None where no machine is chosen, and then nothing is offered."""
    if not env.text("MACHINE_TRANSLATOR"):
        return None
    which = env.one_of("MACHINE_TRANSLATOR", MACHINES, "")
    machine = {"deepl": _deepl, "google": _google, "libretranslate": _libretranslate}[which](env)
    return {"CLASS": "corner.languages.machine.CarefulMachine", "OPTIONS": machine}


def _deepl(env: Environment) -> dict[str, Any]:
    key = _needed(env, "MACHINE_TRANSLATOR_KEY", "the key of your DeepL account")
    return {"CLASS": f"{MODULES}.deepl.DeepLTranslator", "OPTIONS": {"AUTH_KEY": key, "TIMEOUT": TIMEOUT}}


def _libretranslate(env: Environment) -> dict[str, Any]:
    _needed(env, "MACHINE_TRANSLATOR_URL", "the address of the server, such as http://127.0.0.1:5000")
    address = env.url("MACHINE_TRANSLATOR_URL", ("https", "http"), "http://127.0.0.1:5000").rstrip("/")
    options = {"LIBRETRANSLATE_URL": address, "API_KEY": env.text("MACHINE_TRANSLATOR_KEY"), "TIMEOUT": TIMEOUT}
    return {"CLASS": f"{MODULES}.libretranslate.LibreTranslator", "OPTIONS": options}


def _google(env: Environment) -> dict[str, Any]:
    """Google's own package is large, so it is not installed here; whoever wants it adds it."""
    if not _is_installed("google.cloud.translate"):
        raise ImproperlyConfigured(
            "MACHINE_TRANSLATOR is “google”, which needs the package google-cloud-translate, and it is not installed: "
            "install it, or write deepl or libretranslate."
        )
    project = _needed(env, "MACHINE_TRANSLATOR_PROJECT", "the id of your project at Google Cloud")
    return {"CLASS": f"{MODULES}.google.GoogleCloudTranslator", "OPTIONS": {"PROJECT_ID": project}}


def _needed(env: Environment, name: str, what: str) -> str:
    value = env.text(name)
    if not value:
        raise ImproperlyConfigured(f"MACHINE_TRANSLATOR is set, but {name} is not: write {what}.")
    return value


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # the package above it is not there either
        return False
