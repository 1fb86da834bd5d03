"""Somebody looks for a person who can help."""

import re

import pytest
from wagtail.models import Locale

from contacts.alphabet import first_letter, sort_key
from corner.models import Topic


@pytest.fixture
def topic(db):
    return Topic.objects.create(name="Parks", slug="parks", locale=Locale.get_default())


def page_of(client, page):
    return client.get(page.url).content.decode()


def part(html, heading):
    """The part of the page under a heading."""
    return html.split(f">{heading}</h2>")[1].split("</section>")[0]


def test_people_stand_from_a_to_z_not_by_rank(client, contacts_page, make_person):
    for name in ("Zoe", "Łukasz", "lucy", "Lynn", "Élodie", "Adam"):
        make_person(name)
    names = re.findall(r"<bdi><a [^>]*>([^<]+)</a></bdi>", part(page_of(client, contacts_page), "People, A to Z"))
    assert names == ["Adam", "Élodie", "lucy", "Łukasz", "Lynn", "Zoe"]


@pytest.mark.parametrize(
    ("name", "letter"), [("Łucja", "L"), ("  ørjan", "O"), ("أحمد", "ا"), ("3 Rooms", "#"), ("", "#")]
)
def test_letters_without_their_marks(name, letter):
    assert first_letter(name) == letter


def test_marks_and_size_do_not_change_the_place():
    assert sort_key("ÉLODIE") == sort_key("elodie")


def test_organisations_say_what_they_are(client, contacts_page, make_organisation):
    make_organisation("Owl", sector="business", area="Shirley")
    organisations = part(page_of(client, contacts_page), "Organisations, A to Z")
    assert "Business or social enterprise" in organisations
    assert "Shirley" in organisations


def test_who_can_help_is_found_by_topic(client, contacts_page, make_person, make_organisation, topic):
    make_person("Anna", can_help_with="trees", topics=[topic])
    make_organisation("Friends of the Park", topics=[topic])
    make_person("Ben", can_help_with="forms")
    make_person("Cleo")
    needs = part(page_of(client, contacts_page), "I need help with…")
    by_subject = dict(re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", needs, re.DOTALL))
    assert re.findall(r">(\w[\w ]+)</a>", by_subject["<span>Parks</span>"]) == ["Anna", "Friends of the Park"]
    assert "trees" in by_subject["<span>Parks</span>"]
    assert re.findall(r">(\w[\w ]+)</a>", by_subject["Other things"]) == ["Ben"]
    assert "Cleo" not in needs


def test_a_long_list_has_a_row_of_letters(client, contacts_page, make_person):
    for number in range(19):
        make_person(f"Anna {number}")
    assert 'href="#p-A"' not in page_of(client, contacts_page)
    make_person("Zoe")
    html = page_of(client, contacts_page)
    assert html.count('id="p-A"') == html.count('href="#p-A"') == 1
    assert html.count('id="p-Z"') == 1


def test_a_polish_reader_gets_polish_where_there_is_some(
    client, polish_home, contacts_page, make_person, make_organisation, translate
):
    anna, _ben = make_person("Anna", role="Host"), make_person("Ben", role="Researcher")
    polish_contacts = translate(contacts_page, "pl")
    translate(anna, "pl", role="Gospodyni")
    html = page_of(client, polish_contacts)
    people = html.split('<article class="item')
    anna_shown = next(entry for entry in people if ">Anna<" in entry or "[pl] Anna" in entry)
    ben_shown = next(entry for entry in people if ">Ben<" in entry)
    assert "Gospodyni" in anna_shown
    assert "lang=" not in anna_shown
    assert 'lang="en-GB" dir="ltr">Researcher' in ben_shown
    assert 'hreflang="en-GB"' in ben_shown


def test_a_contacts_page_with_nobody_says_so(client, contacts_page):
    assert "Nobody is listed yet." in page_of(client, contacts_page)


def test_when_somebody_answers_is_said_in_words_of_its_own(client, contacts_page, make_person):
    """“Answers” is also what stands above the answers in a form; a Polish reader read that word here."""
    person = make_person(expected_reply="Within a week.")
    html = page_of(client, contacts_page)
    assert "<dt>When they answer</dt><dd>Within a week.</dd>" in html
    assert "<dt>Answers</dt>" not in html
    assert person.title in html
