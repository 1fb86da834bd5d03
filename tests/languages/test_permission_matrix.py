"""A Polish translator at every door of the admin: what they may open is a short list here, all else is shut.

The doors come from the URL resolver, so one that is new is shut to translators, or fails this test until somebody
writes it down. The stories are in test_translators.py; this is the sweep.
"""

import logging
import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Collection, GroupApprovalTask, Locale, Site, Workflow, WorkflowTask
from wagtail_localize.models import StringTranslation, Translation

from tests.doors import Behind, knock
from tests.fixtures.site import fill, submit, translate

#: Somebody who has signed up.
NAME, E_MAIL = "Halina Nowakowska", "halina.n@example.net"
#: Every text of the Arabic draft, and the word in it that the translator searches for.
DRAFT, ASKED = "كلمةالسر مسودة", "مسودة"
ANY_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Their own, and that of the network, which stands on every page.
KNOWN_E_MAILS = {"ola@example.org", "coproduction@southamptonvs.org.uk"}

#: What a Polish translator may open, by the name of the address: in which languages what stands behind it may be
#: ("" where it is nothing of a language). Not here, and not refused, is a hole.
OWN_WORK = {
    "po_download": "pl",
    "po_files": "",
    "po_upload": "pl",
    "shared_board": "",
    "translation_board": "",
    "wagtail_localize:download_pofile": "pl",
    "wagtail_localize:edit_string_translation": "pl",
    "wagtail_localize:preview_translation": "pl",
    "wagtail_localize:translations_report": "",
    "wagtail_localize:translations_report_results": "",
    "wagtail_localize:upload_pofile": "pl",
    "wagtailadmin_home": "",
    "wagtailadmin_pages:collect_workflow_action_data": "pl",
    "wagtailadmin_pages:confirm_workflow_cancellation": "pl",
    "wagtailadmin_pages:edit": "pl",
    "wagtailadmin_pages:history": "pl",
    "wagtailadmin_pages:history_results": "pl",
    "wagtailadmin_pages:preview_on_edit": "pl",
    "wagtailadmin_pages:revisions_compare": "pl",
    "wagtailadmin_pages:revisions_index": "pl",
    "wagtailadmin_pages:revisions_revert": "pl",
    "wagtailadmin_pages:revisions_view": "pl",
    "wagtailadmin_pages:usage": "pl",
    "wagtailadmin_pages:view_draft": "pl",
    "wagtailadmin_pages:workflow_action": "pl",
    "wagtailadmin_pages:workflow_history": "pl",
    "wagtailadmin_pages:workflow_history_detail": "pl",
    **{
        f"wagtailsnippets_{kind}:{name}": language
        for kind in ("contacts_venue", "corner_topic", "events_agreement")
        for name, language in {
            "list": "", "list_results": "", "edit": "pl", "history": "pl", "history_results": "pl", "usage": "pl",
        }.items()
    },
}  # fmt: skip

#: Lists that hold only what they may see, and somebody else's page where everybody can read it.
LISTS = {
    "wagtailadmin_api:documents:detail": "",
    "wagtailadmin_api:documents:listing": "",
    "wagtailadmin_api:images:detail": "",
    "wagtailadmin_api:images:listing": "",
    "wagtailadmin_api:pages:detail": "pl",
    "wagtailadmin_api:pages:listing": "",
    "wagtailadmin_choose_page": "",
    "wagtailadmin_choose_page_child": "en pl ar",
    "wagtailadmin_choose_page_search": "",
    "wagtailadmin_explore": "en pl ar",  # leads to their own pages
    "wagtailadmin_explore_results": "en pl ar",
    "wagtailadmin_explore_root": "",
    "wagtailadmin_pages:search": "",
    "wagtailadmin_pages:search_results": "",
    "wagtailadmin_pages:type_use": "",
    "wagtailadmin_pages:type_use_results": "",
    "reviews": "",
    "wagtailadmin_reports:aging_pages": "",
    "wagtailadmin_reports:aging_pages_results": "",
    "wagtailadmin_reports:site_history": "",
    "wagtailadmin_reports:site_history_results": "",
    "wagtailadmin_reports:workflow": "",
    "wagtailadmin_reports:workflow_results": "",
    "wagtailadmin_reports:workflow_tasks": "",
    "wagtailadmin_reports:workflow_tasks_results": "",
    "wagtailadmin_tag_autocomplete": "",
    "wagtailadmin_tag_model_autocomplete": "",
    "wagtaildocs_chooser:choose": "",
    "wagtaildocs_chooser:choose_results": "",
    "wagtaildocs_chooser:chosen_multiple": "",
    "wagtailimages_chooser:choose": "",
    "wagtailimages_chooser:choose_results": "",
    "wagtailimages_chooser:chosen_multiple": "",
    # Empty for whoever works for no organisation (tests/events/test_staff_lists.py).
    "events_calls": "",
    "events_mail": "",
    "events_signups": "",
    "events_signups_results": "",
}

