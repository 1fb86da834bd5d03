"""Workers of the real kind, each a process of its own, with jobs that only tests have: `python working.py TASK …`.

Arguments: the job to be had, the database as JSON, a file in which the job leaves its traces, seconds between renewals.
"""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

#: How long a lease is here; the job takes twice as long.
LEASE = timedelta(seconds=2)


def main(task, database, traces, renew):
    sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "corner.settings.test"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from corner import jobs, leases
    from corner.management.commands import work

    for alias in connections:
        connections[alias].settings_dict.update(json.loads(database))
    connections.settings["default"].update(json.loads(database))
    leases.LEASE, leases.RENEW, work.PAUSE = LEASE, float(renew), 0.05
    jobs._jobs = {}
    traces = Path(traces)

    def trace(word):
        with traces.open("a") as file:
            file.write(f"{word}\n")

    def slow():
        trace("begin")
        time.sleep(2 * LEASE.total_seconds())
        trace("end")

    def hangs_once():
        trace("begin")
        if traces.read_text().count("begin") == 1:
            time.sleep(3600)
        trace("end")

    run, longest = {"slow": (slow, jobs.LONGEST), "hangs": (hangs_once, timedelta(seconds=1))}[task]
    jobs.register(task, run, every=timedelta(seconds=1), longest=longest)
    jobs.register("other", lambda: trace("other"), every=timedelta(seconds=1))
    call_command("work")


if __name__ == "__main__":
    main(*sys.argv[1:])
