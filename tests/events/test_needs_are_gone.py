"""One story: what somebody needs is seen by whoever has the right and by nobody else, and then it is gone everywhere.

Somebody writes a word that exists nowhere else. Every table, every mail, every file that leaves and every folder is
searched for it: while it is kept, and after its time.
"""

import io
import logging
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook

from corner.mail.sending import send_due
from corner.models import AuditEntry
from events.mails import manage_url
from events.models import AccessNeed, Attendee, SignUp
from events.reminders import remind_due
from events.retention import erase_due

pytestmark = pytest.mark.django_db

NEED, ANSWER, PERSON = "zebrafish", "quokkadoor", "Wombatine"


def tables_with(word):
    """The tables in which any row holds the word, in any column."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(word.lower() in str(row).lower() for row in model._default_manager.values())
    }


def files_with(word, *folders):
    files = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return [path for path in files if word.lower() in path.read_bytes().decode("utf-8", "replace").lower()]


@pytest.fixture
def mail_folder(settings, tmp_path):
    """Mail leaves as files, so that they can be searched."""
    settings.EMAIL_BACKEND = "corner.mail.files.EmlFiles"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


@pytest.fixture
def page(make_event, make_organisation):
    questions = [("text", {"question": "Do you use a wheelchair?", "access": True})]
    return make_event(questions=questions, responsible_organisation=make_organisation("Own group"))


@pytest.fixture
def signup(page, visit):
    (wheelchair,) = page.questions
    sent = visit(page).press(
        "send",
        name=PERSON,
        need=["bsl", "interpreter"],
        speaks=NEED,
        more=f"My {NEED}, please",
        agree="on",
        **{f"q-{wheelchair.id}": f"A {NEED} one"},
    )
    assert sent.status_code == 303
    return SignUp.objects.get()


@pytest.fixture
def colleague(staff_of, page):
    return staff_of(page.responsible_organisation)


@pytest.fixture
def carer(staff_of, page):
    user = staff_of(page.responsible_organisation)
    user.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="view_accessneed"))
    return user


def everything_shown(client, signup):
    """All that a member of staff can see and take away of this date, as one text."""
    date = signup.occasion_id
    screens = [reverse("wagtailadmin_home"), reverse("events_signups"), reverse("events_all_needs")]
    screens += [reverse(f"events_{name}", args=[date]) for name in ("occasion", "door", "needs")]
    shown = [client.get(url).content.decode() for url in screens]
    shown += [client.post(url, {"go": "needs", "which": "all"}).content.decode() for url in screens[2:]]
    return "".join(shown)


def files_taken_away(client, signup):
    csv = client.post(reverse("events_download", args=[signup.occasion_id, "csv"])).content.decode("utf-8-sig")
    xlsx = client.post(reverse("events_download", args=[signup.occasion_id, "xlsx"])).content
    return csv + str(list(load_workbook(io.BytesIO(xlsx)).active.values))


def answer_all(client, carer):
    client.force_login(carer)
    for need in AccessNeed.objects.all():
        data = {"go": "answer", "need": need.pk, "reply": "arranged", "words": f"Through the {ANSWER}"}
        assert client.post(reverse("events_all_needs"), data).status_code == 200


def test_only_who_has_the_right_sees_it_and_after_its_time_it_is_nowhere(
    client, signup, colleague, carer, mail_folder, caplog
):
    caplog.set_level(logging.DEBUG)
    answer_all(client, carer)
    occasion = signup.occasion
    with time_machine.travel(occasion.starts_at - timedelta(days=1)):
        remind_due()
        send_due()
    kinds = {path.name for path in mail_folder.iterdir()}
    assert len(kinds) == 3  # a place, an answer, a reminder

    # While it is kept: in one table, on the person's own page, and before whoever has the right.
    for word in (NEED, ANSWER):
        assert tables_with(word) == {"events.AccessNeed"}
        assert files_with(word, mail_folder, settings.MEDIA_ROOT) == []
        client.force_login(colleague)
        assert word not in everything_shown(client, signup)
        client.force_login(carer)
        assert word in everything_shown(client, signup)
        for user in (colleague, carer):
            client.force_login(user)
            taken = files_taken_away(client, signup)
            assert word not in taken
            assert PERSON in taken
        client.logout()
        assert word in client.get(manage_url(signup)).content.decode()
        assert word not in caplog.text

    # After its time: nowhere, and the person is still there.
    with time_machine.travel(occasion.ends_at + timedelta(days=15)):
        assert erase_due()["access_needs"] == 5
        for word in (NEED, ANSWER):
            assert tables_with(word) == set()
            assert files_with(word, mail_folder, settings.MEDIA_ROOT) == []
            client.force_login(carer)
            assert word not in everything_shown(client, signup) + files_taken_away(client, signup)
            client.logout()
            assert word not in client.get(manage_url(signup)).content.decode()
        assert SignUp.objects.get().name == PERSON

    # In the end so is the person; that somebody came, and who looked and answered, stays.
    with time_machine.travel(occasion.ends_at + timedelta(days=91)):
        erase_due()
        for word in (PERSON, "amina@example.org"):
            assert tables_with(word) == set()
        client.force_login(carer)
        assert PERSON not in everything_shown(client, signup) + files_taken_away(client, signup)
    gone = SignUp.objects.get()
    assert (gone.number_of_places, gone.state, Attendee.objects.count()) == (1, "confirmed", 1)
    assert occasion.places.get().taken == 1
    assert AuditEntry.objects.filter(action="accessneed.answered").count() == 5
    assert AuditEntry.objects.filter(action="accessneeds.viewed").exists()


def test_the_search_finds_what_is_there(signup):
    """The negative control: a word that was put where it does not belong is found there."""
    AuditEntry.objects.create(action="x", record="x", details={"said": NEED})
    assert tables_with(NEED) == {"events.AccessNeed", "corner.AuditEntry"}
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(parents=True, exist_ok=True)
    path = media / "needs.txt"
    path.write_text(f"the {NEED}")
    try:
        assert files_with(NEED, media) == [path]
    finally:
        path.unlink()
