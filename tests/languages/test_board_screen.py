"""The translation board in the admin: what staff and translators see on it, and offering pages from it."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from corner.languages import board_view
from corner.models import AuditEntry
from tests.fixtures.site import fill, submit

BOARD = "/admin/translations/"


@pytest.fixture
def technique(make_technique, polish_home, arabic_home):
    return make_technique(title="World Cafe")


@pytest.fixture
def groups(technique):
    call_command("make_translator_groups", verbosity=0)


@pytest.fixture
def staff(technique, groups, client, staff_of, make_organisation):
    client.force_login(staff_of(make_organisation()))
    return client


@pytest.fixture
def translator(groups, client, make_user):
    client.force_login(make_user("ola", groups=["Polish translators"]))
    return client


@pytest.fixture
def reviewer(groups, client, make_user):
    client.force_login(make_user("ewa", groups=["Polish reviewers"]))
    return client


def board(client, query=""):
    answer = client.get(BOARD + query)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(words):
    return re.findall(r'<bdi id="title-[\w-]+"[^>]*>([^<]*)</bdi>', words)


def columns(words):
    return re.findall(r'<th scope="col">([^<]*)</th>', words.partition('class="listing board"')[2])[1:]


def in_polish(page):
    return Page.objects.filter(translation_key=page.translation_key, locale__language_code="pl", alias_of=None).first()


def is_refused(answer):
    return answer.status_code == 302 and answer.headers["Location"] == "/admin/"


# --- Who sees what ------------------------------------------------------------------------------------------


def test_staff_see_every_language_and_tick_pages(staff):
    words = board(staff)
    assert columns(words) == ["Polish", "Arabic"]
    assert titles(words)[0] == "Southampton Coproduction Corner"
    assert "World Cafe" in titles(words)
    assert 'type="checkbox" name="ticked"' in words


def test_a_translator_sees_the_own_language_and_no_boxes(translator):
    words = board(translator)
    assert columns(words) == ["Polish"]
    assert 'name="ticked"' not in words
    assert ">Offer" not in words


def test_somebody_who_writes_no_pages_is_refused(groups, client, make_user):
    client.force_login(make_user("host", groups=["Event hosts"]))
    assert is_refused(client.get(BOARD))
    assert BOARD not in client.get("/admin/").content.decode()


def test_the_menu_leads_there(translator):
    assert f'"{BOARD}"' in translator.get("/admin/").content.decode()


def test_looking_changes_nothing(staff):
    before = Page.objects.count(), Translation.objects.count(), AuditEntry.objects.count()
    board(staff)
    staff.get("/admin/")
    assert before == (Page.objects.count(), Translation.objects.count(), AuditEntry.objects.count())


def test_a_title_carries_its_language_and_direction(polish_home, publish, staff):
    from library.models import InformationPage

    body = [("paragraph", "<p>Spotykamy się przy małych stolikach.</p>")]
    publish(polish_home, InformationPage(title="O nas", intro="Kim jesteśmy my.", body=body))
    words = board(staff)
    assert re.search(r'lang="pl" dir="ltr">O nas<', words)
    assert re.search(r'lang="en-GB" dir="ltr">World Cafe<', words)
    assert columns(words) == ["English", "Polish", "Arabic"]


def test_one_click_leads_to_the_work(translator, technique):
    page = submit(technique, "pl").get_target_instance()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert re.search(rf'<a href="{address}">Draft, 0 %</a>', board(translator))
    assert translator.get(address).status_code == 200


# --- Narrowing ----------------------------------------------------------------------------------------------


def test_by_language(staff):
    assert columns(board(staff, "?language=ar")) == ["Arabic"]


def test_by_words_in_the_title(staff):
    assert titles(board(staff, "?words=world+CAF")) == ["World Cafe"]
    assert "There is no such page." in board(staff, "?words=nothing")


def test_by_kind_of_page(staff, technique):
    assert titles(board(staff, f"?kind={technique.content_type_id}")) == ["World Cafe"]


def test_by_state(staff, technique):
    submit(technique, "pl")
    assert titles(board(staff, "?state=draft")) == ["World Cafe"]
    assert "World Cafe" in titles(board(staff, "?state=draft&state=unchecked&language=pl"))
    assert "World Cafe" in titles(board(staff, "?state=missing&language=ar"))
    assert "World Cafe" not in titles(board(staff, "?state=missing&language=pl"))


@pytest.mark.parametrize("query", ["?language=xx", "?state=tired", "?kind=x", "?kind=99999", "?page=x", "?words=%00"])
def test_an_address_typed_by_hand_shows_the_board_all_the_same(staff, query):
    assert "World Cafe" in titles(board(staff, query))


def test_a_long_list_has_pages_that_keep_what_was_asked(staff, make_technique, monkeypatch):
    monkeypatch.setattr(board_view, "ON_A_PAGE", 2)
    make_technique(title="World Cafe again")
    make_technique(title="World Cafe at night")
    for state in ("", "&state=missing"):
        query = f"?words=world{state}"
        assert titles(board(staff, query)) == ["World Cafe", "World Cafe again"]
        assert f'"{query.replace("&", "&amp;")}&amp;page=2"' in board(staff, query)
        assert titles(board(staff, query + "&page=2")) == ["World Cafe at night"]


def test_the_board_asks_no_more_for_more_pages(staff, technique, make_technique, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    submit(technique, "pl")
    board(staff)  # content types and the like are remembered from here on
    with CaptureQueriesContext(connection) as few:
        board(staff)
    for number in range(3):
        submit(make_technique(), "pl" if number else "ar")
    with django_assert_max_num_queries(len(few)):
        board(staff)


# --- Offering -----------------------------------------------------------------------------------------------


def test_a_ticked_page_is_offered_and_what_is_missing_above_it_comes_along(staff, technique):
    answer = staff.post(BOARD, {"ticked": [technique.pk], "to": "pl"}, follow=True)
    page, parent = in_polish(technique), in_polish(technique.get_parent())
    assert page.get_parent() == parent
    assert not page.live
    assert not parent.live
    words = answer.content.decode()
    assert "1 page is offered to the translators: Polish." in words
    title = '“<bdi lang="en-GB" dir="ltr">Techniques</bdi>”'
    assert f"What stands above was missing, so it is offered too: {title}." in words
    assert all(not problems for problems in Page.find_problems())


def test_pages_are_offered_in_the_order_of_the_tree(staff, technique, make_technique):
    """Ticked in whatever order; the home page first, where the language has none."""
    Locale.objects.create(language_code="ro")
    pages = [make_technique().pk, technique.pk, technique.get_parent().pk]
    answer = staff.post(BOARD, {"ticked": pages, "to": "ro"}, follow=True)
    made = Page.objects.filter(locale__language_code="ro").order_by("pk")
    assert [page.depth for page in made] == [2, 3, 4, 4]
    assert not made.filter(live=True).exists()
    assert not made.exclude(alias_of=None).exists()
    assert "3 pages are offered" in answer.content.decode()


def test_the_button_in_a_cell_offers_that_one_page(staff, technique):
    assert f'value="{technique.pk}:pl"' in board(staff)
    staff.post(BOARD, {"one": f"{technique.pk}:pl", "to": "ar", "ticked": [technique.get_parent().pk]})
    assert in_polish(technique)
    assert not Page.objects.filter(locale__language_code="ar", depth__gt=2).exists()


def test_offering_again_is_harmless(staff, technique, translate):
    page = translate(technique, "pl")
    Translation.objects.update(enabled=False)  # staff have stopped it
    answer = staff.post(BOARD, {"ticked": [technique.pk], "to": "pl"}, follow=True)
    assert "1 page was there already. Nothing changed on it." in answer.content.decode()
    assert type(page).objects.get(pk=page.pk).live
    assert not Translation.objects.get(source__object_id=technique.translation_key).enabled
    assert not AuditEntry.objects.filter(action="translation.offered").exists()


def test_an_english_alias_becomes_a_draft_to_translate(staff, technique, translate):
    parent = translate(technique.get_parent().specific, "pl")
    alias = technique.create_alias(parent=parent, update_locale=parent.locale, reset_translation_key=False)
    staff.post(BOARD, {"ticked": [technique.pk], "to": "pl"})
    assert in_polish(technique).pk == alias.pk
    assert not in_polish(technique).live


def test_it_is_written_down_who_offered_what(staff, technique):
    staff.post(BOARD, {"one": f"{technique.pk}:pl"})
    entries = AuditEntry.objects.filter(action="translation.offered")
    assert entries.count() == 2  # with the page above
    assert {str(entry.actor_id) for entry in entries} == {staff.session["_auth_user_id"]}
    assert entries.get(details__original=technique.pk).details["language"] == "pl"


def test_what_could_not_be_made_is_said(staff, technique, monkeypatch):
    monkeypatch.setattr("corner.languages.offering.translate_object", lambda *args, **kwargs: None)
    answer = staff.post(BOARD, {"one": f"{technique.pk}:pl"}, follow=True)
    words = strip_tags(answer.content.decode())
    assert "These could not be offered: “Techniques”, “World Cafe”." in words
    assert not AuditEntry.objects.filter(action="translation.offered").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"to": "pl"}, "Tick the pages first."),
        ({"ticked": ["1"], "to": ""}, "Choose a language."),
        ({"ticked": ["x"], "to": "xx"}, "valid"),
        ({"one": "1"}, "Choose a language."),
    ],
)
def test_what_is_forgotten_is_said_and_nothing_is_offered(staff, data, message):
    before = Page.objects.count()
    assert message in staff.post(BOARD, data, follow=True).content.decode()
    assert Page.objects.count() == before


def test_after_offering_staff_see_what_they_had_narrowed_to(staff, technique):
    address = f"{BOARD}?language=pl&words=world"
    assert f'action="{address.replace("&", "&amp;")}"' in board(staff, "?language=pl&words=world")
    assert staff.post(address, {"one": f"{technique.pk}:pl"}).headers["Location"] == address


def test_a_translator_offers_nothing(translator, technique):
    assert is_refused(translator.post(BOARD, {"one": f"{technique.pk}:pl"}))
    assert in_polish(technique) is None


# --- On the admin's first screen ----------------------------------------------------------------------------


def waiting(client):
    found = re.search(r'id="translations-waiting.*?</ul>', client.get("/admin/").content.decode(), re.DOTALL)
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', found.group(0)) if found else []


def test_a_translator_reads_what_waits_and_gets_there(translator, technique):
    submit(technique, "pl")
    submit(technique, "ar")
    [(address, words)] = waiting(translator)
    assert words == "1 page waits for you: Polish."
    assert titles(board(translator, address.replace("&amp;", "&").removeprefix(BOARD))) == ["World Cafe"]


def test_a_translator_with_nothing_to_do_reads_nothing(translator):
    assert waiting(translator) == []


def test_a_reviewer_reads_what_is_ready_to_publish_too(reviewer, technique):
    fill(submit(technique, "pl"))
    assert [words for _address, words in waiting(reviewer)] == ["1 page is ready to publish: Polish."]


def test_a_translator_who_may_not_publish_is_not_told_to(translator, technique):
    fill(submit(technique, "pl"))
    assert waiting(translator) == []


def test_staff_read_what_is_out_of_date_and_what_is_ready(staff, technique, translate):
    translate(technique, "pl")
    fill(submit(technique, "ar"))
    StringTranslation.objects.filter(context__path="quiet_option", locale__language_code="pl").delete()
    found = waiting(staff)
    assert [words for _address, words in found] == [
        "1 translation is out of date.",
        "1 translation is ready to publish.",
    ]
    for address, _words in found:
        assert titles(board(staff, address.removeprefix(BOARD))) == ["World Cafe"]
