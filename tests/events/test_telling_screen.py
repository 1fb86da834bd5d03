"""Right after publishing a new time, staff are asked: tell the people who signed up?"""

from datetime import time

import pytest
from django.urls import reverse

from corner.models import AuditEntry, OutgoingEmail
from events.models import EventDate, EventPage, Occasion
from tests.events import test_event_form
from tests.events.test_event_form import in_days, row

pytestmark = pytest.mark.django_db

press = test_event_form.press  # presses a button of the page's form, as an administrator


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def page(make_event, own):
    return make_event(title="Tea in the park", responsible_organisation=own)


@pytest.fixture
def amina(page, date_of, signed_up):
    return signed_up(date_of(page), name="Amina Confidential", number_of_places=1)


@pytest.fixture
def colleague(staff_of, own):
    return staff_of(own)


def moved(page, to=14):
    """Somebody has published another time."""
    page = EventPage.objects.get(pk=page.pk)
    rows = list(page.dates.all())
    for each in rows:
        each.start_time, each.end_time = time(to), time(to + 1)
    page.dates = rows
    page.save_revision().publish()
    return Occasion.objects.of_page(page).order_by("day").first()


def address(occasion):
    return reverse("events_tell", args=[occasion.pk])


def told():
    return OutgoingEmail.objects.filter(kind="signup.date_changed").count()


def test_publishing_a_new_time_leads_to_the_question(press, page, amina, date_of):
    answer = press(page, rows=[row(page.dates.get(), start_time="14:00", end_time="15:00")])
    assert answer.status_code == 302
    assert answer["Location"] == address(date_of(page))


def test_so_does_nothing_else(press, page, amina, date_of):
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    new_time = row(page.dates.get(), start_time="14:00", end_time="15:00")
    assert address(date_of(page)) not in press(page, title="Another title")["Location"]
    assert press(page, button="save", rows=[new_time])["Location"].startswith(editor), "a draft moves nothing"
    press(page, rows=[new_time])
    assert press(page, button="save")["Location"].startswith(editor), "a draft asks nothing again"


def test_who_may_not_see_the_list_is_told_who_decides(
    client, press, page, amina, date_of, staff_of, make_organisation, monkeypatch
):
    stranger = staff_of(make_organisation("Other group"))
    monkeypatch.setattr(client, "force_login", lambda user: None)
    type(client).force_login(client, stranger)
    answer = press(page, rows=[row(page.dates.get(), start_time="14:00", end_time="15:00")])
    assert date_of(page).change_untold_since
    assert "/tell/" not in answer["Location"]
    assert "Own group decides whether we tell them" in client.get(answer["Location"]).content.decode()


def test_the_question_says_who_what_and_in_which_languages(
    client, colleague, page, amina, date_of, signed_up, polish_home, arabic_home
):
    signed_up(date_of(page), language="pl", name="Basia")
    signed_up(date_of(page), language="ar", name="Omar")
    Occasion.objects.update(largest_party=4)
    signed_up(date_of(page), number_of_places=4)
    occasion = moved(page)
    client.force_login(colleague)
    html = client.get(address(occasion)).content.decode()
    for words in (
        "Tell the 7 people?",
        "4 parties are on the list",
        "Arabic, English, Polish",
        "10:30am to 1pm",
        "2pm to 3pm",
        "Something has changed: Tea in the park",
    ):
        assert words in html, words
    assert "Amina" not in html
    assert told() == 0, "looking tells nobody"


def test_yes_writes_to_them_and_leads_back_to_the_page(client, colleague, page, amina):
    occasion = moved(page)
    client.force_login(colleague)
    answer = client.post(address(occasion), {"go": "tell"})
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(address(occasion), {"go": "tell"})
    assert told() == 1
    assert AuditEntry.objects.get(action="occasion.told").actor == colleague
    assert "There is nothing to decide" in client.get(address(occasion)).content.decode()


def test_no_writes_to_nobody(client, colleague, page, amina):
    occasion = moved(page)
    client.force_login(colleague)
    client.post(address(occasion), {"go": "leave", "sequence": occasion.ical_sequence})
    occasion.refresh_from_db()
    assert occasion.change_untold_since is None
    assert told() == 0


@pytest.mark.parametrize("sequence", ["0", "", "x"])
def test_no_to_what_was_not_seen_decides_nothing(client, colleague, page, amina, sequence):
    occasion = moved(page)
    client.force_login(colleague)
    client.post(address(occasion), {"go": "leave", "sequence": sequence})
    occasion.refresh_from_db()
    assert occasion.change_untold_since


def test_after_one_date_comes_the_next(client, colleague, make_event, own, signed_up):
    rows = [EventDate(day=in_days(number), start_time=time(10)) for number in (3, 4)]
    page = make_event(dates=rows, responsible_organisation=own)
    first, second = Occasion.objects.of_page(page).order_by("day")
    signed_up(first)
    signed_up(second)
    assert moved(page) == first
    client.force_login(colleague)
    assert client.post(address(first), {"go": "tell"})["Location"] == address(second)
    assert client.post(address(second), {"go": "tell"})["Location"].endswith(f"/pages/{page.pk}/edit/")


def test_until_then_the_lists_say_so(client, colleague, page, amina):
    occasion = moved(page)
    client.force_login(colleague)
    places = [reverse("events_signups"), reverse("events_occasion", args=[occasion.pk])]
    assert all(address(occasion) in client.get(url).content.decode() for url in places)
    client.post(address(occasion), {"go": "tell"})
    assert not any(address(occasion) in client.get(url).content.decode() for url in places)


def test_a_stranger_neither_sees_nor_decides(client, page, amina, staff_of, make_organisation):
    occasion = moved(page)
    client.force_login(staff_of(make_organisation("Other group")))
    assert client.get(address(occasion)).status_code == 404
    assert client.post(address(occasion), {"go": "tell"}).status_code == 404
    assert told() == 0
