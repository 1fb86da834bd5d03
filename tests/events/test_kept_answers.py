"""Staff notice late that a question of theirs is about access: what was answered by then is kept apart too."""

import pytest
from django.urls import reverse

from events.exports import as_csv, as_xlsx, rows
from events.models import AccessNeed, EventPage, SignUp
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db

QUESTIONS = [
    ("one_of", {"question": "How do you move about?", "options": ["On foot", "On four wheels"], "access": False}),
    ("text", {"question": "What shall we talk about?", "access": False}),
]


@pytest.fixture
def own(make_organisation):
    return make_organisation("Own group")


@pytest.fixture
def page(make_event, own):
    return make_event(questions=QUESTIONS, responsible_organisation=own)


@pytest.fixture
def answered(page):
    """What somebody wrote, as the form keeps it."""
    moving, talk = page.questions
    wheels = moving.value["options"].bound_blocks[1]
    return {
        "answers": {moving.id: wheels.id, talk.id: "Parks"},
        "asked": {
            moving.id: {
                "question": "How do you move about?",
                "kind": "one_of",
                "options": {wheels.id: "On four wheels"},
            },
            talk.id: {"question": "What shall we talk about?", "kind": "text"},
        },
    }


@pytest.fixture
def amina(page, date_of, signed_up, answered):
    """She answered, and told us nothing about access that she would have had to agree to."""
    return signed_up(date_of(page), name="Amina", **answered)


@pytest.fixture
def ben(page, date_of, signed_up, answered):
    """He asked for a quiet space, and agreed that we keep that."""
    return signed_up(
        date_of(page),
        name="Ben",
        access_answers=(AccessAnswer("quiet-space", "A quiet space", "yes"),),
        access_consent=AccessConsent("2026-11", "en-gb"),
        **answered,
    )


def publish(page, *, about_access=None, without_the_question=False):
    page = EventPage.objects.get(pk=page.pk)
    if about_access is not None:
        page.questions[0].value["access"] = about_access
    if without_the_question:
        del page.questions[0]
    page.save_revision().publish()


def read_by_staff(client, staff, occasion):
    client.force_login(staff)
    html = client.get(reverse("events_occasion", args=[occasion.pk])).content.decode()
    assert as_xlsx(occasion)
    return html + as_csv(occasion).decode()


def test_answers_leave_the_list_and_the_files(client, page, amina, ben, staff_of, own, date_of):
    colleague = staff_of(own)
    assert "On four wheels" in read_by_staff(client, colleague, date_of(page))
    publish(page, about_access=True)
    seen = read_by_staff(client, colleague, date_of(page))
    assert "four wheels" not in seen
    assert "How do you move about?" not in seen
    assert "Parks" in seen
    assert all(len(row) == len(next(rows(date_of(page)))) for row in rows(date_of(page)))


def test_who_agreed_that_we_keep_needs_has_one_more(page, ben, date_of):
    publish(page, about_access=True)
    ben.refresh_from_db()
    key = page.questions[0].id
    need = AccessNeed.objects.get(signup=ben, question=key)
    assert (need.asked, need.answer) == ("How do you move about?", "On four wheels")
    assert need.erase_after == AccessNeed.objects.get(signup=ben, question="quiet-space").erase_after
    assert key not in ben.answers
    assert key not in ben.asked


def test_who_did_not_gets_no_need_that_they_never_agreed_to(page, amina):
    publish(page, about_access=True)
    assert not AccessNeed.objects.filter(signup=amina).exists()


def test_they_stay_apart_when_the_page_is_published_again_or_the_question_goes(
    client, page, amina, staff_of, own, date_of
):
    colleague = staff_of(own)
    publish(page, about_access=True)
    publish(page)
    assert "four wheels" not in read_by_staff(client, colleague, date_of(page))
    publish(page, without_the_question=True)
    assert "four wheels" not in read_by_staff(client, colleague, date_of(page))


def test_a_slip_of_the_pen_loses_no_answer(client, page, amina, ben, staff_of, own, date_of):
    publish(page, about_access=True)
    publish(page, about_access=False)
    seen = read_by_staff(client, staff_of(own), date_of(page))
    assert "On four wheels" in seen  # Amina's
    assert "On four wheels" in [need.answer for need in AccessNeed.objects.filter(signup=ben)]


def test_a_draft_changes_nothing_yet(client, page, amina, staff_of, own, date_of):
    draft = EventPage.objects.get(pk=page.pk)
    draft.questions[0].value["access"] = True
    draft.save_revision()
    assert "On four wheels" in read_by_staff(client, staff_of(own), date_of(page))


def test_another_events_answers_stay_as_they_are(page, amina, make_event, date_of, signed_up, answered):
    """A copy of an event has the same questions, by the same ids."""
    copy = page.copy(update_attrs={"title": "Copy", "slug": "copy"}, keep_live=False)
    copy.save_revision().publish()
    there = signed_up(date_of(EventPage.objects.get(pk=copy.pk)), **answered)
    publish(page, about_access=True)
    assert SignUp.objects.get(pk=there.pk).asked == answered["asked"]
