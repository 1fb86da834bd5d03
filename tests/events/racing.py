"""Many people at once, each in a process of their own. Processes start from a server that has loaded Django once.

Used by `test_races.py` and others. Importing this module sets Django up: it is what each process does first.
"""

import multiprocessing
import os
import sys
import traceback
from collections import Counter
from contextlib import nullcontext, suppress
from types import SimpleNamespace


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
    for name in ("events/signup/form", "events/signup/refused", "components/form/field", "events/signup/question"):
        get_template(f"{name}.html")


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
    start, gap = processes.Barrier(len(arguments)), None if locked else processes.Barrier(len(arguments))
    results = processes.Queue()
    database = {name: connection.settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    runners = [processes.Process(target=_run, args=(act, each, database, start, gap, results)) for each in arguments]
    for runner in runners:
        runner.start()
    found = [results.get(timeout=120) for _ in runners]
    for runner in runners:
        runner.join(timeout=30)
    return Counter(found)


def begin(act, *arguments):
    """Let one process do `act(*arguments)`, and do not wait: the process, for whoever wants to kill it."""
    from django.db import connection

    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    database = {name: connection.settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    process = processes.Process(target=_run_alone, args=(act, arguments, database))
    process.start()
    return process


def _run_alone(act, arguments, database):
    from django.db import connection

    connection.settings_dict.update(database)
    try:
        act(*arguments)()
    finally:
        connection.close()


def _run(act, arguments, database, start, gap, results):
    from django.db import connection

    try:
        connection.settings_dict.update(database)
        if gap:
            _take_out_the_lock(connection.vendor, gap)
        go = act(*arguments)
        start.wait(timeout=100)
        outcome = go()
    except Exception as error:
        traceback.print_exc()
        outcome = type(error).__name__
    finally:
        connection.close()
    results.put(outcome)


def _take_out_the_lock(vendor, gap):
    """Sign-ups read first and do not hold the occasion; nobody writes before all have read, else it seldom shows.

    On SQLite the transaction goes too: with `transaction_mode: IMMEDIATE` it is a second lock, and the settings of
    the site are not what is tried here (signups.md, "Never oversold": correct in that column whatever comes first).
    """
    from events import moves, signing_up, waiting
    from events.models import Occasion

    prospect, has_read = signing_up.prospect, []

    def prospect_when_all_have_read(places, number):
        answer = prospect(places, number)
        if not has_read:  # a second attempt, after an error, waits for nobody
            has_read.append(True)
            gap.wait(timeout=100)
        return answer

    signing_up.prospect = prospect_when_all_have_read
    signing_up.hold = lambda key: Occasion.objects.select_related("event").get(pk=key)
    if vendor == "sqlite":
        signing_up.transaction = SimpleNamespace(atomic=nullcontext)
        for module in (signing_up, waiting, moves):
            module.insist_on_transaction = lambda: None


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
    answers = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    answers |= {"name": "Somebody", "email": email, "go": "send"}
    return lambda: client.post(url, answers).status_code


def send_letter(url, answers):
    """Send a contact form that is open, at the signal."""
    from django.db import connection
    from django.test import Client

    client = Client()
    connection.ensure_connection()
    return lambda: client.post(url, answers).status_code


def mark_answered(message_id, user_id):
    """Note a message as answered."""
    from django.contrib.auth import get_user_model

    from contacts import writing
    from contacts.models import Message

    message, user = Message.objects.get(pk=message_id), get_user_model().objects.get(pk=user_id)
    return lambda: writing.mark_answered(message, user)


def wander(occasion_id, steps, seed):
    """Do whatever comes to mind, so many times: sign up in three languages, by e-mail or with a phone only, give up,
    take and decline what is offered, let offers run out, change the number of places, come once too often and be let
    in by staff. What came of it, as a line of words for the count of errors."""
    import random
    import uuid
    from datetime import timedelta

    from django.db import connection, transaction
    from django.utils import timezone

    from events import held_back, signing_up, waiting
    from events.holding import again_when_locked, hold
    from events.models import Places, SignUp
    from events.requests import SignUpRequest

    chance = random.Random(seed)
    connection.ensure_connection()

    def anybody(*states):
        return SignUp.objects.filter(occasion_id=occasion_id, state__in=states).order_by("?").first()

    def come():
        has_email = chance.random() < 0.8
        request = SignUpRequest(
            occasion_id=occasion_id,
            way=chance.choice(["in-person", "online"]),
            name="Somebody",
            email=f"person{chance.randrange(60)}@example.org" if has_email else "",
            phone="" if has_email else "023 8000 0000",
            nonce=uuid.UUID(int=chance.getrandbits(128), version=4),
            language=chance.choice(["en-gb", "pl", "ar"]),
            number_of_places=chance.choice([1, 1, 1, 2, 3]),
        )
        signing_up.sign_up(request, too_often=chance.random() < 0.1)

    def be_let_in():
        if signup := anybody("held"):
            with suppress(held_back.NotHeld):
                held_back.release(signup, None)

    def go():
        if signup := anybody("confirmed", "waiting", "offered"):
            signing_up.cancel(signup)

    def answer(act, *states):
        if signup := anybody(*states):
            act(signup)

    def time_passes():
        if signup := anybody("offered"):
            past = timezone.now() - timedelta(minutes=1)
            SignUp.objects.filter(pk=signup.pk, state="offered").update(offer_expires_at=past)
        waiting.settle_all()

    @again_when_locked
    def other_number_of_places():
        with transaction.atomic():
            occasion = hold(occasion_id)
            places = Places.objects.filter(occasion_id=occasion_id).order_by("?").first()
            places.capacity = max(places.taken, chance.randrange(0, 9))
            places.save(update_fields=["capacity"])
            waiting.settle(occasion)

    acts = [come] * 6 + [go] * 3 + [time_passes, other_number_of_places, be_let_in]
    acts += [lambda: answer(waiting.accept, "offered")] * 3 + [lambda: answer(waiting.decline, "offered")]
    acts += [lambda: answer(waiting.rejoin, "expired", "declined")]

    def walk():
        for _ in range(steps):
            chance.choice(acts)()
        return "walked"

    return walk


def send_mail(email_settings):
    """Be the worker's sender: send what is due over the mail server that these settings lead to."""
    from django.conf import settings

    from corner.mail.sending import send_due

    for name, value in email_settings.items():
        setattr(settings, name, value)
    return send_due


def cancel(signup_id):
    """Give a place back."""
    from events import signing_up
    from events.models import SignUp

    signup = SignUp.objects.get(pk=signup_id)
    return lambda: signing_up.cancel(signup)
