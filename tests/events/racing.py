"""Many people at once, each in a process of their own. Processes start from a server that has loaded Django once.

Used by `test_races.py`. Importing this module sets Django up: it is what each process does first.
"""

import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from contextlib import nullcontext
from types import SimpleNamespace

#: Seconds between reading and writing, in the runs that show the race: else it seldom shows (safety.md).
GAP = 0.3


def _set_up_django():
    """In the server that processes start from: load what each of them would otherwise load by itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.test")
    import django
    from django.apps import apps

    if apps.ready:
        return  # imported by a test
    django.setup()
    from django.template.loader import get_template
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    for name in ("form", "refused", "field", "question"):
        get_template(f"events/signup/{name}.html")


_set_up_django()


def race(act, arguments, *, locked=True):
    """Call `act(*arguments[n])` in as many processes at once; what came out, counted. Errors count by their name.

    `act` is a function of this module that first gets ready and returns what to do at the signal. Without `locked`,
    what serialises sign-ups is taken out.
    """
    from django.db import connection

    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)  # before 3.13 the server does not hear of sys.path
    barrier, results = processes.Barrier(len(arguments)), processes.Queue()
    database = {name: connection.settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    runners = [
        processes.Process(target=_run, args=(act, each, locked, database, barrier, results)) for each in arguments
    ]
    for runner in runners:
        runner.start()
    found = [results.get(timeout=120) for _ in runners]
    for runner in runners:
        runner.join(timeout=30)
    return Counter(found)


def _run(act, arguments, locked, database, barrier, results):
    from django.db import connection

    try:
        connection.settings_dict.update(database)
        if not locked:
            _take_out_the_lock(connection.vendor)
        go = act(*arguments)
        barrier.wait(timeout=100)
        outcome = go()
    except Exception as error:
        traceback.print_exc()
        outcome = type(error).__name__
    finally:
        connection.close()
    results.put(outcome)


def _take_out_the_lock(vendor):
    """Sign-ups read first and do not hold the occasion; a pause stands in the gap.

    On SQLite the transaction goes too: with `transaction_mode: IMMEDIATE` it is a second lock, and the settings of
    the site are not what is tried here (signups.md, "Never oversold": correct in that column whatever comes first).
    """
    from events import signing_up
    from events.models import Occasion

    fits = signing_up._fits

    def fits_after_a_pause(places, number):
        answer = fits(places, number)
        time.sleep(GAP)
        return answer

    signing_up._fits = fits_after_a_pause
    signing_up.hold = lambda key: Occasion.objects.select_related("event").get(pk=key)
    if vendor == "sqlite":
        signing_up.transaction = SimpleNamespace(atomic=nullcontext)
        signing_up.insist_on_transaction = lambda: None


# --- what they do -------------------------------------------------------------------------------------------


def sign_up(request):
    """Ask the service."""
    from django.db import connection

    from events import signing_up

    connection.ensure_connection()
    return lambda: signing_up.sign_up(request).result.value


def send_form(url, email):
    """Open the form, write, and send it at the signal. 303 is a place, 409 a page that says there is none."""
    import re

    from django.test import Client

    client = Client()
    html = client.get(url).content.decode()
    answers = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', html)[1] for name in ("nonce", "made_at")}
    answers |= {"name": "Somebody", "email": email, "go": "send"}
    return lambda: client.post(url, answers).status_code


def cancel(signup_id):
    """Give a place back."""
    from events import signing_up
    from events.models import SignUp

    signup = SignUp.objects.get(pk=signup_id)
    return lambda: signing_up.cancel(signup)
