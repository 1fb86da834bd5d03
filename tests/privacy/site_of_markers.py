"""A site where something of every kind has happened, most of it as it happens: the rows that markers are put into."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.utils import timezone

from corner.data_register import declared
from events.requests import AccessAnswer, AccessConsent, Adult, Person

#: Whoever signs up and writes; in no marker's place, but in names, mails and files that come of it.
PERSON = "zamarkaamina7"


@pytest.fixture
def party(make_event, date_of, signed_up):
    """Amina, her child and a friend, with all that a sign-up can hold."""

    def make(name=PERSON, **fields):
        date = date_of(make_event("Tea", largest_party=3, starts_in_days=1))
        return signed_up(
            date,
            **{
                "name": name,
                "email": f"{name}@example.org",
                "phone": "023 8000 0000",
                "number_of_places": 2,
                "people": (Person(name), Person(f"{name} junior", under_16=True)),
                "adult": Adult(name, "023 8000 0001", f"{name}, 023 8000 0002", f"{name} senior"),
                "answers": {"q": name},
                "asked": {"q": {"question": "What?"}},
                "access_answers": (AccessAnswer("more", "Anything else?", f"{name} needs a ramp"),),
                "access_consent": AccessConsent("2026-11", "en-gb"),
                **fields,
            },
        )

    return make


@pytest.fixture
def rows(
    searchable, polish_home, party, make_person, make_user, make_message, answered, administrator, client, a_picture
):  # fmt: skip
    """One row of each model that the register names, as {model: row}; those about a page are about a person's."""
    from allauth.account.models import EmailAddress, EmailConfirmation
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession
    from wagtail.admin.models import EditingSession, FormState
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.documents import get_document_model
    from wagtail.models import (
        Comment,
        CommentReply,
        GroupApprovalTask,
        ModelLogEntry,
        PageLogEntry,
        TaskState,
        UploadedFile,
        Workflow,
        WorkflowTask,
    )
    from wagtail.search.models import IndexEntry
    from wagtail.users.models import UserProfile
    from wagtail_localize.models import (
        OverridableSegment,
        SegmentOverride,
        StringSegment,
        StringTranslation,
        Template,
        TranslationContext,
        TranslationSource,
    )

    from contacts.models import PrivateAddress
    from corner import audit, tombstones
    from corner.guards.limits import too_many
    from corner.models import ConsentRecord, Receipt, ShowsPeople, SiteSettings
    from events.models import Agreement, CallTask, EventPage, HostMessage, LostLinkRequest, SignUp
    from exchange.models import Upload
    from search.not_found import count
    from tests.fixtures.site import fill, submit

    signup = party()
    SignUp.objects.update(would_like_to_help_host=True, safeguarding_concern=True)
    CallTask.objects.create(signup=signup, kind="signup.reminder", dedupe_key="a call")
    HostMessage.objects.create(occasion=signup.occasion, nonce=signup.nonce, audience="with-a-place")
    LostLinkRequest.objects.create(nonce=signup.nonce, email=f"{PERSON}@example.org", language="en-gb")
    answered(signup.occasion, {"listened": 5}, words=f"I met {PERSON}.")
    make_message(name=PERSON, email=f"{PERSON}@example.org", text=f"From {PERSON}")
    Agreement.objects.create(what_people_said="We need a bench.", locale=polish_home.locale)
    count("bench", "en-gb")

    # A member of staff who will leave, and what they did.
    leaver = make_user("leaver", is_superuser=True)
    client.force_login(leaver)
    client.get("/admin/")
    client.post("/admin/sign-ups/person/", {"email": f"{PERSON}@example.org", "go": "look"})
    profile, _new = UserProfile.objects.get_or_create(user=leaver)
    address = EmailAddress.objects.get(user=leaver)
    session = Session.objects.latest("expire_date")
    user_session, _new = UserSession.objects.get_or_create(
        session_key=session.session_key, defaults={"user": leaver, "ip": "127.0.0.1", "user_agent": "x"}
    )

    # A person with a page, and everything that hangs on it.
    bea = make_person("Bea")
    revision = bea.save_revision(log_action=True)
    draft = submit(bea, "pl")
    fill(draft)
    translated = StringTranslation.objects.filter(context__object_id=bea.translation_key).first()
    source = TranslationSource.objects.get(object_id=bea.translation_key)
    context = TranslationContext.objects.filter(object_id=bea.translation_key).first()
    workflow = Workflow.objects.create(name="Four eyes")
    task = GroupApprovalTask.objects.create(name="Read it")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    workflow.start(bea, leaver)
    comment = Comment.objects.create(page=bea, user=leaver, text="x", contentpath="intro")
    of_page = ContentType.objects.get_for_model(bea)
    about = {"content_type": of_page, "object_id": str(bea.pk), "user": leaver}
    a_picture.shows_people = ShowsPeople.RECOGNISABLE
    a_picture.save()
    consent = ConsentRecord.objects.create(subject_key=a_picture.consent_key, basis="consent")
    tombstones.lay("account", "somebody who left before")
    too_many("sign-up", PERSON, 9, timedelta(days=1))
    upload = UploadedFile.objects.create(file=ContentFile(b"x", name="x.txt"), uploaded_by_user=leaver)

    chosen = {
        "auth.User": leaver,
        "account.EmailAddress": address,
        "account.EmailConfirmation": EmailConfirmation.create(address),
        "mfa.Authenticator": Authenticator.objects.create(user=leaver, type="totp", data={}),
        "wagtailusers.UserProfile": profile,
        "sessions.Session": session,
        "usersessions.UserSession": user_session,
        "wagtailcore.Page": bea.page_ptr,
        "contacts.PersonPage": bea,
        "wagtailcore.Revision": revision,
        "wagtailcore.TaskState": TaskState.objects.get(),
        "wagtailcore.Comment": comment,
        "wagtailcore.CommentReply": CommentReply.objects.create(comment=comment, user=leaver, text="x"),
        "wagtailcore.PageLogEntry": PageLogEntry.objects.filter(page=bea).first(),
        "wagtailcore.ModelLogEntry": ModelLogEntry.objects.log_action(leaver, "wagtail.create"),
        "wagtailcore.UploadedFile": upload,
        "wagtailredirects.Redirect": Redirect.objects.create(old_path="/b", redirect_page=bea),
        "wagtailsearch.IndexEntry": IndexEntry.objects.get(content_type=of_page, object_id=str(bea.pk)),
        "wagtailadmin.FormState": FormState.objects.create(**about, data="x", last_updated_at=timezone.now()),
        "wagtailadmin.EditingSession": EditingSession.objects.create(**about, last_seen_at=timezone.now()),
        "wagtail_localize.TranslationSource": source,
        "wagtail_localize.StringTranslation": translated,
        "wagtail_localize.String": translated.translation_of,
        "wagtail_localize.StringSegment": StringSegment.objects.filter(source=source).first(),
        "wagtail_localize.SegmentOverride": SegmentOverride.objects.create(
            locale=polish_home.locale, context=context, data_json="{}"
        ),
        "wagtail_localize.OverridableSegment": OverridableSegment.objects.create(
            source=source, context=context, order=1, data_json="{}"
        ),
        "wagtail_localize.Template": Template.objects.filter(segments__source=source).first()
        or Template.objects.create(uuid=signup.uuid, template="", template_format="html", string_count=0),
        "admin.LogEntry": LogEntry.objects.create(user=leaver, action_flag=ADDITION, object_repr="x"),
        "corner.ConsentRecord": consent,
        "corner.Picture": a_picture,
        "corner.PictureRendition": a_picture.get_rendition("width-10"),
        "corner.AuditEntry": audit.record("person.looked_up", SiteSettings.load(), leaver),
        "corner.Receipt": Receipt.objects.create(deed="erased", actor=leaver),
        "corner.SiteSettings": SiteSettings.load(),
        "wagtaildocs.Document": get_document_model().objects.create(
            title="List", file=ContentFile(b"x", name="list.txt")
        ),
        "exchange.Upload": Upload.objects.create(user=leaver, kind="people", rows=[], plan=[]),
        "contacts.PrivateAddress": PrivateAddress.objects.create(
            subject_key=bea.translation_key, email="x@example.org"
        ),
        "events.EventPage": EventPage.objects.first(),
    }
    others = {each.model for each in declared()} - set(chosen) - {"wagtailsearch.SQLiteFTSIndexEntry"}
    return chosen | {name: apps.get_model(name)._base_manager.order_by("pk").first() for name in others}
