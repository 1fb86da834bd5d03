"""What the form of an event page refuses, and in which words. Staff see it at the field; nothing typed is lost."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.models import EventDate, EventPage, Occasion
from events.signing_up import cancel

pytestmark = pytest.mark.django_db


def row(one, **changes):
    values = {
        "id": one.pk or "",
        "day": one.day,
        "start_time": one.start_time or "",
        "end_time": one.end_time or "",
        "status": one.status,
        "venue": "",
        "capacity_in_person": "",
        "capacity_online": "",
        "signup_opens": "",
        "signup_closes": "",
        **changes,
    }
    return {name: str(value) for name, value in values.items()}


@pytest.fixture
def press(client, administrator):
    """Press a button of the page's form: `press(page, "publish", capacity_in_person=2)`."""
    client.force_login(administrator)

    def make(page, button="publish", rows=None, programme=True, questions=(), **changes):
        page = EventPage.objects.get(pk=page.pk)
        dates = list(page.dates.all())
        names = (
            "title",
            "slug",
            "intro",
            "kind",
            "mode",
            "signup",
            "calm_space",
            "payment",
            "photos_policy",
            "largest_party",
            "waiting_list",
            "offer_hours",
            "reminder_days",
        )
        values = {name: getattr(page, name) for name in names}
        values |= {
            "venue": page.venue_id or "",
            "responsible_organisation": page.responsible_organisation_id,
            "capacity_in_person": "" if page.capacity_in_person is None else page.capacity_in_person,
            "capacity_online": "" if page.capacity_online is None else page.capacity_online,
            **changes,
        }
        data = nested_form_data(
            {
                **{name: str(value) for name, value in values.items()},
                "dates": inline_formset(rows or [row(one) for one in dates], initial=len(dates)),
                "what_to_expect": streamfield(
                    [("line", {"time": "10:30", "title": "Hello", "text": ""})] if programme else []
                ),
                "questions": streamfield([(kind, value) for kind, value, _id in questions]),
                **{f"questions-{number}-id": key for number, (_kind, _value, key) in enumerate(questions)},
                **{
                    name: streamfield([])
                    for name in ("who_will_be_there", "record", "feedback_statements", "easy_read")
                },
                "comments": inline_formset([]),
                f"action-{button}": "1",
            }
        )
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    return make


def refused(answer):
    assert answer.status_code == 200, "it was published"
    return answer.content.decode()


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_good_form_is_published(make_event, press, date_of):
    page = make_event(capacity=5)
    answer = press(page, capacity_in_person=6)
    assert answer.status_code == 302, answer.context["form"].errors
    assert date_of(page).places.get().capacity == 6


def test_capacity_below_what_is_taken(make_event, press, date_of, signed_up):
    page = make_event(capacity=5)
    for _ in range(2):
        signed_up(date_of(page))
    html = refused(press(page, capacity_in_person=1))
    assert "2 people have a place" in html
    assert "Write 2 or more." in html
    assert date_of(page).places.get().capacity == 5
    assert press(page, capacity_in_person=2).status_code == 302


def test_capacity_of_one_date_below_what_is_taken(make_event, press, date_of, signed_up):
    page = make_event(capacity=5)
    signed_up(date_of(page))
    assert "1 person has a place" in refused(press(page, rows=[row(page.dates.get(), capacity_in_person=0)]))


def test_a_date_with_sign_ups_is_not_removed(make_event, press, signed_up):
    rows = [EventDate(day=in_days(n), start_time=time(9)) for n in (3, 4)]
    page = make_event(dates=rows)
    first = Occasion.objects.of_page(page).order_by("day").first()
    signup = signed_up(first)
    kept = [row(one, DELETE="on" if one.date_key == first.date_key else "") for one in page.dates.all()]
    html = refused(press(page, rows=kept))
    assert "the date cannot be removed" in html
    assert "Cancelled" in html
    cancel(signup)
    assert press(page, rows=kept).status_code == 302


