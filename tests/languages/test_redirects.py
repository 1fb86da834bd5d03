"""A page moves or gets another address: every address that people have of it leads to where it is now."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from events.mails import manage_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_home(make_information_page):
    return make_information_page("Archive", slug="archive")


def move(page, parent):
    Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=parent.pk), pos="last-child")
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a page another address and publish it; Wagtail writes its redirects once that is committed."""

    def make(page, slug, also=lambda page: page):
        page = type(page).objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
            also(type(page).objects.get(pk=page.pk))
        return type(page).objects.get(pk=page.pk)

    return make


def lands(client, url, method="get"):
    """Where somebody ends who follows the address, and how the last answer is."""
    answer = getattr(client, method)(url, follow=True)
    hops = [hop for hop, _status in answer.redirect_chain]
    assert len(hops) < 3, hops
    return answer.request["PATH_INFO"], answer.status_code


# --- It moves, it is renamed ----------------------------------------------------------------------------------


def test_a_moved_page_and_what_is_below_it_are_found(client, make_information_page, new_home):
    page = make_information_page("Ethics", slug="ethics")
    below = make_information_page("More", slug="more", parent=page)
    move(page, new_home)
    assert lands(client, "/ethics/") == ("/archive/ethics/", 200)
    assert lands(client, below.url) == ("/archive/ethics/more/", 200)


def test_by_hand_in_the_admin_too(client, make_information_page, new_home, administrator):
    page = make_information_page("Ethics", slug="ethics")
    client.force_login(administrator)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, new_home.pk]))
    client.logout()
    assert lands(client, "/ethics/") == ("/archive/ethics/", 200)


def test_a_filter_or_a_search_in_the_address_goes_along(client, make_event, events_index, rename):
    rename(events_index, "on")
    answer = client.get("/events/?kind=workshop")
    assert answer["Location"] == "/on/?kind=workshop"
    assert answer["Cache-Control"] == "no-cache"


# --- Below the page -------------------------------------------------------------------------------------------


@pytest.fixture
def renamed(make_event, date_of, rename):
    """An event that was /events/tea/ once."""
    page = make_event("Tea", slug="tea")
    return rename(page, "tea-and-toast"), date_of(page)


@pytest.mark.parametrize("tail", ["", "sign-up/{}/", "calendar/{}.ics"])
def test_every_address_below_an_event_leads_to_the_new_one(client, renamed, tail):
    _page, date = renamed
    tail = tail.format(date.pk)
    assert lands(client, f"/events/tea/{tail}") == (f"/events/tea-and-toast/{tail}", 200)


def test_the_feeds_of_the_list_and_the_events_below_it(client, make_event, events_index, date_of, rename):
    date = date_of(make_event("Tea", slug="tea"))
    rename(events_index, "on")
    for tail in ("calendar.ics", "feed.rss", f"tea/calendar/{date.pk}.ics", f"tea/sign-up/{date.pk}/"):
        assert lands(client, f"/events/{tail}") == (f"/on/{tail}", 200)


def test_a_form_that_was_open_is_sent_to_the_new_address_whole(client, renamed):
    _page, date = renamed
    answer = client.post(f"/events/tea/sign-up/{date.pk}/", {"name": "Amina"})
    assert answer.status_code == 308
    assert answer["Location"] == f"/events/tea-and-toast/sign-up/{date.pk}/"


def test_what_the_page_never_had_is_still_not_there(client, renamed):
    assert lands(client, "/events/tea/secret/") == ("/events/tea/secret/", 404)
    assert client.get("/events/tea/%00/").status_code == 404


def test_links_in_mails_that_were_sent_before_work(client, make_event, date_of, signed_up, rename):
    page = make_event("Tea", slug="tea")
    link = manage_url(signed_up(date_of(page))).removeprefix("http://testserver")
    moved = rename(page, "tea-and-toast")
    html = client.get(link).content.decode()
    assert moved.url in html


