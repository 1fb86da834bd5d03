"""What was published or unpublished by mistake, several pages at once, can be taken back; deleting says it cannot."""

import pytest
from django.urls import reverse
from wagtail.models import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


def bulk(action, *pages):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}&next=/admin/"


def live(*pages):
    return [Page.objects.get(pk=page.pk).live for page in pages]


def way_back(answer, label):
    """The link of the message that offers to take it back."""
    html = answer.content.decode()
    assert label in html
    return html.split(label)[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")


def test_unpublished_pages_come_back_with_their_translations(
    staff, make_technique, make_information_page, polish_home, translate
):
    one, two = make_technique("World cafe"), make_information_page("Ethics")
    draft = make_information_page("Draft", parent=two)
    draft.unpublish()
    polish = translate(one, "pl")
    answer = staff.post(bulk("unpublish", one, two), follow=True)
    assert live(one, two, polish) == [False, False, False]
    back = way_back(answer, "Publish them again")
    assert "World cafe" in staff.get(back).content.decode(), "a screen that asks, not an act"
    assert live(one, two, polish) == [False, False, False]
    staff.post(back)
    assert live(one, two, polish) == [True, True, True]
    assert live(draft) == [False], "what was a draft before stays one"


def test_published_pages_can_go_again_and_those_that_were_live_stay(staff, make_information_page):
    was_live, draft = make_information_page("Live"), make_information_page("Draft")
    draft.unpublish()
    answer = staff.post(bulk("publish", was_live, draft), follow=True)
    assert live(was_live, draft) == [True, True]
    staff.post(way_back(answer, "Unpublish them again"))
    assert live(was_live, draft) == [True, False]


def test_where_nothing_changed_nothing_is_offered(staff, make_information_page):
    page = make_information_page("Live")
    assert "Was that a mistake?" not in staff.post(bulk("publish", page), follow=True).content.decode()


def test_deleting_says_that_it_is_for_good_and_offers_to_unpublish(staff, make_information_page):
    page = make_information_page("Ethics")
    alone = staff.get(reverse("wagtailadmin_pages:delete", args=[page.pk])).content.decode()
    together = staff.get(bulk("delete", page)).content.decode()
    for html in (alone, together):
        assert "Nobody can bring back what is deleted." in html
    assert bulk("unpublish", page).replace("&", "&amp;").partition("?")[0] in together
    instead = together.split("Unpublish them instead")[0].rpartition('href="')[2].partition('"')[0]
    assert "Ethics" in staff.get(instead.replace("&amp;", "&")).content.decode()


def test_translations_of_deleted_pages_become_drafts_as_the_screen_says(staff, make_technique, polish_home, translate):
    page = make_technique("World cafe")
    polish = translate(page, "pl")
    assert "Other languages of these pages become drafts." in staff.get(bulk("delete", page)).content.decode()
    staff.post(bulk("delete", page))
    assert not Page.objects.filter(pk=page.pk).exists()
    assert live(polish) == [False]
