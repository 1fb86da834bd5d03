"""Fills a site that has the starter content with invented people: sign-ups in every state, needs, answers, messages …

    python -m tools.invented_people

Run in development only, on data that may be thrown away. It calls the site's own services, so that whatever they write
beside (mails, calls, audit) is there as well. Every address ends with example.org, every phone number is one of those
kept for stories. `tools/keep_version.py` runs it with the code of an older version: it must keep to what both know.
"""

import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

#: Signs that travel badly: other scripts, an apostrophe, a letter beyond 16 bits, what JSON and CSV quote.
NAMES = [
    "Amina O’Neill",
    "Łucja Żak",
    "عائشة",
    "王小明",
    'Sam "Sunny" 🌻',
    "Fátima <b>",
    "Per, Åse; Øst",
    "Nobody\\Else",
]
PHONE = "023 8000 0{:03}"


def fill() -> None:
    """Add everybody; raises when the starter content is not there."""
    from django.contrib.auth import get_user_model

    staff = get_user_model().objects.get(username="staff")
    _sign_ups(staff)
    _feedback(staff)
    _messages()
    _odds_and_ends(staff)
    _pages(staff)


def _occasions() -> list[Any]:
    """Dates to come of the sample events that one signs up for here, each with places in person."""
    from django.utils import timezone

    from events.models import Occasion

    return [
        occasion
        for occasion in Occasion.objects.filter(day__gt=timezone.localdate()).order_by("pk")
        if occasion.places.filter(way="in-person").exists()
    ]


def _request(occasion: Any, number: int, **fields: Any) -> Any:
    from events.requests import SignUpRequest

    return SignUpRequest(
        **{
            "occasion_id": occasion.pk,
            "way": "in-person",
            "name": NAMES[number % len(NAMES)],
            "email": f"person{number}@example.org",
            "nonce": uuid.uuid4(),
            "language": ("en-gb", "pl", "ar")[number % 3],
            "privacy_notice_version": "2026-11",
            "privacy_notice_language": "en-gb",
            **fields,
        }
    )


def _sign_ups(staff: Any) -> None:
    from django.db import transaction
    from django.utils import timezone

    from events import calls, host_messages, leaving, lost_links, needs, safety, signing_up, waiting
    from events.models import AccessNeed, HostMessage, Occasion, Places, SignUp
    from events.requests import AccessAnswer, AccessConsent, Adult, Person

    first, second, third, *_others = _occasions()
    Occasion.objects.filter(pk__in=[first.pk, second.pk, third.pk]).update(largest_party=6)
    Places.objects.filter(occasion__in=[first, second, third]).update(capacity=6)

    def come(occasion: Any, number: int, **fields: Any) -> Any:
        outcome = signing_up.sign_up(_request(occasion, number, **fields))
        if outcome.signup is None:
            raise LookupError(f"Nobody came in: {outcome}")
        return outcome.signup

    consent = AccessConsent("2026-11", "en-gb")
    bsl = AccessAnswer("bsl", "British Sign Language", "yes, two interpreters")
    quiet = AccessAnswer("other", "Anything else?", "A quiet corner – “please”.\nA second line.")
    party = come(
        first,
        0,
        number_of_places=3,
        people=(Person("Amina"), Person("Bo", under_16=True), Person("Cy", under_16=True)),
        adult=Adult("Amina O’Neill", PHONE.format(1), "Dee, 023 8000 0002", "Grandmother"),
        answers={"q1": ["a", "b"], "q2": "Ünïcødé / 中文"},
        asked={"q1": {"question": "Which?", "options": {"a": "A", "b": "B"}}, "q2": {"question": "What?"}},
        access_answers=(bsl, quiet),
        access_consent=consent,
        phone=PHONE.format(3),
    )
    needs.answer(AccessNeed.objects.get(signup=party, question="bsl"), "arranged", "Two interpreters come.", staff)
    for number in range(1, 4):
        come(first, number)
    for number in range(4, 8):  # six places are taken, so these wait
        come(first, number)
    signing_up.cancel(SignUp.objects.get(email="person1@example.org"))  # somebody who waits is offered the place
    offered = SignUp.objects.get(occasion=first, state="offered")
    waiting.decline(offered)
    SignUp.objects.filter(state="offered").update(offer_expires_at=timezone.now() - timedelta(hours=1))
    waiting.settle_all()
    by_phone = come(second, 20, email="", phone=PHONE.format(20), source="staff")
    come(second, 21, would_like_to_help_host=True)
    signing_up.sign_up(_request(second, 22), too_often=True)  # kept for staff to look at
    safety.set_concern(come(second, 23), True, staff)
    come(second, 24)
    leaving.leave(come(second, 25))
    host_messages.send(
        second,
        nonce=uuid.uuid4(),
        audience=HostMessage.Audience.WITH_A_PLACE,
        subject="Bring a mug",
        text="See you.\n\nJo",
        actor=staff,
    )
    calls.note(by_phone.calls.first(), "reached", "She is glad.", staff)
    for number in range(30, 38):
        come(third, number)
    third.status = "cancelled"
    with transaction.atomic():
        third.save(update_fields=["status"])
        signing_up.occasion_cancelled(third, staff)
    # This comes with time only.
    SignUp.objects.filter(email="person37@example.org").update(state=SignUp.State.NOT_REACHED)
    lost_links.ask("person2@example.org", uuid.uuid4(), "pl")