def test_a_way_that_people_join_in_is_not_taken_away(make_event, press, date_of, signed_up):
    page = make_event(mode="both", capacity_online=4)
    signed_up(date_of(page), way="online")
    assert "People have signed up to join this way" in refused(press(page, mode="in-person"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": date(2031, 3, 30), "start_time": "01:30"}, "because the clocks go forward"),
        ({"start_time": "10:00", "end_time": "09:00"}, "It ends before it begins"),
        ({"start_time": "", "end_time": ""}, "Write when it begins"),
        ({"start_time": "", "end_time": "12:00"}, "or leave out when it ends"),
        ({"month_only": "on"}, "Only for months that are over"),
        ({"signup_closes": f"{in_days(400)} 10:00"}, "This is after the event begins"),
        ({"signup_opens": f"{in_days(400)} 10:00"}, "This is after the event begins"),
        (
            {"day": date(2031, 5, 1), "signup_opens": "2031-04-02 10:00", "signup_closes": "2031-04-01 10:00"},
            "would open after it closes",
        ),
        ({"day": date(2031, 5, 1), "signup_closes": "2031-03-30 01:30"}, "because the clocks go forward"),
    ],
)
def test_a_time_that_cannot_be(make_event, press, changes, words):
    page = make_event()
    html = refused(press(page, rows=[row(page.dates.get(), **changes)]))
    assert words in html
    assert "may be ambiguous" not in html


def test_an_evening_past_midnight_is_fine(make_event, press):
    page = make_event()
    assert press(page, rows=[row(page.dates.get(), start_time="20:00", end_time="01:00")]).status_code == 302


def test_a_row_that_was_wrong_in_a_draft_can_be_put_right(make_event, press):
    page = make_event()
    wrong = row(page.dates.get(), start_time="10:00", end_time="09:00")
    assert press(page, "draft", rows=[wrong]).status_code in (200, 302)
    assert press(page, rows=[row(page.dates.get(), start_time="09:00", end_time="10:00")]).status_code == 302


def test_staff_of_another_organisation_cannot_hand_the_event_to_themselves(
    client, press, make_event, make_organisation, staff_of, date_of, signed_up
):
    own, other = make_organisation("Own"), make_organisation("Other")
    page = make_event(responsible_organisation=own)
    signed_up(date_of(page))
    client.force_login(staff_of(other))
    assert "Only staff of Own" in refused(press(page, responsible_organisation=other.pk))
    client.force_login(staff_of(own))
    assert press(page, responsible_organisation=other.pk).status_code == 302


EMPTY_ROW = {
    "id": "",
    "day": "",
    "start_time": "",
    "end_time": "",
    "status": "scheduled",
    "venue": "",
    "capacity_in_person": "",
    "capacity_online": "",
    "signup_opens": "",
    "signup_closes": "",
    "ORDER": "1",  # the editor numbers the rows by itself
}


@pytest.fixture
def begin(client, administrator, events_index):
    """Open the form for a new event, type no more than a title, and press a button."""
    client.force_login(administrator)

    def make(button="draft", rows=(EMPTY_ROW,), **typed):
        address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])
        names = ("questions", "who_will_be_there", "record", "feedback_statements", "easy_read", "what_to_expect")
        data = nested_form_data(
            {
                "title": "Tea in the park",
                "slug": "",
                "kind": "conversation",
                "largest_party": "1",
                "waiting_list": "automatic",
                "offer_hours": "48",
                "reminder_days": "2",
                **typed,
                "dates": inline_formset(list(rows)),
                **{name: streamfield([]) for name in names},
                "comments": inline_formset([]),
                f"action-{button}": "1",
            }
        )
        return client.post(address, data)

    return make


def test_the_form_of_a_new_event_opens_with_a_row_for_its_date(client, begin, events_index):
    """Nobody has to look for a button to write when the event is."""
    html = client.get(reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])).content.decode()
    assert 'name="dates-0-day"' in html


def test_a_draft_needs_no_more_than_a_title(begin):
    answer = begin()
    assert answer.status_code == 302, answer.context["form"].formsets["dates"].errors
    page = EventPage.objects.get(title="Tea in the park")
    assert not page.live
    assert not page.dates.exists()


def test_a_draft_keeps_the_dates_that_were_typed(begin):
    rows = [{**EMPTY_ROW, "day": str(in_days(3))}, {**EMPTY_ROW, "ORDER": "2"}]
    assert begin(rows=rows).status_code == 302
    assert EventPage.objects.get(title="Tea in the park").dates.get().day == in_days(3)


