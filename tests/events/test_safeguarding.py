"""A safeguarding concern: who may know of it, what it pauses, and what it never holds back."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook

from corner.mail.sending import send_due
from corner.models import AuditEntry, OutgoingEmail
from events import ages, safety
from events.reminders import remind_due

FOR_THE_YOUNG = {"ages": "11 to 17", "safeguarding_lead": "Sam, 023 8000 0000", "for_guardians": "We ring you."}

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def page(make_event, own):
    return make_event(title="Tea in the park", starts_in_days=10, responsible_organisation=own)


@pytest.fixture
def occasion(page, date_of):
    return date_of(page)


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(occasion, name="Amina", email="amina@example.org")


@pytest.fixture
def colleague(staff_of, own):
    return staff_of(own)


def with_right(user):
    user.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="flag_safeguarding"))
    return user


@pytest.fixture
def lead(staff_of, own):
    return with_right(staff_of(own, name="lead"))


@pytest.fixture
def stranger(staff_of, make_organisation):
    return with_right(staff_of(make_organisation("Other group")))


def screen(signup):
    return reverse("events_concern", args=[signup.occasion_id, signup.pk])


def is_set(signup):
    signup.refresh_from_db()
    return signup.safeguarding_concern


def test_who_has_the_right_sets_and_clears_it_by_a_press(client, lead, amina):
    client.force_login(lead)
    client.get(screen(amina))
    client.post(screen(amina), {"go": "rocket"})
    assert not is_set(amina)
    for _ in range(2):
        client.post(screen(amina), {"go": "set"})
    assert is_set(amina)
    client.post(screen(amina), {"go": "clear"})
    assert not is_set(amina)
    entries = AuditEntry.objects.filter(action__startswith="signup.concern").order_by("pk")
    assert [(e.action, e.actor) for e in entries] == [("signup.concern_set", lead), ("signup.concern_cleared", lead)]


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_for_everybody_else_there_is_no_such_page(client, request, amina, who):
    client.force_login(request.getfixturevalue(who))
    for answer in (client.get(screen(amina)), client.post(screen(amina), {"go": "set"})):
        assert answer.status_code == 404
    assert not is_set(amina)


def test_only_who_has_the_right_sees_that_there_is_a_concern(client, lead, colleague, occasion, amina):
    list_of_date, door = reverse("events_occasion", args=[occasion.pk]), reverse("events_door", args=[occasion.pk])
    client.force_login(colleague)
    before = [client.get(url).content.decode() for url in (list_of_date, door)]
    safety.set_concern(amina, True, lead)
    after = [client.get(url).content.decode() for url in (list_of_date, door)]
    assert [html.count("Amina") for html in after] == [html.count("Amina") for html in before]
    assert [len(html) for html in after] == [len(html) for html in before]
    assert not any("concern" in html.lower() for html in after)
    client.force_login(lead)
    assert "<strong>Safeguarding concern</strong>" in client.get(list_of_date).content.decode()


def test_the_right_is_offered_to_groups(client, administrator):
    client.force_login(administrator)
    html = client.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Can see and set a safeguarding concern" in html


def test_the_party_leaves_the_files_without_a_gap_and_the_count_stays(
    client, lead, colleague, occasion, amina, signed_up
):
    signed_up(occasion, name="Ben", email="ben@example.org")
    safety.set_concern(amina, True, lead)
    for user in (colleague, lead):
        client.force_login(user)
        csv = client.post(reverse("events_download", args=[occasion.pk, "csv"])).content.decode("utf-8-sig")
        assert "Ben" in csv
        assert "amina" not in csv.lower()
        assert len(csv.splitlines()) == 2
        xlsx = client.post(reverse("events_download", args=[occasion.pk, "xlsx"])).content
        rows = list(load_workbook(io.BytesIO(xlsx)).active.values)
        assert len(rows) == 2
        assert "amina" not in str(rows).lower()
        assert "In person: 2" in client.get(reverse("events_occasion", args=[occasion.pk])).content.decode()
    assert {e.details["count"] for e in AuditEntry.objects.filter(action="signups.exported")} == {1}


def test_reminders_wait_and_what_people_must_know_does_not(page, occasion, amina, lead):
    safety.set_concern(amina, True, lead)
    with time_machine.travel(occasion.starts_at - timedelta(days=1)):
        remind_due()
        send_due()
        row = page.dates.get()
        row.status = "cancelled"
        page.dates = [row]
        page.save_revision().publish()
        send_due()
    states = dict(OutgoingEmail.objects.values_list("kind", "state"))
    assert states["signup.reminder"] == "dropped"
    assert states["signup.date_cancelled"] == "sent"


def test_a_concern_that_came_after_the_reminder_was_written_still_stops_it(occasion, amina, lead):
    with time_machine.travel(occasion.starts_at - timedelta(days=1)):
        remind_due()
        safety.set_concern(amina, True, lead)
        send_due()
    assert OutgoingEmail.objects.get(kind="signup.reminder").state == "dropped"


def test_the_form_names_the_age_that_the_rule_has(make_event, visit):
    html = visit(make_event(under_18s_invited=True, **FOR_THE_YOUNG)).page.content.decode()
    assert f"under {ages.RESPONSIBLE_ADULT_UNDER}, ask a parent" in html
    assert (ages.CHILD_UNDER, ages.RESPONSIBLE_ADULT_UNDER) == (18, 16)
