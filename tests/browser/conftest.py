"""A real browser on a real server: the machine's own Chromium, driven by Playwright, kept on this machine."""

import email
import email.policy
import itertools
import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from corner.mail.sending import send_due
from home.roles import EDITORS
from tests import baseline
from tests.browser.screens import ADMIN, DESKTOP
from tests.fixtures.search import searching
from tests.network import is_this_machine

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
    # Nobody else is found. A Playwright route for every request would do it too, but switches the browser's cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def in_browser(item):
    return item.path.is_relative_to(os.path.dirname(__file__))


def pytest_collection_modifyitems(items):
    """Everything in this folder needs the browser, and says so. Its files come early, for they take longest.

    The first has to wait for a database and for the starter content. So files take turns, that another process has
    something else to do meanwhile; what needs no database comes first of all.
    """
    for item in items:
        if in_browser(item):
            item.add_marker(pytest.mark.browser)
    files = [list(tests) for _path, tests in itertools.groupby(items, key=lambda item: item.path)]
    journeys = [tests for tests in files if in_browser(tests[0])]
    others = [tests for tests in files if not in_browser(tests[0])]
    others.sort(key=lambda tests: any("db" in item.fixturenames for item in tests))
    turns = itertools.chain.from_iterable(itertools.zip_longest(journeys, others, fillvalue=[]))
    items[:] = itertools.chain.from_iterable(turns)


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


@pytest.fixture(scope="module")
def starter(browser, starter_copy, django_db_blocker, tmp_path_factory):
    """The starter content in the database, and mail as files; shared by the tests of one file, and put away after it.

    It needs the browser first: where that is missing, nothing has to be loaded. The server has a thread of its own,
    which sees only what is committed, so nothing is rolled back.
    """
    with (
        django_db_blocker.unblock(),
        searching(),
        override_settings(EMAIL_BACKEND="corner.mail.files.EmlFiles", EMAIL_FILE_PATH=tmp_path_factory.mktemp("mail")),
    ):
        baseline.put_copy(starter_copy)
        call_command("development_logins", verbosity=0)
        cache.clear()
        yield
        cache.clear()
        baseline.restore()


@pytest.fixture
def db(starter):
    """In place of pytest-django's: no transaction is rolled back, for the server's thread would not see it.

    The name matters: pytest-django makes a test database only when a test asks for `db` or its like.
    """


@pytest.fixture(scope="module")
def living_site(starter):
    """The starter site on a port of this machine; gives its address. Links in pages and mail lead to it."""
    server = LiveServer("127.0.0.1")
    address = urlsplit(server.url)
    with override_settings(WAGTAILADMIN_BASE_URL=server.url):
        Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=address.port)
        Site.clear_site_root_paths_cache()
        yield server.url
    server.stop()


@pytest.fixture
def letters(db, living_site):
    """Sends what waits in the outbox, as the worker does; gives each message as a mail program reads it."""
    from pathlib import Path

    def send():
        send_due()
        files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]

    return send


@pytest.fixture
def new_page(browser):
    """Opens pages: `new_page(viewport=PHONE, java_script_enabled=False, color_scheme="dark", locale="pl")`.

    Each has cookies of its own. Afterwards the test fails if any page asked another machine for something, broke the
    Content-Security-Policy, raised an error in its script, or named a file that is not there.
    """
    contexts, faults = [], []

    def not_answered(request):
        host = urlsplit(request.url).hostname
        if not is_this_machine(host):
            faults.append(f"asked another machine: {request.url}")

    def listen(message):
        # A file that is not there is reported by `look_at`; a page that is not there may be what the test wants.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def look_at(response):
        if response.status >= 400 and not response.request.is_navigation_request():
            faults.append(f"{response.status} for {response.url}")

    def open_page(viewport=DESKTOP, **options):
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        context.on("requestfailed", not_answered)
        page = context.new_page()
        page.set_default_timeout(20_000)  # milliseconds; a busy machine is slow, and no test measures time
        page.on("console", listen)
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("response", look_at)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def visitor(db, living_site, new_page):
    """Opens a page for somebody on the starter site, so that `goto("/events/")` is enough."""

    def come(**options):
        return new_page(base_url=living_site, **options)

    return come


@pytest.fixture
def sign_in(visitor, living_site):
    """Opens the admin for somebody: `sign_in("staff", "/admin/events/", viewport=PHONE)`.

    The session is made on the server, so no test waits for the form of signing in; that the form lets people in is
    shown by test_signing_in.py, and by the contributor of test_from_draft_to_live.py.
    """

    def come(login, path="/admin/", **options):
        client = Client()
        client.force_login(get_user_model().objects.get(username=login))
        session = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": living_site}
        page = visitor(**{"viewport": ADMIN, **options})
        page.context.add_cookies([session])
        page.goto(path)
        return page

    return come


@pytest.fixture(scope="module")
def editor(living_site):
    """The login of somebody who is an editor and nothing else; the development login "staff" is a host too."""
    user = get_user_model().objects.create_user("editor", email="editor@example.org")
    user.groups.set(Group.objects.filter(name=EDITORS.group))
    assert user.groups.count() == 1
    return user.username
