"""New links for people who have lost theirs, in two steps: the site writes the wish down, the worker looks it up."""

import logging
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from corner import failures, jobs
from events import mails
from events.models import LostLinkRequest, Occasion, SignUp
from events.requests import email_key

logger = logging.getLogger(__name__)

#: What could not be answered for so long is deleted: addresses of people who are on no list are among it.
KEEP = timedelta(days=1)


def ask(email: str, nonce: uuid.UUID, language: str) -> None:
    """Write down that the owner of `email` wants their links. The same work for every address there is."""
    LostLinkRequest.objects.get_or_create(nonce=nonce, defaults={"email": email, "language": language})


def answer_all() -> None:
    """A mail for each place to come that an address has, and nothing for one that has none. The worker's job."""
    for wish in LostLinkRequest.objects.all():
        if jobs.stopping.is_set():
            return
        try:
            _answer(wish)
        except Exception as error:  # one must not stop the others
            logger.error("Lost link request %s cannot be answered: %s", wish.pk, failures.trace(error))
    LostLinkRequest.objects.filter(created_at__lt=timezone.now() - KEEP).delete()


@transaction.atomic
def _answer(wish: LostLinkRequest) -> None:
    coming = SignUp.objects.active().filter(
        email_key=email_key(wish.email), anonymised_at=None, occasion__in=Occasion.objects.upcoming().order_by()
    )
    for signup in coming:
        mails.lost_link(signup, wish.nonce, wish.language)
    wish.delete()
