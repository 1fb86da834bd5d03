"""Sends generated requests, judges each answer, undoes what each did, and counts how deep they got.

FUZZ_REQUESTS says how many a test sends, FUZZ_SEED which: the same seed sends the same ones. FUZZ_REPORT names a file
that gets the counts, a line of JSON for each test (tools/faults/fuzz.py reads it).
"""

import gzip
import itertools
import json
import os
import random
from collections import Counter, defaultdict
from pathlib import Path

from django.conf import settings as django_settings
from django.http import HttpResponseServerError
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings

from corner.charsets import without_codecs
from tests.doors import undone
from tests.sweeps.addresses import wsgi
from tests.sweeps.hostile import FORM
from tests.sweeps.judging import Asked, wrong

SEED = int(os.environ.get("FUZZ_SEED", "7"))


class Sweep:
    """One test's requests. `secrets` is a pattern of what must not be seen, `counts` are statuses by kind."""

    def __init__(self, secrets, requests, client=None):
        self.secrets = secrets
        self.requests = int(os.environ.get("FUZZ_REQUESTS", requests))
        self.client = client or Client()
        self.client.raise_request_exception = False
        self.counts = defaultdict(Counter)
        self.problems = []

    def send(self, path, method="GET", query="", body=None, **headers):
        return self.ask(Asked(path, method, query, body, headers))[0]

    def ask(self, asked, kind="address"):
        """The answer and its bytes. Nothing stays of what it did, and the client has the cookies that it had."""
        content_type, data = asked.body or (FORM, b"")
        content_type = without_codecs(content_type)  # as corner.wsgi does, which the test client passes by
        headers = {
            "HTTP_HOST": "localhost",
            **asked.headers,
            "PATH_INFO": wsgi(asked.path),
            "QUERY_STRING": asked.query,
        }
        cookies = self.client.cookies.copy()
        with self.undone():
            try:
                answer = self.client.generic(asked.method, "/", data, content_type, **headers)
                content = b"".join(answer) if answer.streaming else answer.content
                if answer.headers.get("Content-Encoding") == "gzip":
                    content = gzip.decompress(content)  # what a reader's program would read
            except Exception as error:  # before a view was found, or while a file was sent: no page of ours is drawn
                answer, content = HttpResponseServerError(), b""
                answer.exc_info = (type(error), error, error.__traceback__)
        self.client.cookies = cookies
        self.counts[kind][self.status(answer)] += 1
        self.problems += [
            (what, asked) for what in (*wrong(asked, answer, content, self.secrets), *self.also(asked, answer))
        ]
        return answer, content

    def undone(self):
        return undone()

    def status(self, answer):
        """What is counted."""
        return answer.status_code

    def also(self, asked, answer):
        """What more must hold of every answer."""
        if "Content-Security-Policy" not in answer.headers:
            yield "no policy"

    def draw(self, kind, share, targets, recipe, make):
        """So many hostile requests, as a share of all, spread evenly over `targets`; the same in every run.

        `make(target, drawn)` is the Asked, of what `recipe` (a strategy) gave. What is drawn does not hang on the
        target: hypothesis likes to do again nearly what it did before, and this way that is done somewhere else.
        """
        turn = itertools.cycle(random.Random(SEED).sample(targets, len(targets)))

        def one(drawn):
            self.ask(make(next(turn), drawn), kind)

        limits = settings(
            max_examples=max(1, round(self.requests * share)),
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        seed(SEED)(limits(given(drawn=recipe)(one)))()

    def sorts_of_problems(self):
        """Each sort of problem once, with how often it was met and the first request that met it."""
        sorts = {}
        for what, question in self.problems:
            sorts.setdefault(what, []).append(question)
        return [f"{what} ({len(of_it)} times): {str(of_it[0])[:1500]}" for what, of_it in sorts.items()]

    @property
    def statuses(self):
        return sum(self.counts.values(), Counter())

    def is_healthy(self):
        """Nothing went wrong, and not because everything was refused at the first door."""
        assert not self.problems, f"FUZZ_SEED={SEED}\n" + "\n".join(self.sorts_of_problems())
        self.got_deep()

    def got_deep(self):
        seen, total = self.statuses, sum(self.statuses.values())
        assert seen[200] >= total / 10, self.histogram
        assert seen[404] > 0, self.histogram
        assert seen[400] <= total / 2, self.histogram

    @property
    def histogram(self):
        """How deep they got: "forms: 200 × 90, 303 × 8; …"."""
        kinds = [
            f"{kind}: " + ", ".join(f"{status} × {count}" for status, count in sorted(of_it.items()))
            for kind, of_it in self.counts.items()
        ]
        return "; ".join(kinds)

    def report(self, name):
        """The counts as a line, to read and to add up. An error, a reflection and a leak begin with their kind."""
        found = Counter(what.partition(":")[0] for what, _asked in self.problems)
        line = {"test": name, "seed": SEED, "requests": sum(self.statuses.values()), "problems": found}
        if path := os.environ.get("FUZZ_REPORT"):
            with Path(path).open("a") as report:
                report.write(json.dumps({**line, "counts": self.counts, "examples": self.sorts_of_problems()}) + "\n")
        return f"{name}: seed {SEED}, {line['requests']} requests; {self.histogram}"


class PublicSweep(Sweep):
    """Whoever asks is nobody: a session is never begun."""

    def ask(self, asked, kind="address"):
        self.client.cookies.clear()
        return super().ask(asked, kind)

    def also(self, asked, answer):
        yield from super().also(asked, answer)
        session = answer.cookies.get(django_settings.SESSION_COOKIE_NAME)
        # A forged one may be taken away, and staff who sign in get one.
        if session is not None and session["max-age"] != 0 and not asked.path.startswith("/accounts/"):
            yield "a session"
