"""Thousands of steps by several processes at once; afterwards everything still adds up (signups.md, "Invariants")."""

import os
from collections import Counter

import pytest
from django.db.models import Sum

from corner.models import AuditEntry, OutgoingEmail
from events import waiting
from events.models import SignUp
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
    addresses = Counter(occasion.signups.active().values_list("email_key", flat=True))
    assert max(addresses.values(), default=0) <= 1
    # 5. Every change wrote its mail and its audit entry.
    entries = Counter(AuditEntry.objects.filter(record__startswith="events.signup:").values_list("action", flat=True))
    mails = Counter(OutgoingEmail.objects.values_list("kind", flat=True))
    assert entries["signup.offered"] == mails["signup.offered"]
    assert entries["signup.offer_expired"] == mails["signup.offer_lapsed"]
    assert entries["signup.cancelled"] == mails["signup.cancelled"]
    assert entries["signup.confirmed"] + entries["signup.waiting"] == occasion.signups.count()
    written = entries["signup.confirmed"] + entries["signup.waiting"] + entries["signup.accepted"]
    assert mails["signup.confirmed"] + mails["signup.waiting"] == written + entries["signup.rejoined"]
    return entries


def walk(occasion, steps, seed):
    found = racing.race(racing.wander, [(occasion.pk, steps, f"{seed}.{n}") for n in range(PROCESSES)])
    assert found == {"walked": PROCESSES}
    waiting.settle_all()  # offers that were let run out after the last step
    return insist_on_invariants(occasion)


def test_whatever_people_do_at_once_everything_adds_up(occasion):
    entries = walk(occasion, steps=40, seed=1)
    # Else the walk went nowhere, and proved nothing.
    happened = {f"signup.{what}" for what in ("confirmed", "waiting", "offered", "accepted", "cancelled")}
    assert happened <= set(entries)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 4))
def test_thousands_of_steps(occasion, seed, long_rounds):
    """LONG_ROUNDS hundreds of steps, shared out among the processes."""
    walk(occasion, steps=int(os.environ.get("WALK_STEPS", long_rounds * 25)), seed=seed)
