"""Who may read what people write: request by request, with somebody who is refused each time."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from contacts import writing
from contacts.admin.messages import waiting_for
from contacts.models import Message, PrivateAddress
from corner.models import AuditEntry

pytestmark = pytest.mark.django_db

LIST = "/admin/messages/"


def one(message):
    return f"{LIST}inspect/{message.pk}/"


@pytest.fixture
def with_right(make_user):
    """Staff with one of the two rights, or with none."""

    def make(*codenames):
        group = Group.objects.create(name=f"Readers {codenames}")
        wanted = ["access_admin", *codenames]
        group.permissions.set(Permission.objects.filter(codename__in=wanted))
        return make_user(groups=[group.name])

    return make


@pytest.fixture
def everything(make_message, make_person, make_organisation):
    """One message of each kind, each with a word of its own; Bea's goes to her own address."""
    anna, bea, group = make_person("Anna"), make_person("Bea"), make_organisation("Veracity Life")
    PrivateAddress.objects.create(subject_key=bea.translation_key, email="bea@example.org")
    return {
        "Asking": make_message("ask", text="Asking"),
        "Joining": make_message("join", text="Joining"),
        "Unclear": make_message("unclear", text="Unclear"),
        "ToAnna": make_message("page", text="ToAnna", page=anna),
        "ToBea": make_message("page", text="ToBea", page=bea),
        "ToGroup": make_message("page", text="ToGroup", page=group),
        "Complaining": make_message("complaint", text="Complaining"),
        "Removing": make_message("removal", text="Removing", page=anna),
    }, group


@pytest.fixture
def readable(client, everything):
    """The words of the messages that somebody can open, read off the screens; the list holds as many."""

    def look(user):
        messages, _group = everything
        client.force_login(user)
        opened = {word for word, each in messages.items() if word in client.get(one(each)).content.decode()}
        listed = client.get(LIST).content.decode()
        assert {word for word, each in messages.items() if one(each) in listed} == opened
        return opened

    return look


def test_an_administrator_reads_all(readable, administrator, everything):
    assert readable(administrator) == set(everything[0])


def test_the_right_for_messages_opens_those_to_the_network(readable, with_right):
    assert readable(with_right("read_message")) == {"Asking", "Joining", "Unclear", "ToAnna", "ToGroup", "Removing"}


def test_the_right_for_complaints_opens_complaints_only(readable, with_right):
    assert readable(with_right("read_complaint")) == {"Complaining"}


def test_an_organisation_reads_what_is_for_it(readable, staff_of, everything):
    assert readable(staff_of(everything[1])) == {"ToGroup"}


def test_another_organisation_reads_nothing(readable, staff_of, make_organisation):
    assert readable(staff_of(make_organisation())) == set()


def test_other_staff_read_nothing_and_see_no_menu(client, readable, with_right):
    assert readable(with_right("change_topic")) == set()
    assert LIST not in client.get("/admin/").content.decode()


def test_an_account_that_was_switched_off_reads_nothing(administrator, everything):
    administrator.is_active = False
    assert not Message.objects.for_user(administrator).exists()


def test_a_stranger_is_sent_to_the_way_in(client, everything):
    for url in (LIST, one(everything[0]["Asking"])):
        assert client.get(url).status_code == 302
        assert client.post(url).status_code == 302
    assert not Message.objects.exclude(answered_at=None).exists()


def test_marking_says_who_and_when_and_begins_the_last_days(client, with_right, make_message):
    message, reader = make_message(), with_right("read_message")
    before = message.erase_after
    client.force_login(reader)
    client.post(one(message))
    message.refresh_from_db()
    assert message.answered_by == reader
    assert message.answered_at
    assert message.erase_after == timezone.localdate() + timedelta(days=90) < before
    assert AuditEntry.objects.get(action="message.answered").actor == reader
    assert "Mark as answered" not in client.get(one(message)).content.decode()


def test_whoever_may_not_read_it_may_not_mark_it(client, with_right, make_message):
    message = make_message("complaint")
    client.force_login(with_right("read_message"))
    assert client.post(one(message)).status_code in (302, 404)
    message.refresh_from_db()
    assert message.answered_at is None


def test_the_first_to_mark_it_stays(make_message, administrator, make_user):
    message = make_message()
    assert writing.mark_answered(message, administrator)
    assert not writing.mark_answered(Message.objects.get(), make_user())
    assert Message.objects.get().answered_by == administrator


def test_reading_marks_nothing(client, administrator, make_message):
    message = make_message()
    client.force_login(administrator)
    client.get(one(message))
    assert Message.objects.open().count() == 1