def _feedback(staff: Any) -> None:
    from events import feedback
    from events.models import Occasion

    occasion = Occasion.objects.latest("day")  # its end date is far off
    for number in range(6):
        feedback.give(
            occasion,
            uuid.uuid4(),
            {"listened": number % 5 + 1},
            "Good tea." * (number % 2),
            source="link",
            language="pl",
        )
    feedback.give(occasion, uuid.uuid4(), {"listened": 5}, "From paper", source="paper", language="en-gb", actor=staff)


def _messages() -> None:
    from contacts.models import Message, OrganisationPage
    from contacts.writing import Letter, send

    page = OrganisationPage.objects.first()
    for number, kind in enumerate(Message.Kind):
        send(
            Letter(
                kind=kind,
                nonce=uuid.uuid4(),
                language="en-gb",
                page=page if kind == Message.Kind.PAGE else None,
                name=NAMES[number % len(NAMES)],
                email=f"writer{number}@example.org",
                text="Please ring me.\n\nThank you – 谢谢.",
            )
        )


def _odds_and_ends(staff: Any) -> None:
    """A file, a picture, a session, somebody who is invited, words that found nothing."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth import get_user_model
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.files.base import ContentFile
    from PIL import Image
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    from contacts.models import Membership
    from corner.accounts import invitations
    from search import not_found

    drawn = BytesIO()
    Image.radial_gradient("L").resize((320, 240)).convert("RGB").save(drawn, "JPEG")
    get_image_model()(title="A round light", file=ContentFile(drawn.getvalue(), "round light.jpg")).save()
    get_document_model()(title="A list", file=ContentFile(b"one, two, three\n", "Łist of things.txt")).save()
    invited = get_user_model().objects.create_user("invited", "invited@example.org")
    invited.groups.add(*staff.groups.all())
    Membership.objects.create(user=invited, organisation=Membership.objects.get(user=staff).organisation)
    invitations.invite(invited, staff)
    EmailAddress.objects.get_or_create(user=staff, email=staff.email or "staff@example.org", verified=True)
    session = SessionStore()
    session["of"] = "nobody"
    session.save()
    not_found.count("dragons", "en-gb")


def _pages(staff: Any) -> None:
    """A page with a history that waits for its time, a redirect, a comment, a tag, a page for some people only."""
    from django.utils import timezone
    from taggit.models import Tag, TaggedItem
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.models import Comment, PageViewRestriction

    from library.models import InformationPage

    page = InformationPage.objects.filter(locale__language_code="en-gb", live=True).latest("pk")
    for words in ("First, other words.", "Then others again – “quoted”."):
        page.intro = words
        page.save_revision(user=staff)
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision(user=staff).publish()
    Redirect.objects.create(old_path="/an-old-address", redirect_page=page)
    Comment.objects.create(page=page, user=staff, text="Is this right?", contentpath="intro")
    TaggedItem.objects.create(tag=Tag.objects.create(name="Größe", slug="groesse"), content_object=page)
    hidden = InformationPage(title="For members", slug="for-members", intro="Invited only.", body=page.body)
    page.get_parent().add_child(instance=hidden)
    PageViewRestriction.objects.create(page=hidden, restriction_type="password", password="only-invented")  # noqa: S106


if __name__ == "__main__":
    import os

    import manage  # noqa: F401  puts site/ on the path, the one place that does

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corner.settings.development")
    import django

    django.setup()
    from django.conf import settings

    if not settings.SAMPLES_ALLOWED:
        raise SystemExit("Invented people are for trying things out, and are refused here.")
    fill()