# --- In all languages -----------------------------------------------------------------------------------------


def test_translations_that_move_along_are_found_at_their_old_address(
    client, make_information_page, new_home, polish_home, translate
):
    page = make_information_page("Ethics", slug="ethics")
    old = translate(page, "pl").url
    translate(new_home, "pl")
    move(page, new_home)
    assert (old, *lands(client, old)) == ("/pl/ethics/", "/pl/archive/ethics/", 200)


def test_a_translation_whose_address_follows_the_original(client, make_event, date_of, polish_home, translate, rename):
    page = make_event("Tea", slug="tea")
    translate(page, "pl", title="Herbata")
    date = date_of(page)
    rename(page, "tea-and-toast", also=lambda page: translate(page, "pl", title="Herbata"))
    for tail in ("", f"sign-up/{date.pk}/", f"calendar/{date.pk}.ics"):
        where, status = lands(client, f"/pl/events/tea/{tail}")
        assert (where, status) == (f"/pl/events/tea-and-toast/{tail}", 200)


def test_what_is_not_translated_leads_to_the_notice_in_the_readers_language(
    client, make_information_page, new_home, polish_home
):
    move(make_information_page("Ethics", slug="ethics"), new_home)
    where, status = lands(client, "/pl/ethics/")
    assert (where, status) == ("/pl/archive/ethics/", 200)
    assert '<html lang="pl"' in client.get(where).content.decode()


def test_a_language_that_is_switched_off_leads_to_english(client, make_information_page, new_home):
    move(make_information_page("Ethics", slug="ethics"), new_home)
    assert lands(client, "/pl/ethics/") == ("/archive/ethics/", 200)


# --- Never in the way -----------------------------------------------------------------------------------------


def test_a_page_that_moves_there_and_back_is_no_circle(client, make_information_page, rename):
    page = make_information_page("Ethics", slug="ethics")
    back = rename(rename(page, "values"), "ethics")
    assert lands(client, "/values/") == ("/ethics/", 200)
    assert lands(client, "/ethics/") == ("/ethics/", 200)
    assert Redirect.objects.filter(old_path="/ethics").exists(), "it is there, and would lead in a circle"
    back.unpublish()
    assert lands(client, "/ethics/") == ("/ethics/", 404)
    assert lands(client, "/values/") == ("/values/", 404)


def test_two_pages_that_change_places_are_each_found(client, make_information_page, rename):
    one, two = make_information_page("One", slug="one"), make_information_page("Two", slug="two")
    rename(one, "between")
    rename(two, "one")
    rename(one, "two")
    assert "<h1>Two</h1>" in client.get("/one/").content.decode()
    assert "<h1>One</h1>" in client.get("/two/").content.decode()
    assert lands(client, "/between/") == ("/two/", 200)


def test_a_new_page_at_the_old_address_is_what_people_see(client, make_event, date_of, rename):
    old = make_event("Tea", slug="tea")
    rename(old, "tea-of-2025")
    new = make_event("Tea again", slug="tea")
    assert "<h1>Tea again</h1>" in client.get("/events/tea/").content.decode()
    assert lands(client, f"/events/tea/sign-up/{date_of(new).pk}/")[1] == 200


# --- Pages for some people only ------------------------------------------------------------------------------


def test_a_page_for_some_people_asks_them_at_its_new_address(client, make_event, date_of, restrict, rename):
    page = make_event("Tea", slug="tea")
    restrict(page)
    rename(page, "tea-and-toast")
    direct = client.get("/events/tea-and-toast/")
    assert "Talk about the park" not in direct.content.decode()
    for tail in ("", f"sign-up/{date_of(page).pk}/", f"calendar/{date_of(page).pk}.ics"):
        answer = client.get(f"/events/tea/{tail}", follow=True)
        assert "Talk about the park" not in answer.content.decode()
        assert "Library" not in answer.content.decode()
