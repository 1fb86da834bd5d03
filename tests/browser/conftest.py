"""A real browser on a real server: the machine's own Chromium, driven by Playwright, kept on this machine."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from wagtail.models import Site

from tests.network import is_this_machine

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
QUIET = [
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox refuses to start
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-features=MediaRouter,OptimizationHints,Translate,AutofillServerCommunication",
]


def pytest_collection_modifyitems(items):
    """Everything in this folder needs the browser, and says so."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once. Without it the tests are skipped, but in CI a missing browser is a failure."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        missing = "no Chromium on this machine (apt-get install chromium, or set CHROMIUM)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take every test for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, headless=True, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def live_site(transactional_db, live_server, settings):
    """The site on a port of this machine, with links in pages and mail that lead to it. Its address is `.url`."""
    address = urlsplit(live_server.url)
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=address.port)
    Site.clear_site_root_paths_cache()
    return live_server


@pytest.fixture
def new_page(browser):
    """Opens pages: `new_page(viewport=PHONE, java_script_enabled=False, color_scheme="dark", locale="pl")`.

    Each has cookies of its own. Afterwards the test fails if any page asked another machine for something, broke the
    Content-Security-Policy, or raised an error in its script.
    """
    contexts, faults = [], []

    def stay_here(route):
        url = urlsplit(route.request.url)
        if url.scheme in {"data", "blob"} or is_this_machine(url.hostname):
            route.continue_()
        else:
            faults.append(f"asked another machine: {route.request.url}")
            route.abort()

    def listen(message):
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    def open_page(viewport=DESKTOP, **options):
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        context.route("**/*", stay_here)
        page = context.new_page()
        page.set_default_timeout(10_000)  # milliseconds
        page.on("console", listen)
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(new_page):
    """One page of a desktop browser with everything switched on."""
    return new_page()