@pytest.mark.parametrize("below", ["new/", "edit/{}/", "delete/{}/", "copy/{}/", "history/{}/", "usage/{}/"])
def test_nobody_writes_changes_or_deletes_one_here(client, administrator, make_message, below):
    message = make_message()
    client.force_login(administrator)
    url = LIST + below.format(message.pk)
    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert Message.objects.exists()


def test_what_is_late_is_counted_for_those_who_may_read_it(client, with_right, make_message, administrator):
    make_message("complaint")
    make_message("ask")
    Message.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    Message.objects.filter(kind="ask").update(due_on=None)
    assert waiting_for(administrator) == {"open": 2, "overdue": 1}
    assert waiting_for(with_right("read_message")) == {"open": 1, "overdue": 0}
    client.force_login(administrator)
    assert "1 complaint or wish to be taken off is late" in client.get("/admin/").content.decode()


def test_a_day_to_come_stands_as_that_day(client, administrator, make_message):
    """Wagtail's own column says "Just now" of every day to come."""
    make_message("complaint")
    Message.objects.update(due_on=date(2031, 5, 3))
    client.force_login(administrator)
    assert "3 May 2031" in client.get(LIST).content.decode()


def test_due_today_is_not_late(make_message, administrator):
    make_message("complaint")
    Message.objects.update(due_on=timezone.localdate())
    assert waiting_for(administrator)["overdue"] == 0


def test_what_went_to_somebodys_own_address_waits_for_nobody_here(make_message, make_person, administrator):
    bea = make_person("Bea")
    PrivateAddress.objects.create(subject_key=bea.translation_key, email="bea@example.org")
    make_message("page", page=bea)
    assert waiting_for(administrator) == {"open": 0, "overdue": 0}


def test_a_long_list_costs_few_queries(client, administrator, make_message, django_assert_max_num_queries):
    client.force_login(administrator)
    for _number in range(6):
        make_message()
    client.get(LIST)
    with django_assert_max_num_queries(20):
        html = client.get(f"{LIST}?state=open&kind=ask").content.decode()
    assert html.count("/inspect/") >= 6


def test_the_list_is_narrowed_to_what_waits_is_late_or_is_done(client, administrator, make_message):
    kept = {name: make_message("complaint") for name in ("waits", "late", "done")}
    Message.objects.update(due_on=timezone.localdate() + timedelta(days=9))
    Message.objects.filter(pk=kept["late"].pk).update(due_on=timezone.localdate() - timedelta(days=1))
    writing.mark_answered(kept["done"], administrator)
    client.force_login(administrator)

    def listed(state):
        html = client.get(f"{LIST}?state={state}").content.decode()
        return {name for name, each in kept.items() if one(each) in html}

    assert listed("open") == {"waits", "late"}
    assert listed("late") == {"late"}
    assert listed("answered") == {"done"}
    assert listed("") == set(kept)


def test_the_first_screen_leads_to_what_waits(client, administrator, make_message):
    make_message("ask")
    client.force_login(administrator)
    html = client.get("/admin/").content.decode()
    assert f'<a href="{LIST}?state=open">1 message waits for an answer.</a>' in html


def test_an_empty_list_says_what_comes_there(client, administrator):
    client.force_login(administrator)
    assert "Nobody has written yet." in client.get(LIST).content.decode()
    assert "No message fits." in client.get(f"{LIST}?state=late").content.decode()


def test_both_rights_are_offered_to_groups(client, administrator):
    client.force_login(administrator)
    html = client.get("/admin/groups/new/").content.decode()
    assert "read messages to the network" in html
    assert "read complaints" in html


# --- Private addresses ----------------------------------------------------------------------------------------


def test_an_address_is_kept_by_its_page_and_written_down_without_it(client, administrator, make_person):
    anna = make_person("Anna")
    client.force_login(administrator)
    client.post("/admin/private_addresses/new/", {"subject": anna.pk, "email": "anna.private@example.org"})
    assert PrivateAddress.objects.get().subject_key == anna.translation_key
    assert "anna.private" not in str(AuditEntry.objects.get(action="private_address.added").details)
    answer = client.post("/admin/private_addresses/new/", {"subject": anna.pk, "email": "other@example.org"})
    assert "There is an address for this page already" in answer.content.decode()


def test_an_address_is_for_those_with_the_right(client, with_right, make_person):
    anna = make_person("Anna")
    kept = PrivateAddress.objects.create(subject_key=anna.translation_key, email="anna.private@example.org")
    client.force_login(with_right("read_message"))
    for url in ("/admin/private_addresses/", f"/admin/private_addresses/edit/{kept.pk}/"):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "anna.private" not in answer.content.decode()