def test_a_row_without_its_date_says_what_to_do(begin):
    answer = begin(rows=[{**EMPTY_ROW, "start_time": "10:00"}])
    assert "Write the date, or leave the whole row empty." in refused(answer)


def test_publishing_needs_a_date(begin):
    html = refused(begin("publish"))
    assert "Add at least one date." in html
    assert "at least 1 form" not in html


def test_a_page_without_a_date_left_is_not_published(make_event, press):
    page = make_event()
    assert "Add at least one date." in refused(press(page, rows=[row(page.dates.get(), DELETE="on")]))


def test_what_was_planned_long_ago_may_be_unknown(make_event, press):
    """Readers of an old event then see “not recorded”; for any other event somebody has to write it."""
    page = make_event(starts_in_days=-400)
    assert "This field is required" in refused(press(page, programme=False))
    assert press(page, programme=False, not_recorded="on").status_code == 302
    assert not EventPage.objects.get(pk=page.pk).what_to_expect


# --- questions that people have answered --------------------------------------------------------------------

TALK, CHILDREN = "What shall we talk about?", "How many children come along?"


@pytest.fixture
def asked(make_event, date_of, signed_up):
    """An event with two questions; somebody has answered the first."""
    page = make_event(questions=[("text", {"question": TALK}), ("number", {"question": CHILDREN})])
    key = page.questions[0].id
    signed_up(date_of(page), answers={key: "Parks"}, asked={key: {"question": TALK, "kind": "text"}})
    return page


def question(block, **changes):
    """As the editor sends it. An empty box is not sent at all."""
    names = ("question", "help", "smallest", "largest")
    value = {name: block.value.get(name) or "" for name in names if name in block.value}
    return block.block_type, {**value, **changes}, block.id


def test_a_question_that_people_answered_is_not_deleted_but_back_in_its_place(asked, press):
    talk, children = asked.questions
    answer = press(asked, questions=[question(children)])
    html = refused(answer)
    assert "People have answered" in html
    assert "instead of deleting it." in html
    again = answer.context["form"]["questions"].value()
    assert [(block.id, block.value["question"]) for block in again] == [(talk.id, TALK), (children.id, CHILDREN)]
    assert len(EventPage.objects.get(pk=asked.pk).questions) == 2


def test_it_is_retired_instead(asked, press):
    talk, children = asked.questions
    answer = press(asked, questions=[question(talk, retired="on"), question(children)])
    assert answer.status_code == 302, answer.context["form"].errors
    assert EventPage.objects.get(pk=asked.pk).questions[0].value["retired"]
    assert "instead of deleting it." in refused(press(asked, questions=[question(children)]))


def test_all_that_were_taken_out_come_back_in_their_order(asked, press, date_of, signed_up):
    key = asked.questions[1].id
    signed_up(date_of(asked), answers={key: "0"}, asked={key: {"question": CHILDREN, "kind": "number"}})
    answer = press(asked, questions=[("text", {"question": "New?", "help": ""}, "")])
    refused(answer)
    again = answer.context["form"]["questions"].value()
    assert [block.value["question"] for block in again] == [TALK, CHILDREN, "New?"]
    assert set(answer.context["form"].errors.as_data()["questions"][0].block_errors) == {0, 1}


def test_a_question_that_nobody_answered_may_go(asked, press):
    assert press(asked, questions=[question(asked.questions[0])]).status_code == 302
    assert len(EventPage.objects.get(pk=asked.pk).questions) == 1


def test_a_draft_may_leave_it_out(asked, press):
    assert press(asked, "draft", questions=[]).status_code == 302


def test_once_answers_are_erased_their_question_may_go(asked, press, date_of):
    from events.retention import erase

    erase(date_of(asked).signups.get())
    assert press(asked, questions=[]).status_code == 302


def test_what_was_lost_by_another_route_is_not_asked_for_again(asked, press):
    """Its words are not on the page to be put back; the list has them."""
    page = EventPage.objects.get(pk=asked.pk)
    del page.questions[0]
    page.save_revision().publish()
    assert press(asked, questions=[question(page.questions[0])]).status_code == 302
