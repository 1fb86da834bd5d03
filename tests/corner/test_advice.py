"""What staff are advised while they write: worth a look, and never a reason not to publish."""

from datetime import datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.images import get_image_model

from corner.admin import advice_rules as rules
from corner.admin.advice import advice_on

pytestmark = pytest.mark.django_db

LONG = (
    "We met in the big hall on a very cold day in the winter, and everybody who came brought something warm to eat "
    "and to drink for all."
)


def paragraph(html):
    return [("paragraph", f"<p>{html}</p>")]


def said(page):
    return [f"{each.field}: {each.words}" for each in advice_on(page)]


def test_a_good_page_gets_none(make_case_study):
    assert said(make_case_study()) == []


def test_yes_without_details(make_event, make_person):
    page = make_event(calm_space="yes", food="yes", food_details="Sandwiches.", travel="no")
    page.hosts.add(make_person())
    assert [each.field for each in advice_on(page)] == ["calm_space_details"]
    page.calm_space_details = "Room 2."
    assert said(page) == []


@pytest.mark.parametrize("text", ["here", "Click here", "click here.", "Read more …"])
def test_a_link_that_says_nothing(make_information_page, text):
    page = make_information_page(body=paragraph(f'Go <a href="https://example.org">{text}</a> for it.'))
    assert len(said(page)) == 1
    assert str(rules.VAGUE_LINK.name) in said(page)[0]


@pytest.mark.parametrize(
    ("leaves_after", "status", "is_said"),
    [(-1, "scheduled", True), (0, "scheduled", True), (1, "scheduled", False), (-1, "cancelled", False)],
)
def test_an_event_that_leaves_before_it_is_over(make_event, make_person, leaves_after, status, is_said):
    """People who signed up would find no page, and by hand it is asked first; a set time asks nobody."""
    page = make_event()
    page.hosts.add(make_person())
    [row] = page.dates.all()
    row.status = status
    noon = datetime.combine(row.day, time(12), tzinfo=ZoneInfo("Europe/London"))
    page.dates, page.expire_at = [row], noon + timedelta(days=leaves_after)
    assert any(str(rules.LEAVES_TOO_SOON.name) in each for each in said(page)) is is_said


def test_an_event_without_a_host(make_event, make_person):
    page = make_event()
    assert any("Nobody is named as host" in words for words in said(page))
    page.hosts.add(make_person())
    assert not any("host" in words for words in said(page))


def test_a_link_that_is_an_address(make_information_page):
    page = make_information_page(body=paragraph('See <a href="https://example.org">https://example.org</a>'))
    assert str(rules.BARE_ADDRESS.name) in said(page)[0]
    page.body = paragraph('See <a href="https://example.org">the report of 2024</a>')
    assert said(page) == []


def test_a_long_sentence_is_shown_by_its_beginning(make_case_study):
    page = make_case_study(what_was_hard=paragraph(f"It rained. {LONG} We laughed."))
    [words] = said(page)
    assert words.startswith("what_was_hard: A sentence has more than 20 words.")
    assert "We met in the big hall on a" in words


def test_somebodys_own_words_are_theirs(make_case_study):
    page = make_case_study(what_was_hard=[("quote", {"quote": LONG, "consent": True})])
    assert said(page) == []


def test_only_english_is_measured(make_case_study, translate):
    page = make_case_study(what_was_hard=paragraph(LONG))
    assert said(translate(page, "pl")) == []


def test_a_page_that_is_hard_to_read(make_case_study):
    hard = "Organisational methodologies necessitate comprehensive participatory infrastructure. "
    page = make_case_study(what_was_hard=paragraph(hard * 10))
    assert any(str(rules.HARD_TO_READ.name) in words for words in said(page))


def test_a_picture_without_caption(make_information_page):
    content = BytesIO()
    Pillow.new("RGB", (40, 30), "#18502F").save(content, "PNG")
    picture = get_image_model().objects.create(title="A bench", file=ContentFile(content.getvalue(), name="b.png"))
    page = make_information_page()

    def show(caption="", **image):
        value = {"image": {"image": picture.pk, **image}, "caption": caption}
        page.body = page.body.stream_block.to_python([{"type": "picture", "value": value}])
        return said(page)

    assert str(rules.NO_CAPTION.name) in show(alt_text="A green bench")[0]
    assert show(alt_text="A green bench", caption="The bench in Sholing") == []
    assert show(decorative=True) == []


def test_with_all_that_advice_a_page_is_published(make_case_study):
    page = make_case_study(what_was_hard=paragraph(f'{LONG} <a href="https://example.org">here</a>'))
    assert len(said(page)) == 2
    assert page.live


def test_staff_read_it_above_the_form(client, administrator, make_event):
    client.force_login(administrator)
    page = make_event()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "2 pieces of advice: worth a look, you can publish without" in html
    assert str(rules.YES_WITHOUT_DETAILS.remedy) in html


def test_the_checker_of_the_preview_knows_our_rules(client, administrator, make_event):
    client.force_login(administrator)
    page = make_event()
    for address in (page.url, reverse("wagtailadmin_pages:edit", args=[page.pk])):
        html = client.get(address).content.decode()
        for rule in rules.IN_PREVIEW:
            assert f'"id": "{rule.id}"' in html
            assert f'"check-{rule.id}"' in html
    assert "content-checks.js" in client.get(page.url).content.decode()


def test_readers_get_nothing_of_it(client, make_event):
    assert "content-checks.js" not in client.get(make_event().url).content.decode()
