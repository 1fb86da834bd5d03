"""What a fuzz must be able to find on the starter site: an event that asks everything, and people with secrets.

Whatever is told in confidence has a word in it that stands nowhere else: `SECRETS` finds it in any answer.
"""

import re
import uuid
from datetime import time, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from contacts.models import Message, OrganisationPage, PrivateAddress, Venue
from events.feedback import give
from events.models import Agreement, CallTask, EventDate, EventIndexPage, EventPage, Occasion, SignUp
from events.requests import AccessAnswer, AccessConsent, Adult, Person, SignUpRequest
from events.signing_up import sign_up
from library.models import InformationPage
from tests.fixtures.visitors import QUESTIONS
from tests.placing import publish

#: The word is whole where it is meant; a search for a part of it is nobody's secret.
SECRETS = re.compile(
    r"qorval(?:name|mail|need|answer|adult|child|note|message|private|staff|draft|change|restricted|below|joining"
    r"|feedback|document|agreement)|02380 ?917 ?263"
)


def plant():
    """Returns the sign-ups whose links are known to whoever asks; those of the others are theirs alone."""
    events = EventIndexPage.objects.get(locale=Locale.get_default(), alias_of=None)
    everything = _occasion(_event(events, "Everything", mode="both", under_18s_invited=True, questions=QUESTIONS))
    full = _occasion(_event(events, "Full", capacity_in_person=1))
    Occasion.objects.filter(pk=everything.pk).update(joining_link="https://meet.example.org/qorvaljoining")
    _others(everything)
    _others(full, number_of_places=1, people=(), adult=None)
    _pages(events.get_parent().specific)
    _letters()
    return [_known(everything, "rosa"), _known(full, "waits", number_of_places=1, people=(), adult=None)]


def _event(parent, title, **fields):
    venue = Venue.objects.filter(locale=parent.locale).first()
    fields = {
        "intro": "Talk about the park over tea.",
        "mode": "in-person",
        "venue": venue,
        "signup": "here",
        "calm_space": "yes",
        "payment": "no",
        "photos_policy": "We take no photos of faces.",
        "what_to_expect": [("line", {"time": time(10, 30), "title": "Hello", "text": "Tea and toast."})],
        "responsible_organisation": OrganisationPage.objects.live().filter(locale=parent.locale).first(),
        "largest_party": 4,
        "ages": "4 to 99",
        "safeguarding_lead": "Sam, youth worker",
        "for_guardians": "It ends at 4.",
        **fields,
    }
    page = EventPage(title=title, **fields)
    day = timezone.localdate() + timedelta(days=7)
    page.dates = [EventDate(day=day, start_time=time(10, 30), end_time=time(13, 0), sort_order=0)]
    return publish(parent, page)


def _occasion(page):
    return Occasion.objects.of_page(page).get()


def _wish(occasion, **fields):
    needs = fields.pop("needs", "A ramp, please")
    return SignUpRequest(
        **{
            "occasion_id": occasion.pk,
            "way": "in-person",
            "nonce": uuid.uuid4(),
            "language": "en-gb",
            "number_of_places": 2,
            "access_answers": (AccessAnswer("more", "What else would help you?", needs),),
            "access_consent": AccessConsent("2026-11", "en-gb"),
            **fields,
        }
    )


def _signed_up(occasion, **fields):
    outcome = sign_up(_wish(occasion, **fields))
    assert outcome.signup, outcome
    return outcome.signup


def _known(occasion, name, **fields):
    adult = Adult("Ada", "023 8000 0001", "Uncle, 023 8000 0002", "Uncle")
    party = {"people": (Person(name.title()), Person("Kit", under_16=True)), "adult": adult, **fields}
    return _signed_up(occasion, name=name.title(), email=f"{name}@example.org", **party)


def _others(occasion, **fields):
    adult = Adult("Qorvaladult", "02380 917 263", "Qorvaladult, 02380 917 263", "Qorvaladult")
    party = {"people": (Person("Qorvalname"), Person("Qorvalchild", under_16=True)), "adult": adult, **fields}
    secret = {"name": "Qorvalname", "email": "qorvalmail@example.net", "phone": "02380 917 263"}
    signup = _signed_up(occasion, **secret, needs="Qorvalneed", **party)
    SignUp.objects.filter(pk=signup.pk).update(answers={str(uuid.uuid4()): "Qorvalanswer"}, safeguarding_concern=True)
    CallTask.objects.create(signup=signup, kind="signup.reminder", dedupe_key=f"a {signup.pk}", note="Qorvalnote")
    give(occasion, uuid.uuid4(), {"listened": 2}, "Qorvalfeedback", source="link", language="en-gb")


def _pages(home):
    """A draft, a draft of a page that is live, a page for some only with a page below it, a document for some."""
    told = {"intro": "What you should know.", "body": [("paragraph", "<p>Tea.</p>")]}
    home.add_child(instance=InformationPage(title="Qorvaldraft", live=False, **told))
    live = publish(home, InformationPage(title="A page", **told))
    live.title = "Qorvalchange"
    live.save_revision()
    home.refresh_from_db()
    restricted = publish(home, InformationPage(title="Qorvalrestricted", **told))
    PageViewRestriction.objects.create(page=Page.objects.get(pk=restricted.pk), restriction_type="login")
    publish(restricted, InformationPage(title="Qorvalbelow", **told))
    Agreement.objects.create(
        what_people_said="Qorvalagreement", status="done", what_changed="x", event=_hidden(home), locale=home.locale
    )
    room = Collection.get_first_root_node().add_child(instance=Collection(name="For some"))
    CollectionViewRestriction.objects.create(collection=room, restriction_type="login")
    get_document_model().objects.create(title="Qorvaldocument", file="qorvaldocument.pdf", collection=room)


def _hidden(home):
    page = _event(EventIndexPage.objects.get(locale=home.locale, alias_of=None), "Qorvalrestricted event")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")
    return page


def _letters():
    get_user_model().objects.create_user(
        "qorvalstaff", "qorvalstaff@example.net", "password", first_name="Qorvalstaff", last_name="Qorvalstaff"
    )
    for page in OrganisationPage.objects.live().filter(locale=Locale.get_default()):
        PrivateAddress.objects.update_or_create(
            subject_key=page.translation_key, defaults={"email": "qorvalprivate@example.net"}
        )
    Message.objects.create(
        kind=Message.Kind.COMPLAINT,
        nonce=uuid.uuid4(),
        name="Qorvalname",
        email="qorvalmail@example.net",
        text="Qorvalmessage",
        language="en-gb",
        erase_after=timezone.localdate() + timedelta(days=9),
    )
