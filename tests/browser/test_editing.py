"""Staff open the admin, write a case study with a picture, repeat the date of an event, publish; readers see it."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from PIL import Image
from playwright.sync_api import expect
from wagtail.models import Locale

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from contacts.models import OrganisationPage
from corner.models import Topic
from events.models import EventPage, Occasion
from tests.browser.page_form import press_more_action


@pytest.fixture
def picture():
    """A file as a phone gives it, ready for a file field."""
    content = BytesIO()
    Image.new("RGB", (640, 480), "#18502F").save(content, "JPEG")
    return {"name": "bench.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def open_panel(page, name):
    """Unfold one of the panels that are folded at first."""
    page.locator(f"#panel-child-basics-{name}-section > .w-panel__header [data-panel-toggle]").click()


def test_a_new_case_study_with_a_picture_is_published_and_appears(sign_in, visitor, picture):
    index = CaseStudyIndexPage.objects.get(locale=Locale.get_default())
    page = sign_in("staff", f"/admin/pages/add/casestudies/casestudypage/{index.pk}/")
    page.locator("[name=title]").fill("A bench for the school gate")
    page.locator("[name=intro]").fill("Parents and pupils asked for a bench. Now there is one.")
    page.locator("[name=stage]").select_option("finished")
    page.locator("[name=impact]").select_option("yes")

    open_panel(page, "picture")
    page.get_by_role("button", name="Choose a picture").click()
    window = page.locator(".modal")
    window.get_by_role("tab", name="Upload").click()
    window.locator("input[type=file]").set_input_files(picture)
    window.locator("[name$=title]").fill("A bench")
    window.locator("[name$=shows_people]").select_option(label="Nobody")
    window.get_by_role("button", name="Upload").click()
    window.wait_for(state="detached")
    page.locator("[name=image_alt]").fill("A drawing of a green bench.")

    page.get_by_role("tab", name="Story").click()
    story = page.locator("#panel-child-story-what_happened-section")
    story.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    story.locator("[contenteditable=true]").first.click()
    page.keyboard.type("We met three times, and then we built it.")
    expect(story.locator("input[name$=-value]").first).to_have_value(re.compile("built it"))  # it follows the typing

    press_more_action(page, "Publish")
    page.locator(".messages .success").wait_for()

    assert CaseStudyPage.objects.get(title="A bench for the school gate").live
    reader = visitor()
    reader.goto("/case-studies/")
    reader.get_by_role("link", name="A bench for the school gate").click()
    assert "We met three times" in reader.locator("main").inner_text()
    drawing = reader.get_by_alt_text("A drawing of a green bench.")
    drawing.scroll_into_view_if_needed()
    assert drawing.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0


def test_a_page_with_gaps_is_kept_as_a_draft_and_not_published(sign_in):
    """Required to publish, not to save (domain.md): the message names what is missing, and nothing typed is lost."""
    index = CaseStudyIndexPage.objects.get(locale=Locale.get_default())
    page = sign_in("staff", f"/admin/pages/add/casestudies/casestudypage/{index.pk}/")
    page.locator("[name=title]").fill("Only a title so far")
    press_more_action(page, "Publish")
    page.locator(".messages .error").wait_for()
    assert page.locator("[name=title]").input_value() == "Only a title so far"
    assert "required" in page.locator("#panel-child-basics-intro-section").inner_text()
    page.get_by_role("button", name="Save draft").click()
    page.locator(".messages .success").wait_for()
    assert not CaseStudyPage.objects.get(title="Only a title so far").live


def test_topics_and_organisations_are_offered_once_in_the_language_of_the_page(sign_in):
    """Their translations are the same things: whoever ticked the Polish one would choose it twice."""
    index = CaseStudyIndexPage.objects.get(locale=Locale.get_default())
    page = sign_in("staff", f"/admin/pages/add/casestudies/casestudypage/{index.pk}/")
    for name, model in (("topics", Topic), ("organisations", OrganisationPage)):
        offered = {box.get_attribute("value") for box in page.locator(f"input[type=checkbox][name={name}]").all()}
        assert offered == {str(pk) for pk in model.objects.filter(locale=index.locale).values_list("pk", flat=True)}
    assert Topic.objects.exclude(locale=index.locale).exists()


def test_a_date_is_repeated_looked_at_and_published(sign_in, visitor):
    """Every second week, five more times: a draft first, then the readers."""
    coming = Occasion.objects.filter(starts_at__gt=timezone.now(), event__source_locale=Locale.get_default())
    first = next(one for one in coming.order_by("day") if one.event.occasions.count() == 1)
    event = EventPage.objects.get(translation_key=first.event.translation_key, locale=Locale.get_default())
    page = sign_in("staff", f"/admin/pages/{event.pk}/edit/")
    assert not page.locator("[name=repeat_every]").is_visible()
    open_panel(page, "repeat_the_last_date")
    page.locator("[name=repeat_every]").select_option("weeks")
    page.locator("[name=repeat_interval]").fill("2")
    page.get_by_role("button", name="Save draft").click()
    page.locator(".messages .error").wait_for()
    expect(page.locator("[name=repeat_every]")).to_have_value("weeks")  # the panel is open, at what is missing
    expect(page.locator("#panel-child-basics-repeat_the_last_date-section")).to_contain_text("how many dates to add")

    page.locator("[name=repeat_times]").fill("5")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("5 dates added")
    wanted = [first.day + timedelta(weeks=2 * number) for number in range(6)]
    rows = page.locator("input[name^=dates-][name$=-day]")
    expect(rows).to_have_count(len(wanted))
    assert [row.input_value() for row in rows.all()] == [str(day) for day in wanted]
    assert page.locator("[name=repeat_every]").input_value() == ""
    assert first.event.occasions.count() == 1

    press_more_action(page, "Publish")
    page.locator(".messages .success").wait_for()
    assert list(first.event.occasions.order_by("day").values_list("day", flat=True)) == wanted
    assert len({timezone.localtime(one.starts_at).time() for one in first.event.occasions.all()}) == 1
    reader = visitor()
    reader.goto(event.url)
    for day in wanted:
        expect(reader.locator("main")).to_contain_text(date_format(day, "j F"))
