"""Residents search in their own language, and are not left with nothing."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from corner.models import Topic
from events.models import Agreement, AgreementsPage
from tests.fixtures.site import submit

pytestmark = pytest.mark.django_db


def test_a_polish_reader_finds_the_polish_page_by_its_polish_words(ask, titles, polish_home, make_technique, translate):
    translate(make_technique("Lanterns"), "pl", title="Latarnie")
    response = ask("latarnie", "pl")
    assert titles(response, "group-techniques") == ["Latarnie"]
    assert 'href="/pl/techniques/lanterns/"' in response.content.decode()


def test_english_words_lead_to_the_polish_page_too(ask, titles, polish_home, make_technique, translate):
    translate(make_technique("Lanterns"), "pl", title="Latarnie", intro="Światło.", makes_possible="Światło.")
    response = ask("lanterns", "pl")
    assert titles(response) == ["Latarnie"]


def test_what_is_not_translated_is_offered_below_in_english_and_marked(ask, titles, polish_home, make_technique):
    make_technique("Lanterns")
    response = ask("lanterns", "pl")
    assert titles(response, "also-in-english") == ["Lanterns"]
    assert '<h3 lang="en-GB" dir="ltr">' in response.content.decode()


def test_an_english_reader_is_not_offered_other_languages(ask, titles, polish_home, make_technique, translate):
    translate(make_technique("Lanterns"), "pl", title="Latarnie")
    assert titles(ask("latarnie")) == []


def test_an_unpublished_translation_leaves_the_english_page(ask, titles, polish_home, make_technique, translate):
    translate(make_technique("Lanterns"), "pl", title="Latarnie").unpublish()
    response = ask("lanterns", "pl")
    assert titles(response, "also-in-english") == ["Lanterns"]
    assert titles(ask("latarnie", "pl")) == []


def test_a_restricted_original_hides_its_translation(ask, titles, polish_home, make_technique, translate):
    page = make_technique("Lanterns")
    translate(page, "pl", title="Latarnie")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles(ask("latarnie", "pl")) == []
    assert titles(ask("lanterns", "pl")) == []


def test_facts_come_from_the_source_page(ask, polish_home, make_technique, translate):
    page = make_technique("Lanterns")
    translation = translate(page, "pl", title="Latarnie")
    type(translation).objects.filter(pk=translation.pk).update(minutes_in_all=999)
    html = ask("latarnie", "pl").content.decode()
    assert "999" not in html
    assert "30" in html


def test_polish_is_found_without_accents_and_in_other_cases(ask, titles, polish_home, make_technique, translate):
    translate(make_technique("Garden"), "pl", title="Ogrody w mieście Łódź")
    found = {typed: titles(ask(typed, "pl")) for typed in ("ogrod", "OGRÓD", "ogród", "lodz", "Łódź")}
    assert set(map(tuple, found.values())) == {("Ogrody w mieście Łódź",)}, found


def test_chinese_is_found_inside_a_sentence(ask, titles, home, make_technique, translate):
    translate(home, "zh-hans", title="首页", welcome="欢迎")
    translate(make_technique("Parks"), "zh-hans", title="我们在公园里见面")
    response = ask("公园", "zh-hans")
    assert titles(response) == ["我们在公园里见面"]
    assert "我们在<mark>公园</mark>里见面" in response.content.decode()


def test_arabic_is_found_without_the_article(ask, titles, arabic_home, make_technique, translate):
    translate(make_technique("Parks"), "ar", title="لقاء في الحديقة")
    assert titles(ask("حديقة", "ar")) == ["لقاء في الحديقة"]


def test_part_of_a_word_is_enough(ask, titles, make_technique):
    make_technique("Gardens")
    assert titles(ask("garden")) == ["Gardens"]


def test_the_results_page_is_right_to_left_in_arabic(ask, arabic_home, make_technique):
    make_technique("Lanterns")
    html = ask("lanterns", "ar").content.decode()
    assert 'lang="ar" dir="rtl"' in html


# --- Agreements: snippets, which have no drafts ------------------------------------------------------------------


@pytest.fixture
def agreement(home, publish):
    publish(home, AgreementsPage(title="You said, we did", slug="agreements", intro="What became of it."))
    return Agreement.objects.create(what_people_said="Lanterns for the park.", locale=Locale.get_default())


def test_an_agreement_in_polish_is_found_in_polish(ask, titles, polish_home, agreement, translate):
    translate(agreement, "pl", what_people_said="Latarnie do parku.")
    assert titles(ask("latarnie", "pl"), "group-agreements") == ["Latarnie do parku."]
    assert titles(ask("lanterns", "pl")) == ["Latarnie do parku."]


def test_an_agreement_is_found_in_other_forms_of_its_words(ask, titles, polish_home, agreement, translate):
    translate(agreement, "pl", what_people_said="Latarnie do parku.")
    for typed in ("latarnia", "latarnią", "PARKÓW"):
        assert titles(ask(typed, "pl"), "group-agreements") == ["Latarnie do parku."], typed


def test_an_agreement_that_is_only_submitted_is_offered_in_english(ask, titles, polish_home, agreement):
    """Its Polish copy holds English from the moment it is submitted."""
    submit(agreement, "pl")
    response = ask("lanterns", "pl")
    assert titles(response, "group-agreements") == []
    assert titles(response, "also-in-english") == ["Lanterns for the park."]
    assert '<h3 lang="en-GB" dir="ltr">' in response.content.decode()


def test_the_polish_copy_of_a_deleted_agreement_is_not_found(ask, titles, polish_home, agreement):
    submit(agreement, "pl")
    Agreement.objects.get(pk=agreement.pk).delete()
    assert titles(ask("lanterns", "pl")) == []


def test_the_polish_copy_of_an_agreement_that_lost_its_original_is_not_found(ask, titles, polish_home, agreement):
    """As when somebody takes the row out of the database by hand: nobody hears of it."""
    submit(agreement, "pl")
    Agreement.objects.filter(pk=agreement.pk)._raw_delete("default")
    assert titles(ask("lanterns", "pl")) == []


def test_a_polish_agreement_is_as_closed_as_its_original(ask, titles, polish_home, agreement, translate, make_event):
    """It is said later at which event it was agreed, and that event is for members only; the Polish copy is older."""
    translate(agreement, "pl", what_people_said="Latarnie do parku.")
    event = make_event("Members")
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    Agreement.objects.filter(pk=agreement.pk).update(event=event)
    assert titles(ask("latarnie", "pl")) == []


# --- Topics -------------------------------------------------------------------------------------------------


@pytest.fixture
def parks(home):
    return Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default(), description="Green places.")


def test_a_topic_lists_everything_on_it_by_kind(client, titles, parks, make_event, make_case_study, make_technique):
    make_event("Lanterns", topics=[parks])
    make_case_study("A new bench", topics=[parks])
    make_technique("Tables")
    response = client.get("/topics/parks/")
    assert titles(response, "group-events") == ["Lanterns"]
    assert titles(response, "group-cases") == ["A new bench"]
    assert "Tables" not in titles(response)


def test_a_topic_in_polish_shows_polish_pages_then_english_ones(
    client, titles, polish_home, parks, make_technique, translate
):
    translate(parks, "pl", name="Parki")
    translate(make_technique("Lanterns", topics=[parks]), "pl", title="Latarnie")
    make_technique("Tables", topics=[parks])
    response = client.get("/pl/topics/parks/")
    assert ">Parki</h1>" in response.content.decode()
    assert titles(response, "group-techniques") == ["Latarnie"]
    assert titles(response, "also-in-english") == ["Tables"]


def test_an_unknown_topic_is_a_404_in_the_look_of_the_site(client, home):
    response = client.get("/topics/zeppelins/")
    assert response.status_code == 404
    assert b'id="main"' in response.content


def test_a_topic_without_pages_says_so(client, parks):
    assert "There is nothing on this topic yet" in client.get("/topics/parks/").content.decode()


def test_all_topics_are_listed_with_how_much_there_is(client, polish_home, parks, make_technique, translate):
    make_technique("Lanterns", topics=[parks])
    Topic.objects.create(name="Money", slug="money", locale=Locale.get_default())
    html = client.get("/topics/").content.decode()
    assert html.index("Money") < html.index('href="/topics/parks/">Parks</a> <span class="muted">(1)</span>')
    translate(parks, "pl", name="Parki")
    html = client.get("/pl/topics/").content.decode()
    assert 'href="/pl/topics/parks/">Parki</a>' in html
    assert '<h3 lang="en-GB" dir="ltr"><a href="/pl/topics/money/">' in html


def test_a_restricted_page_is_not_counted_on_its_topic(client, parks, make_technique):
    PageViewRestriction.objects.create(page=make_technique("Lanterns", topics=[parks]), restriction_type="login")
    assert '>Parks</a> <span class="muted">(0)' in client.get("/topics/").content.decode()