#: Without content of the site: the own account, the way in and out, which lead to corner.accounts, forms for a link,
#: what scripts need.
NOBODYS = dict.fromkeys(
    [
        "guide",
        "guide_go",
        "guide_task",
        "print_style",
        "wagtail_localize:javascript_catalog",
        "wagtailadmin_account",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_dismissibles",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_sprite",
        "wagtailimages_chooser:select_format",
    ],
    "",
)

PUBLISHING = {
    "bulk publish page": "pl",
    "bulk unpublish page": "pl",
    "check_translation": "pl",
    "wagtailadmin_pages:revisions_unschedule": "pl",
    "wagtailadmin_pages:unpublish": "pl",
}

#: Wagtail asks "are you sure?", says that they may not, and writes nothing.
REFUSED_IN_WORDS = {"bulk publish page": "pl", "bulk unpublish page": "pl"}

ALLOWED = {
    "Polish translators": OWN_WORK | LISTS | NOBODYS | REFUSED_IN_WORDS,
    "Polish reviewers": OWN_WORK | LISTS | NOBODYS | PUBLISHING,
}
#: Written when somebody looks: who is there, and small copies of pictures.
BY_LOOKING = {"django_session", "wagtailadmin_editingsession", "corner_picturerendition", "wagtailusers_userprofile"}


@pytest.fixture
def behind(
    searchable, make_event, make_information_page, venue, polish_home, arabic_home, a_picture, date_of, signed_up,
    answered, make_user, staff_of,
):  # fmt: skip
    """Something of every kind, behind every door."""
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.contrib.search_promotions.models import Query
    from wagtail.documents import get_document_model

    from contacts.models import Membership, Message, PrivateAddress
    from corner.models import ConsentRecord, Helpline, Invitation, OutgoingEmail, Receipt, SiteSettings, Topic
    from events.models import Agreement, CallTask
    from exchange.models import Upload

    english = Locale.get_default()
    event = make_event("Tea", slug="tea", questions=[("text", {"question": "What else?", "access": False})])
    page = make_information_page("Help", slug="help")
    topic = Topic.objects.create(name="Parks", slug="parks", locale=english)
    agreement = Agreement.objects.create(what_people_said="We need a bench.", locale=english)
    sources = [event, page, venue, topic, agreement]
    polish = [translate(each, "pl") for each in sources]
    arabic = [translate(event, "ar", title="شاي")]
    for each in sources[1:]:
        draft = submit(each, "ar")
        fill(draft)
        StringTranslation.objects.filter(locale=arabic_home.locale, context__object_id=each.translation_key).update(
            data=DRAFT
        )
        if each is page:
            draft.save_target(publish=False)
        arabic.append(draft.get_target_instance())
    workflow = Workflow.objects.create(name="Four eyes")
    task = GroupApprovalTask.objects.create(name="Read it")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    for each in (page, polish[1], arabic[1]):
        workflow.start(each, None)

    date = date_of(event)
    signup = signed_up(date, name=NAME, email=E_MAIL)
    by_phone = signed_up(date, name=NAME, email="", phone="023 8000 0004")
    answered(date, {"listened": 5})
    somebody = staff_of(event.responsible_organisation, name="somebody")
    things = {
        "occasion_id": date.pk,
        "signup_id": signup.pk,
        "call_id": CallTask.objects.create(signup=by_phone, kind="signup.reminder").pk,
        "email_id": OutgoingEmail.objects.first().pk,
        "receipt_id": Receipt.objects.create(deed=Receipt.Deed.ERASED).pk,
        "kind": "csv",
        "task": "translate-a-page",
        "place": "translations",
        "uidb64": "MQ",
        "token": "x",
        "consents pk": ConsentRecord.objects.create(
            subject_key=page.translation_key, basis=ConsentRecord.Basis.CONSENT, given_on=timezone.localdate()
        ).pk,
        "membership pk": Membership.objects.first().pk,
        "helplines pk": Helpline.objects.first().pk,
        "messages pk": Message.objects.create(
            kind=Message.Kind.ASK,
            nonce=uuid4(),
            name=NAME,
            email=E_MAIL,
            language="pl",
            erase_after=timezone.localdate(),
        ).pk,
        "private_addresses pk": PrivateAddress.objects.create(subject_key=uuid4(), email=E_MAIL).pk,
        "exchange_template kind": "people",
        "file_type": "csv",
        "uuid": Upload.objects.create(user=somebody, kind="people", rows=[], plan=[]).pk,
        "wagtailusers_users pk": somebody.pk,
        "user_id": somebody.pk,
        "invitation_id": Invitation.objects.create(user=somebody).pk,
        "wagtailusers_groups pk": Group.objects.get(name="Editors").pk,
        "wagtaillocales pk": arabic_home.locale_id,
        "wagtailsites pk": Site.objects.get().pk,
        "wagtailadmin_collections pk": Collection.objects.first().pk,
        "collection_id": Collection.objects.first().pk,
        "wagtailadmin_workflows pk": workflow.pk,
        "workflow_pk": workflow.pk,
        "task_id": task.pk,
        "redirect_id": Redirect.objects.create(old_path="/old", redirect_link="/new/").pk,
        "query_id": Query.get("bench").pk,
        "image_id": a_picture.pk,
        "translation_source_id": Translation.objects.first().source_id,
    }
    document = get_document_model().objects.create(title="Plan", file="plan.pdf")
    session = EditingSession.objects.create(user=somebody, content_object=page, last_seen_at=timezone.now())
    things |= {
        "document_id": document.pk,
        "doc_id": document.pk,
        "uploaded_file_id": 1,
        "wagtaildocs_chooser pk": document.pk,
        "wagtailimages_chooser pk": a_picture.pk,
        "wagtailadmin_api:documents pk": document.pk,
        "wagtailadmin_api:images pk": a_picture.pk,
        "wagtailsettings pk": SiteSettings.load().pk,
        "wagtailsettings app_name": "corner",
        "wagtailsettings model_name": "sitesettings",
        "wagtailadmin_tag_model_autocomplete app_name": "taggit",
        "wagtailadmin_tag_model_autocomplete model_name": "tag",
        "app_label": "wagtailcore",
        "model_name": "page",
        "content_type_app_name": "library",
        "content_type_model_name": "informationpage",
        "wagtailadmin_workflows:add_task app_label": "wagtailcore",
        "wagtailadmin_workflows:add_task model_name": "groupapprovaltask",
        "object_id": page.pk,
        "session_id": session.pk,
        "workflow_state_id": page.current_workflow_state.pk,
        "task_state_id": page.current_workflow_task_state.pk,
        "filter_spec": "original",
        "action_name": "approve",
        "mode": "default",
        "bulk user": somebody,
        "bulk picture": a_picture,
        "bulk document": document,
    }
    by_language = {"en": sources, "pl": polish, "ar": arabic}
    translations = Translation.objects.select_related("source")
    return Behind(
        {language: of_it[:2] for language, of_it in by_language.items()},
        {language: of_it[2:] for language, of_it in by_language.items()},
        {
            code: list(
                translations.filter(
                    target_locale__language_code=code, source__object_id__in=[each.translation_key for each in sources]
                )
            )
            for code in ("pl", "ar")
        },
        things,
    )


