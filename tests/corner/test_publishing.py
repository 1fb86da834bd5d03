"""What readers would miss keeps a page from going live, by whatever route it goes: the form, many at once, or code."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images import get_image_model

from events.models import EventPage
from tests.fixtures.site import FULL_STORY

EMPTY_TEXT = [("paragraph", '<p data-block-key="a1b2c"></p>')]


@pytest.fixture
def draft(make_case_study, make_technique, make_information_page, make_recommendation, make_resource, make_event):
    """A page of some type with something left out, not live: `draft("case study", what_happened=[])`."""
    makers = {
        "case study": make_case_study,
        "technique": make_technique,
        "information page": make_information_page,
        "recommendation": make_recommendation,
        "resource": make_resource,
        "event": make_event,
    }

    def make(kind, dates=None, **left_out):
        page = makers[kind]()
        page.unpublish()
        for name, value in left_out.items():
            setattr(page, name, value)
        if dates is not None:
            page.dates = dates
        page.live = False
        page.save_revision()
        return page

    return make


LEFT_OUT = [
    ("case study", {"what_happened": []}),
    ("case study", {"what_happened": EMPTY_TEXT}),
    ("technique", {"steps": []}),
    ("technique", {"steps": [("step", {"title": "", "minutes": 30})]}),
    ("information page", {"body": []}),
    ("information page", {"body": [("callout", {"title": "Mind this", "text": "<p></p>"})]}),
    ("recommendation", {"body": EMPTY_TEXT}),
    ("resource", {"body": []}),
    ("event", {"what_to_expect": []}),
    ("event", {"dates": []}),
]


@pytest.mark.parametrize(("kind", "left_out"), LEFT_OUT)
def test_code_does_not_publish_what_tells_nothing(draft, kind, left_out):
    page = draft(kind, **left_out)
    with pytest.raises(ValidationError) as refusal:
        page.get_latest_revision().publish()
    assert list(refusal.value.message_dict) == list(left_out)
    assert not type(page).objects.get(pk=page.pk).live


@pytest.mark.parametrize(("kind", "left_out"), LEFT_OUT)
def test_publishing_many_at_once_says_what_is_missing(client, administrator, draft, kind, left_out):
    page = draft(kind, **left_out)
    client.force_login(administrator)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={page.pk}", follow=True)
    assert "Not published" in answer.content.decode()
    assert not type(page).objects.get(pk=page.pk).live


def said(page):
    """What staff read when they publish it."""
    with pytest.raises(ValidationError) as refusal:
        page.get_latest_revision().publish()
    return " ".join(refusal.value.messages)


def test_the_message_names_the_part_that_is_not_filled_in(draft):
    assert "Note: Text" in said(draft("information page", body=[("callout", {"text": "<p></p>"})]))
    assert "Checklist: Items" in said(draft("information page", body=[("checklist", {"items": []})]))
    assert "Add at least one date." in said(draft("event", dates=[]))


def test_somebodys_words_are_not_published_without_their_consent(draft):
    """In a part that may be left out, too."""
    quote = [("quote", {"quote": "I felt that people listened.", "consent": False})]
    assert "They agreed that we publish these words" in said(draft("technique", tips=quote))


def test_a_picture_in_the_text_needs_words_for_who_cannot_see_it(draft):
    content = BytesIO()
    Pillow.new("RGB", (400, 300), "#18502F").save(content, "PNG")
    picture = get_image_model().objects.create(title="A bench", file=ContentFile(content.getvalue(), name="bench.png"))
    page = draft("information page")

    def show(**how):
        value = {"image": {"image": picture.pk, **how}}
        page.body = page.body.stream_block.to_python([{"type": "picture", "value": value}])
        page.save_revision()

    show()
    assert "Picture: Alt text" in said(page)
    show(decorative=True)
    page.get_latest_revision().publish()


def test_parts_that_may_be_left_out_may_be_left_out(make_case_study):
    assert make_case_study(what_was_hard=[]).live


def test_what_was_chosen_may_be_gone(make_information_page, make_technique, draft):
    """A page that is linked to was deleted: that is no reason to hold back a text that people read."""
    gone = make_technique()
    page = make_information_page(
        body=[*FULL_STORY, ("related_pages", {"pages": [gone]}), ("quote", {"quote": "Good.", "consent": True})]
    )
    gone.delete()
    page = type(page).objects.get(pk=page.pk)
    page.save_revision().publish()
    assert page.live


def test_a_recording_is_not_published_without_its_words(make_case_study, make_technique):
    audio = Document.objects.create(title="Recording", file=ContentFile(b"ID3", name="recording.mp3"))
    for make in (make_case_study, make_technique):
        with pytest.raises(ValidationError) as refusal:
            make(audio=audio, audio_transcript="  ")
        assert list(refusal.value.message_dict) == ["audio_transcript"]


def test_an_event_of_the_past_need_not_know_what_was_planned(make_event):
    """The page then says “not recorded”."""
    assert make_event(starts_in_days=-9, what_to_expect=[], not_recorded=True).live


def test_a_translation_is_asked_too(make_information_page, translate, polish_home):
    page = translate(make_information_page(), "pl")
    page.body = EMPTY_TEXT
    with pytest.raises(ValidationError):
        page.clean_for_publishing()


def test_asking_takes_no_query_for_each_block(make_information_page, make_technique, django_assert_max_num_queries):
    others = [make_technique() for _number in range(4)]
    body = [("related_pages", {"pages": [other]}) for other in others]
    page = type(make_information_page()).objects.get(pk=make_information_page(body=[*FULL_STORY, *body]).pk)
    with django_assert_max_num_queries(2):
        page.clean_for_publishing()


def test_an_event_is_asked_in_few_queries(make_event, django_assert_max_num_queries):
    page = EventPage.objects.get(pk=make_event().pk)
    with django_assert_max_num_queries(2):
        page.clean_for_publishing()
