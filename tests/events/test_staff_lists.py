"""Staff see who comes to their own organisation's events, and nothing of anybody else's."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook

from corner.models import AuditEntry
from events.models import Occasion, SignUp
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db

CONSENT = AccessConsent("2026-11", "en-gb")


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def occasion(make_event, date_of, own):
    return date_of(
        make_event(title="Our secret workshop", responsible_organisation=own, mode="both", capacity_online=9)
    )


@pytest.fixture
def amina(occasion, signed_up):
    return signed_up(
        occasion,
        name="Amina Confidential",
        email="amina@example.org",
        access_answers=(AccessAnswer("bsl", "British Sign Language", "NEEDS-BSL"),),
        access_consent=CONSENT,
        answers={"q1": "o1"},
        asked={"q1": {"question": "Which group?", "options": {"o1": "Morning"}}},
    )


@pytest.fixture
def colleague(staff_of, own):
    return staff_of(own)


@pytest.fixture
def with_the_right(staff_of, own):
    user = staff_of(own)
    user.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="view_accessneed"))
    return user


@pytest.fixture
def stranger(staff_of, make_organisation):
    user = staff_of(make_organisation("Other group"))
    user.user_permissions.add(Permission.objects.get(content_type__app_label="events", codename="view_accessneed"))
    return user


def addresses(occasion, signup):
    return {
        "list": reverse("events_signups"),
        "occasion": reverse("events_occasion", args=[occasion.pk]),
        "csv": reverse("events_download", args=[occasion.pk, "csv"]),
        "xlsx": reverse("events_download", args=[occasion.pk, "xlsx"]),
        "door": reverse("events_door", args=[occasion.pk]),
        "needs": reverse("events_needs", args=[occasion.pk]),
        "tell": reverse("events_tell", args=[occasion.pk]),
        "message": reverse("events_message", args=[occasion.pk]),
        "link": reverse("events_joining_link", args=[occasion.pk]),
        "cancel": reverse("events_cancel_signup", args=[occasion.pk, signup.pk]),
        "offer": reverse("events_offer_place", args=[occasion.pk, signup.pk]),
    }


def test_a_colleague_sees_the_date_and_who_comes(client, colleague, occasion, amina):
    client.force_login(colleague)
    assert "Our secret workshop" in client.get(reverse("events_signups")).content.decode()
    html = client.get(reverse("events_occasion", args=[occasion.pk])).content.decode()
    assert "Amina Confidential" in html
    assert "Morning" in html
    assert "NEEDS-BSL" not in html


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["stranger", "nobody", "no_member"])
def test_nobody_else_gets_a_byte(client, request, make_user, occasion, amina, who, method):
    if who == "stranger":
        client.force_login(request.getfixturevalue("stranger"))
    elif who == "no_member":
        client.force_login(make_user(groups=["Contributors"]))
    for name, url in addresses(occasion, amina).items():
        answer = getattr(client, method)(url)
        content = answer.content.decode(errors="replace")
        assert answer.status_code in ((200, 405) if name == "list" and who != "nobody" else (302, 403, 404, 405)), url
        for secret in ("Amina", "amina@", "secret workshop", "NEEDS-BSL"):
            assert secret not in content, (url, secret)
    amina.refresh_from_db()
    assert amina.state == "confirmed"


def test_the_menu_is_there_for_members_only(client, colleague, make_user):
    client.force_login(colleague)
    assert reverse("events_signups") in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(make_user(groups=["Contributors"]))
    assert reverse("events_signups") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_administrator_sees_all(client, administrator, occasion, amina):
    client.force_login(administrator)
    assert "Amina" in client.get(reverse("events_occasion", args=[occasion.pk])).content.decode()


def test_a_user_who_was_switched_off_sees_nothing(colleague, amina):
    colleague.is_active = False
    assert not SignUp.objects.for_user(colleague).exists()
    assert not Occasion.objects.for_user(colleague).exists()


# --- downloads ----------------------------------------------------------------------------------------------

HOSTILE = {
    "=1+1": "'=1+1",
    "+44 23 8000 0000": "'+44 23 8000 0000",
    "-1": "'-1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t'=1",
    "  =1": "'  =1",
    "＝1+1": "'＝1+1",
    "\r=1": "'\r'=1",
    "\ufeff=1": "'\ufeff=1",
    # For programs that split at another sign than the comma, or at line ends within quote marks.
    "x;=HYPERLINK(1);y": "x;'=HYPERLINK(1);y",
    "x|=1": "x|'=1",
    "x\t=1": "x\t'=1",
    "x\n@SUM(A1)": "x\n'@SUM(A1)",
    "x; =1;-2": "x;' =1;'-2",
    'x;"=1"': 'x;\'"=1"',
    "x;＝1": "x;'＝1",
    "Zoë": "Zoë",
    "tea; no sugar": "tea; no sugar",
    "a=b": "a=b",
}


@pytest.mark.parametrize(("text", "shown"), HOSTILE.items())
def test_formulas_are_made_harmless_in_both_files(occasion, signed_up, text, shown):
    from events.exports import as_csv, as_xlsx

    signup = signed_up(occasion)
    SignUp.objects.filter(pk=signup.pk).update(name=text)  # past the form's own cleaning
    content = as_csv(occasion).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline="")))[1][0] == shown
    cell = load_workbook(io.BytesIO(as_xlsx(occasion))).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == shown.replace("\r", "\n")  # as XML reads a line end


def test_a_control_character_does_not_break_the_spreadsheet(occasion, signed_up):
    from events.exports import as_xlsx

    SignUp.objects.filter(pk=signed_up(occasion).pk).update(name="Ami\x0bna\x08")
    assert load_workbook(io.BytesIO(as_xlsx(occasion))).active["A2"].value == "Amina"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_download_holds_answers_and_no_needs_and_is_written_down(client, with_the_right, occasion, amina, kind):
    client.force_login(with_the_right)
    answer = client.post(reverse("events_download", args=[occasion.pk, kind]))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    if kind == "csv":
        text = answer.content.decode("utf-8-sig")
    else:
        book = load_workbook(io.BytesIO(answer.content))
        text = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
    assert "Amina Confidential" in text
    assert "Which group?" in text
    assert "Morning" in text
    assert "BSL" not in text
    assert "British Sign Language" not in text
    entry = AuditEntry.objects.get(action="signups.exported")
    assert (entry.actor, entry.record) == (with_the_right, f"events.occasion:{occasion.pk}")


def test_opening_the_address_of_a_download_does_nothing(client, colleague, occasion, amina):
    client.force_login(colleague)
    assert client.get(reverse("events_download", args=[occasion.pk, "csv"])).status_code == 405
    assert not AuditEntry.objects.filter(action="signups.exported").exists()


# --- what people need ---------------------------------------------------------------------------------------


def test_needs_are_shown_to_whoever_has_the_right_and_each_look_is_written_down(
    client, with_the_right, occasion, amina
):
    client.force_login(with_the_right)
    url = reverse("events_needs", args=[occasion.pk])
    assert "NEEDS-BSL" not in client.get(url).content.decode()
    assert not AuditEntry.objects.filter(action="accessneeds.viewed").exists()
    assert "NEEDS-BSL" in client.post(url).content.decode()
    entry = AuditEntry.objects.get(action="accessneeds.viewed")
    assert (entry.actor, entry.details) == (with_the_right, {"count": 1})


def test_without_the_right_a_colleague_sees_no_needs(client, colleague, occasion, amina):
    client.force_login(colleague)
    for answer in (
        client.get(reverse("events_needs", args=[occasion.pk])),
        client.post(reverse("events_needs", args=[occasion.pk])),
    ):
        assert answer.status_code in (302, 403)
        assert "NEEDS-BSL" not in answer.content.decode()


def test_the_records_themselves_ask_for_organisation_and_right(amina, colleague, with_the_right, stranger):
    from events.models import AccessNeed

    seen = {user: AccessNeed.objects.for_user(user).count() for user in (colleague, with_the_right, stranger)}
    assert seen == {colleague: 0, with_the_right: 1, stranger: 0}


# --- what staff change --------------------------------------------------------------------------------------


def test_staff_cancel_a_sign_up_by_post_only(client, colleague, occasion, amina):
    client.force_login(colleague)
    url = reverse("events_cancel_signup", args=[occasion.pk, amina.pk])
    client.get(url)
    amina.refresh_from_db()
    assert amina.state == "confirmed"
    client.post(url)
    amina.refresh_from_db()
    assert amina.state == "cancelled"
    assert AuditEntry.objects.get(action="signup.cancelled").actor == colleague


def test_a_sign_up_of_another_date_is_not_reached_through_ones_own(
    client, colleague, occasion, make_event, date_of, signed_up
):
    theirs = signed_up(date_of(make_event()))
    client.force_login(colleague)
    assert client.post(reverse("events_cancel_signup", args=[occasion.pk, theirs.pk])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "confirmed"


def test_staff_write_down_the_link_to_join(client, colleague, occasion):
    client.force_login(colleague)
    url = reverse("events_joining_link", args=[occasion.pk])
    assert client.post(url, {"joining_link": "javascript:alert(1)"}).status_code == 200
    client.post(url, {"joining_link": "https://meet.example.org/abc"})
    occasion.refresh_from_db()
    assert occasion.joining_link == "https://meet.example.org/abc"


def test_a_warning_stands_on_the_list_when_the_page_was_not_followed(client, colleague, occasion, amina, signed_up):
    from events.models import EventPage

    signed_up(occasion)
    page = EventPage.objects.get(title="Our secret workshop")
    page.capacity_in_person = 1
    page.save_revision().publish()
    client.force_login(colleague)
    html = client.get(reverse("events_occasion", args=[occasion.pk])).content.decode()
    assert "fewer places than people have" in html


def test_the_list_does_not_ask_more_for_more_dates(
    client, colleague, own, make_event, occasion, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(colleague)
    client.get(reverse("events_signups"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("events_signups"))
    for _ in range(3):
        make_event(responsible_organisation=own)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("events_signups"))
    assert len(many) <= len(few)


@pytest.mark.parametrize(("name", "more"), [("events_occasion", []), ("csv", ["csv"]), ("xlsx", ["xlsx"])])
def test_one_date_does_not_ask_more_for_more_people(client, colleague, occasion, wish, signed_up, name, more):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask():
        if not more:
            return client.get(reverse(name, args=[occasion.pk]))
        return client.post(reverse("events_download", args=[occasion.pk, *more]))

    client.force_login(colleague)
    signed_up(occasion)
    ask()
    with CaptureQueriesContext(connection) as few:
        assert ask().status_code == 200
    for _ in range(6):
        signed_up(occasion)
    with CaptureQueriesContext(connection) as many:
        assert ask().status_code == 200
    assert len(many) == len(few)


# --- deleting -----------------------------------------------------------------------------------------------


def delete_in_admin(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


@pytest.mark.parametrize("what", ["event", "list of events"])
def test_an_event_that_people_signed_up_for_is_not_deleted(client, administrator, occasion, amina, events_index, what):
    from events.models import EventPage

    page = EventPage.objects.get(title="Our secret workshop")
    client.force_login(administrator)
    answer = delete_in_admin(client, page if what == "event" else events_index)
    assert "cannot be deleted" in answer.content.decode()
    assert EventPage.objects.filter(pk=page.pk).exists()


def test_nor_in_bulk(client, administrator, occasion, amina):
    from events.models import EventPage

    page = EventPage.objects.get(title="Our secret workshop")
    client.force_login(administrator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = client.post(f"{url}?id={page.pk}", follow=True)
    assert "cannot be deleted" in answer.content.decode()
    assert EventPage.objects.filter(pk=page.pk).exists()


def test_nor_by_code(occasion, amina):
    from django.db import transaction
    from django.db.models import ProtectedError

    from events.models import EventPage

    page = EventPage.objects.get(title="Our secret workshop")
    with pytest.raises(ProtectedError), transaction.atomic():
        page.delete()
    assert EventPage.objects.filter(pk=page.pk).exists()


def test_a_responsible_organisation_is_not_deleted(client, administrator, own, occasion):
    client.force_login(administrator)
    answer = delete_in_admin(client, own)
    assert "is responsible for the sign-ups" in answer.content.decode()
    assert type(own).objects.filter(pk=own.pk).exists()


def test_an_event_nobody_signed_up_for_can_be_deleted(client, administrator, make_event):
    page = make_event()
    client.force_login(administrator)
    delete_in_admin(client, page)
    assert not type(page).objects.filter(pk=page.pk).exists()