@pytest.fixture(params=["Polish translators", "Polish reviewers"])
def answers(request, behind, make_user, client, monkeypatch):
    """What they get at every door."""
    call_command("make_translator_groups", verbosity=0)
    client.force_login(make_user("ola", groups=[request.param]))
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # it writes down every refusal
    client.raise_request_exception = False  # a form made by hand may be an error of Wagtail's, and shows nothing
    doors = behind.doors(ASKED)
    assert len(doors) > 500
    found = []
    for door in doors:
        looked = knock(client, door, "GET")
        found += [looked, knock(client, door, "POST", follow=looked.is_refused)]
    words = [door for door in doors if door.name.startswith("wagtail_localize:edit_")]
    return request.param, found + [knock(client, door, "PUT") for door in words]


@pytest.mark.long  # half a minute each
def test_a_polish_translator_gets_in_where_their_work_is_and_nowhere_else(answers):
    group, got = answers
    opened = {(each.door.name, each.door.language) for each in got if not each.is_refused or each.written - BY_LOOKING}
    allowed = {(name, language) for name, known in ALLOWED[group].items() for language in known.split(" ")}
    assert opened - allowed == set(), "open, and nobody has said that it may be"
    assert allowed - opened == set(), "said to be open, but refused"

    for each in got:
        if each.method == "GET" or (group == "Polish translators" and each.door.name in REFUSED_IN_WORDS):
            assert each.written <= BY_LOOKING, f"{each.method} {each.door} writes {each.written}"
        shown = [secret for secret in (NAME, E_MAIL, DRAFT) if secret in each.words]
        shown += set(ANY_E_MAIL.findall(each.words)) - KNOWN_E_MAILS
        assert not shown, f"{each.method} {each.door} shows {shown}"
