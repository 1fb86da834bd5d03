"""Thousands of steps by several processes at once; afterwards everything still adds up (signups.md, "Invariants")."""

import os
from collections import Counter

import pytest
from django.db.models import Sum

from corner.models import AuditEntry, OutgoingEmail
from events import waiting
from events.models import CallTask, SignUp
from tests.events import racing

pytestmark = pytest.mark.django_db(transaction=True)

PROCESSES = 4
State = SignUp.State


@pytest.fixture
def occasion(make_event, date_of):
    return date_of(make_event(mode="both", capacity=4, capacity_online=3, largest_party=3, starts_in_days=30))


def insist_on_invariants(occasion):
    for places in occasion.places.all():
        rows = places.signups
        holding = rows.filter(state__in=State.holding()).aggregate(all=Sum("number_of_places"))["all"] or 0
        # 1. Never more people than places, and the counters say what the rows say.
        assert places.taken == holding
        assert places.capacity is None or places.taken <= places.capacity
        assert places.waiting == rows.filter(state=State.WAITING).count()
        # 4. No free place while the first of the list fits.
        first = rows.filter(state=State.WAITING).order_by("position").first()
        assert first is None or not waiting.fits(places, first.number_of_places)
    # 3. One active sign-up an address, over both ways of joining.
    addresses = Counter(occasion.signups.active().exclude(email_key="").values_list("email_key", flat=True))
    assert max(addresses.values(), default=0) <= 1
    # 5. Every change wrote its audit entry, and its mail, or its call where there is only a phone.
    by_mail, by_phone = (entries_about(signups) for signups in by_way_to_reach(occasion))
    mails = Counter(OutgoingEmail.objects.values_list("kind", flat=True))
    calls = Counter(CallTask.objects.values_list("kind", flat=True))
    for entries, told in ((by_mail, mails), (by_phone, calls)):
        assert entries["signup.offered"] == told["signup.offered"]
        assert entries["signup.offer_expired"] == told["signup.offer_lapsed"]
    assert by_mail["signup.cancelled"] == mails["signup.cancelled"]
    written = by_mail["signup.confirmed"] + by_mail["signup.waiting"] + by_mail["signup.accepted"]
    later = by_mail["signup.rejoined"] + by_mail["signup.released"]
    assert mails["signup.confirmed"] + mails["signup.waiting"] == written + later
    # What a person did on a page, the page said; who is let in by staff is rung.
    assert calls["signup.cancelled"] == 0
    assert calls["signup.confirmed"] + calls["signup.waiting"] == by_phone["signup.released"]
    entries = by_mail + by_phone
    came = entries["signup.confirmed"] + entries["signup.waiting"] + entries["signup.held"]
    assert came == occasion.signups.count()
    return entries


def by_way_to_reach(occasion):
    return occasion.signups.exclude(email=""), occasion.signups.filter(email="")


def entries_about(signups):
    records = [f"events.signup:{pk}" for pk in signups.values_list("pk", flat=True)]
    return Counter(AuditEntry.objects.filter(record__in=records).values_list("action", flat=True))


def walk(occasion, steps, seed):
    found = racing.race(racing.wander, [(occasion.pk, steps, f"{seed}.{n}") for n in range(PROCESSES)])
    assert found == {"walked": PROCESSES}
    waiting.settle_all()  # offers that were let run out after the last step
    return insist_on_invariants(occasion)


def test_whatever_people_do_at_once_everything_adds_up(occasion):
    entries = walk(occasion, steps=30, seed=1)
    # Else the walk went nowhere, and proved nothing.
    happened = {f"signup.{what}" for what in ("confirmed", "waiting", "offered", "accepted", "cancelled", "released")}
    assert happened <= set(entries)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 4))
def test_thousands_of_steps(occasion, seed, long_rounds):
    """LONG_ROUNDS hundreds of steps, shared out among the processes."""
    walk(occasion, steps=int(os.environ.get("WALK_STEPS", long_rounds * 25)), seed=seed)
