"""What people were told, held against what the database and the mail server have. Django is set up already."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tools.faults.load import DOMAIN, Acknowledged
from tools.figures.figure import Figure, none_of


@dataclass(frozen=True)
class Delivered:
    """One mail that the mail server took."""

    recipient: str
    message_id: str


def lost(acknowledged: Iterable[Acknowledged]) -> list[Acknowledged]:
    """Those who were told that they are on a list, and are not: on that date, in the state that they were told."""
    from events.models import SignUp

    rows = SignUp.objects.filter(email_key__endswith=f"@{DOMAIN}").values_list("email_key", "occasion_id", "state")
    states = {(email, occasion): state for email, occasion, state in rows}
    good = {"place": {"confirmed"}, "waiting": {"waiting", "offered", "confirmed"}}
    return [each for each in acknowledged if states.get((each.email, each.occasion)) not in good[each.told]]


def signed_up_twice() -> list[str]:
    """Addresses of visitors with more than one sign-up: each of them wanted one."""
    from events.models import SignUp

    rows = SignUp.objects.filter(email_key__endswith=f"@{DOMAIN}").values_list("email_key", flat=True)
    return [email for email, number in Counter(rows).items() if number > 1]


def oversold() -> list[int]:
    """Dates with more parties than places, or whose count of what is taken is not what is on the list."""
    from django.db.models import Q, Sum
    from django.db.models.functions import Coalesce

    from events.models import Places

    has_a_place = Q(signups__state__in=("confirmed", "offered"))
    rows = Places.objects.annotate(given=Coalesce(Sum("signups__number_of_places", filter=has_a_place), 0))
    return [
        row.occasion_id
        for row in rows
        if row.taken != row.given or (row.capacity is not None and row.given > row.capacity)
    ]


def without_mail(acknowledged: Iterable[Acknowledged], delivered: Iterable[Delivered]) -> list[Acknowledged]:
    """Those whose mail the server never took: the one of the outbox, by its Message-ID, at their own address."""
    from corner.models import OutgoingEmail

    taken = {(each.recipient, each.message_id) for each in delivered}
    kinds = {"place": "signup.confirmed", "waiting": "signup.waiting"}
    rows = OutgoingEmail.objects.filter(kind__in=kinds.values()).values_list("to", "kind", "message_id")
    mails = {(to, kind): message_id for to, kind, message_id in rows}
    return [each for each in acknowledged if (each.email, mails.get((each.email, kinds[each.told]))) not in taken]


def doubled(delivered: Iterable[Delivered]) -> int:
    """How many mails the server took once more than once."""
    return sum(number - 1 for number in Counter(delivered).values())


def figures(acknowledged: list[Acknowledged], delivered: list[Delivered], in_flight: int) -> list[Figure]:
    """The five lines that must hold whatever broke.

    `in_flight`: mails that may go twice, as whoever sent each was cut off before it could be written down.
    """
    of_all = f"of {len(acknowledged)} acknowledged"
    twice = doubled(delivered)
    return [
        none_of("Acknowledged and lost", len(lost(acknowledged)), of_all),
        none_of("People signed up twice by trying again", len(signed_up_twice())),
        none_of("Dates oversold or miscounted", len(oversold())),
        none_of("Mails missing", len(without_mail(acknowledged, delivered)), of_all),
        Figure(
            "Mails doubled",
            f"{twice} of {len(set(delivered))}, at most {in_flight} in flight",
            f"at most {in_flight}",
            twice <= in_flight,
        ),
    ]
