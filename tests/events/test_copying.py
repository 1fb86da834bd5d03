"""Staff begin with last month's event: what they would type again is there, what belongs to the former dates is not."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.copying import copy_event, suggested_day, suggested_title
from events.models import EventDate, EventPage, Occasion, SignUp

pytestmark = pytest.mark.django_db

DAY = timezone.localdate() + timedelta(days=40)
QUESTIONS = [
    {"type": "yes_no", "id": str(uuid4()), "value": {"question": "Do you garden?"}},
    {"type": "yes_no", "id": str(uuid4()), "value": {"question": "Do you still garden?", "retired": True}},
]


@pytest.fixture
def former(make_event, make_person, make_technique, make_information_page):
    stream = EventPage._meta.get_field("questions").stream_block
    return make_event(
        "Tea in the park",
        starts_in_days=-20,
        hosts=[make_person("Amina Khan")],
        techniques=[make_technique("World café")],
        working_together_page=make_information_page("How we work together"),
        questions=stream.to_python(QUESTIONS),
        calm_space_details="Room 2, open the whole time.",
        food="yes",
        food_details="Sandwiches.",
        largest_party=3,
        record=[("paragraph", "<p>Ten people came.</p>")],
        how_many_came=10,
        is_sample=True,
        last_reviewed=date(2026, 5, 1),
        signup_closes=timezone.now() - timedelta(days=21),
    )


@pytest.fixture
def staff(client, staff_of, former):
    client.force_login(staff_of(former.responsible_organisation))
    return client


def send(client, page, **fields):
    form = {"title": "Tea again", "day": DAY.isoformat(), "start_time": "11:00", "end_time": "12:30", **fields}
    return client.post(reverse("events_copy", args=[page.pk]), form)


def newest():
    return EventPage.objects.order_by("-pk").first().get_latest_revision_as_object()


def test_what_people_would_type_again_is_there(staff, former):
    answer = send(staff, former)
    new = newest()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[new.pk])
    for name in (
        *("intro", "kind", "mode", "venue", "responsible_organisation", "working_together_page", "photos_policy"),
        *("calm_space", "calm_space_details", "food", "food_details", "payment", "signup", "capacity_in_person"),
        *("waiting_list", "largest_party", "ask_for_feedback"),
    ):
        assert getattr(new, name) == getattr(former, name), name
    assert [each.title for each in new.hosts.all()] == ["Amina Khan"]
    assert [each.title for each in new.techniques.all()] == ["World café"]
    assert new.what_to_expect[0].value["title"] == "Hello"


def test_a_question_keeps_its_id_and_one_that_is_not_asked_any_more_stays_behind(staff, former):
    send(staff, former)
    assert [(block.id, block.value["question"]) for block in newest().questions] == [
        (QUESTIONS[0]["id"], "Do you garden?")
    ]


def test_what_belongs_to_the_former_dates_is_left_behind(staff, former):
    send(staff, former)
    new = newest()
    assert [(row.day, row.start_time, row.end_time) for row in new.dates.all()] == [(DAY, time(11), time(12, 30))]
    assert new.dates.get().date_key != former.dates.get().date_key
    assert not new.record
    assert (new.how_many_came, new.signup_closes, new.last_reviewed, new.is_sample) == (None, None, None, False)
    assert not new.live
    assert new.translation_key != former.translation_key


def test_nobody_who_signed_up_comes_along(staff, make_event, date_of, signed_up):
    to_come = make_event()
    signed_up(date_of(to_come), name="Halina")
    send(staff, to_come)
    new = EventPage.objects.get(pk=newest().pk)
    assert not Occasion.objects.filter(event__translation_key=new.translation_key).exists()
    new.get_latest_revision().publish()
    assert date_of(new).day == DAY
    assert not SignUp.objects.filter(occasion=date_of(new)).exists()
    assert SignUp.objects.count() == 1


def test_the_former_event_stays_as_it_was(staff, former):
    before = former.serializable_data()
    send(staff, former)
    assert EventPage.objects.get(pk=former.pk).serializable_data() == before


def test_of_an_event_that_never_was_published_the_newest_draft_is_copied(staff, former, events_index):
    draft = EventPage(title="An idea", mode="online", responsible_organisation=former.responsible_organisation)
    draft.live = False
    events_index.add_child(instance=draft)
    draft.intro = "Written later."
    draft.save_revision(clean=False)
    send(staff, draft)
    assert newest().intro == "Written later."


def test_an_event_for_invited_people_stays_one(staff, former):
    PageViewRestriction.objects.create(page=former, restriction_type="password", password="tea")
    send(staff, former)
    assert [each.password for each in newest().view_restrictions.all()] == ["tea"]


def test_a_translation_leads_to_a_copy_of_what_was_written(staff, former, translate):
    polish = translate(former, "pl", title="Herbata w parku")
    send(staff, polish)
    new = newest()
    assert new.locale_id == former.locale_id
    assert new.get_parent().pk == former.get_parent().pk
    assert new.intro == former.intro


def test_it_asks_for_a_date_that_can_be(staff, former):
    for wrong, words in (
        ({"day": ""}, "Choose a date."),
        ({"day": "2026-01-01"}, "This day is over."),
        ({"start_time": ""}, "Write when it begins."),
        ({"start_time": "20:00", "end_time": "19:00"}, "It ends before it begins."),
        ({"title": " "}, "Write a title."),
        ({"title": "!!!"}, "Write a title with letters or digits."),
    ):
        answer = send(staff, former, **wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert newest().pk == former.pk


def test_looking_changes_nothing(staff, former):
    assert staff.get(reverse("events_copy", args=[former.pk])).status_code == 200
    assert staff.get(reverse("events_copy_which")).status_code == 200
    assert newest().pk == former.pk


def test_the_next_date_is_suggested_on_the_same_weekday(former):
    day = suggested_day(former)
    assert day > timezone.localdate()
    assert (day - former.dates.get().day).days % 28 == 0


def test_the_title_is_suggested_with_its_month():
    page = EventPage(title="Tea in the park, March 2026")
    assert suggested_title(page, date(2026, 5, 3)) == "Tea in the park, May 2026"
    assert suggested_title(EventPage(title="Who decides?"), date(2026, 5, 3)) == "Who decides? May 2026"
    assert suggested_title(EventPage(title="Who decides? May 2026"), date(2026, 6, 3)) == "Who decides? June 2026"
    assert suggested_title(EventPage(title="Ours, yours"), date(2026, 5, 3)) == "Ours, yours, May 2026"
    assert len(suggested_title(EventPage(title="x" * 255), date(2026, 9, 3))) <= 255


def test_a_title_that_nobody_changed_follows_the_date(staff, former):
    suggested = suggested_title(former, suggested_day(former))
    day = DAY + timedelta(days=70)
    send(staff, former, title=suggested, day=day.isoformat())
    assert newest().title == f"Tea in the park, {day:%B %Y}"


def test_wagtails_own_screen_leads_to_ours(staff, former):
    assert staff.get(reverse("wagtailadmin_pages:copy", args=[former.pk])).url == reverse(
        "events_copy", args=[former.pk]
    )


def test_the_ways_to_it(staff, former, events_index):
    copy, which = reverse("events_copy", args=[former.pk]), reverse("events_copy_which")
    assert which in staff.get(reverse("wagtailadmin_explore", args=[events_index.pk])).content.decode()
    new = reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])
    assert which in staff.get(new).content.decode()
    assert copy in staff.get(which).content.decode()
    assert copy in staff.get(reverse("wagtailadmin_pages:edit", args=[former.pk])).content.decode()


def test_who_may_not_add_pages_may_not_copy(client, make_user, former):
    client.force_login(make_user(groups=["Editors"]))
    assert client.get(reverse("events_copy", args=[former.pk])).status_code == 200
    Page.objects.get(depth=1).group_permissions.all().delete()
    assert send(client, former).status_code in (302, 403)
    assert client.get(reverse("events_copy_which")).status_code in (302, 403)
    assert newest().pk == former.pk


def test_the_service_asks_for_the_right_too(make_user, former):
    with pytest.raises(Exception, match="permission"):
        copy_event(former, title="X", day=DAY, start_time=time(10), end_time=None, user=make_user())


def test_a_date_of_the_past_by_month_suggests_no_day(make_event):
    page = make_event(not_recorded=True, what_to_expect=[], dates=[EventDate(day=date(2024, 7, 1), month_only=True)])
    assert suggested_day(page) is None
    assert suggested_title(page, None) == page.title
