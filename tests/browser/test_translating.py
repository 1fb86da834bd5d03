"""From the translation board to the readers: a page that is offered, and a page and a topic whose English changed."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import expect
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from corner.models import Topic
from events.models import EventPage
from tests.browser.page_form import press_more_action
from tests.fixtures.site import fill

TITLE = "Workshop: teenage girls, parks and wellbeing"
MONEY = "World café: how do we share money?"
IN_SHORT = "Dwie grupy zapytały nastolatki o parki i dobre samopoczucie."


def nearly_done(event):
    """The translator has been at it for a while: every text but one is there."""
    translation = Translation.objects.get(source__object_id=event.translation_key, target_locale__language_code="pl")
    fill(translation, title="Warsztat: nastolatki i parki")
    own = StringTranslation.objects.filter(context__object_id=event.translation_key, locale__language_code="pl")
    own.filter(context__path="intro").delete()


def row_of(page, title):
    return page.get_by_role("row").filter(has=page.get_by_text(title, exact=True))


def test_a_page_goes_from_the_board_to_polish_readers(sign_in, visitor):
    event = EventPage.objects.get(title=TITLE, locale=Locale.get_default())
    translator = get_user_model().objects.get(username="translator")
    translator.groups.add(Group.objects.get(name="Polish reviewers"))  # only they publish

    staff = sign_in("staff")
    staff.get_by_role("link", name="Translations", exact=True).click()
    row_of(staff, TITLE).get_by_role("checkbox", name=TITLE).check()
    staff.get_by_label("Offer the ticked pages in").select_option("Polish")
    staff.get_by_role("button", name="Offer to translators").click()
    expect(staff.locator(".messages")).to_contain_text("1 page is offered to the translators: Polish.")
    expect(row_of(staff, TITLE)).to_contain_text("Draft, 0 %")

    nearly_done(event)
    page = sign_in("translator")
    page.get_by_role("link", name="1 page waits for you: Polish.").click()
    expect(page.get_by_role("row")).to_have_count(2)  # the head, and the page that waits
    page.get_by_role("link", name=re.compile(r"Draft, 9\d %")).click()

    page.get_by_role("button", name="Publish in Polish").click()
    expect(page.locator(".messages")).to_contain_text("has text that is not translated yet")
    assert not event.get_translation(Locale.objects.get(language_code="pl")).live

    page.get_by_role("button", name="Translate", exact=True).click()
    page.locator("textarea").first.fill(IN_SHORT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Translate", exact=True)).to_have_count(0)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Preview").click()
    expect(opened.value.locator("main")).to_contain_text(IN_SHORT)

    page.get_by_role("button", name="Publish in Polish").click()
    page.locator(".messages .success").wait_for()
    reader = visitor()
    reader.goto(f"/pl{event.url}")
    expect(reader.locator("h1")).to_have_text("Warsztat: nastolatki i parki")
    expect(reader.locator("main")).to_contain_text(IN_SHORT)

    page.goto("/admin/translations/")
    expect(row_of(page, TITLE)).to_contain_text("Not yet checked")


@pytest.mark.long
def test_a_changed_time_is_in_arabic_at_once_and_a_changed_title_once_it_is_translated(sign_in, visitor):
    english = EventPage.objects.get(slug="world-cafe-money", locale=Locale.get_default())
    arabic = EventPage.objects.get(translation_key=english.translation_key, locale__language_code="ar")
    old_title, new_title = arabic.title, "المقهى العالمي: كيف نتقاسم المال؟"
    layla = get_user_model().objects.create_user("layla")
    layla.groups.add(Group.objects.get(name="Arabic reviewers"))
    reader = visitor(locale="ar")
    reader.goto(arabic.url)
    expect(reader.locator("main")).not_to_contain_text("15:15")

    staff = sign_in("staff", f"/admin/pages/{english.pk}/edit/")
    staff.locator("[name=title]").fill(MONEY)
    staff.locator("[name=dates-0-start_time]").fill("12:45")
    staff.locator("[name=dates-0-end_time]").fill("15:15")
    press_more_action(staff, "Publish")
    staff.locator(".messages .success").wait_for()

    reader.reload()
    expect(reader.locator("h1")).to_have_text(old_title)
    expect(reader.locator("main")).to_contain_text("من 12:45 إلى 15:15")
    staff.goto("/admin/translations/?language=ar")
    expect(row_of(staff, MONEY)).to_contain_text("Out of date")

    page = sign_in("layla")
    page.get_by_role("link", name="1 page waits for you: Arabic.").click()
    expect(page.get_by_role("row")).to_have_count(2)  # the head, and the page that waits
    page.get_by_role("link", name="Out of date", exact=True).click()
    page.get_by_role("button", name="Translate", exact=True).click()
    page.locator("textarea").first.fill(new_title)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Translate", exact=True)).to_have_count(0)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Preview").click()
    expect(opened.value.locator("h1")).to_have_text(new_title)
    expect(opened.value.locator("main")).to_contain_text("من 12:45 إلى 15:15")
    reader.reload()
    expect(reader.locator("h1")).to_have_text(old_title)  # a preview is nobody else's

    page.get_by_role("button", name="Publish in Arabic").click()
    page.locator(".messages .success").wait_for()
    reader.reload()
    expect(reader.locator("h1")).to_have_text(new_title)
    page.goto("/admin/translations/")
    expect(row_of(page, MONEY)).to_contain_text("Not yet checked")


def test_a_topic_whose_words_changed_waits_in_the_part_for_shared_things(sign_in, visitor):
    """Until somebody publishes the new words in Polish, readers of Polish have the English ones."""
    topic = Topic.objects.get(slug="money", locale=Locale.get_default())
    topic.description = "How money is shared, and who says so."
    topic.save()
    reader = visitor(locale="pl")
    reader.goto("/pl/topics/money/")
    expect(reader.locator("main")).to_contain_text(topic.description)

    page = sign_in("translator")
    page.get_by_role("link", name="1 shared thing waits for you: Polish.").click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Out of date", exact=True).click()
    page.get_by_role("button", name="Translate", exact=True).click()
    page.locator("textarea").first.fill("Jak dzieli się pieniądze i kto o tym decyduje.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Translate", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Publish in Polish").click()
    page.locator(".messages .success").wait_for()
    reader.reload()
    expect(reader.locator("main")).to_contain_text("Jak dzieli się pieniądze")

    page.get_by_role("link", name="Translations", exact=True).click()
    page.get_by_role("navigation", name="Parts of the board").get_by_role("link", name="Shared things").click()
    expect(row_of(page, "Money and sharing")).to_contain_text("Fine")
