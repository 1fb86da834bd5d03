"""The words of the starter content: easy to read, true to the report, and careful with people's data."""

import re
from datetime import date, timedelta
from pathlib import Path
from statistics import mean

import pytest

from home.starter import agreements, arabic, case_studies, events, pictures, polish, resource, techniques
from home.starter.recommendations import OWN_WORDS, RECOMMENDATIONS
from tools.readability import OUTPUT, table
from tools.reading import all_pages, grade, lix, prose, reading_age, sentences, syllables, words

STARTER = Path(events.__file__).parent
TODAY = date(2026, 11, 22)
PAGES = all_pages(TODAY)
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key or "home")


@each_page
def test_no_sentence_is_longer_than_twenty_words(page):
    long = [sentence for piece in prose(page) for sentence in sentences(piece) if len(words(sentence)) > 20]
    assert not long


@each_page
def test_no_paragraph_has_more_than_three_sentences(page):
    assert not [piece for piece in prose(page) if len(sentences(piece)) > 3]


@each_page
def test_no_page_is_above_a_reading_age_of_twelve(page):
    """Reading age 9 to 11 (look.md), and 12 at the very most on any one page: a Flesch-Kincaid grade of 7, plus five.

    Grade 1 is the school year in which children are six, so the age is the grade plus five (corner/reading.py).
    """
    assert reading_age(prose(page)) <= 12


def test_the_table_of_the_measures_is_up_to_date():
    assert OUTPUT.read_text() == table(), "make readability"


@pytest.mark.parametrize(
    ("count", "counted"),
    [
        (1, "cat make notes asked need red yes they goes tried you said friends whole we’re"),
        (2, "table people little places wanted settled agreed going saying quiet changes something nation co-host"),
        (3, "Pelicans agreement services somebody everyone decision idea period area organised"),
        (4, "community coproduction material"),
        (5, "university"),
    ],
)
def test_syllables_are_counted_as_they_are_said(count, counted):
    assert {word: syllables(word) for word in counted.split()} == dict.fromkeys(counted.split(), count)


def test_the_measures_are_those_of_their_sources():
    """Worked out by hand: 10 words in 2 sentences, 12 syllables, 1 long word."""
    text = ["The cat sat on my mat.", "We all saw Pelicans."]
    assert grade(text) == pytest.approx(0.39 * 5 + 11.8 * 1.2 - 15.59)
    assert reading_age(text) == pytest.approx(grade(text) + 5)
    assert lix(text) == pytest.approx(5 + 10)


def test_on_average_the_pages_are_easier_still():
    assert mean(grade(prose(page)) for page in PAGES) <= 6


def test_the_measure_can_tell_hard_words_from_easy_ones():
    """The report's own words, which we offer to open, are far harder than ours may be."""
    opened = [
        block["value"]["text"]
        for page in RECOMMENDATIONS
        for block in page.fields["body"]
        if isinstance(block["value"], dict) and block["value"].get("title") == OWN_WORDS
    ]
    assert len(opened) == 6
    assert mean(grade([re.sub("<[^>]+>", " ", text)]) for text in opened) > 10


@each_page
def test_easy_read_has_one_short_idea_and_a_picture_a_line(page):
    for line in page.fields.get("easy_read", []):
        assert len(words(line["value"]["line"])) <= 15
        assert line["value"]["picture"] in pictures.PICTURES


def test_some_pages_can_be_read_as_easy_read():
    assert [page.key for page in PAGES if page.fields.get("easy_read")] == [
        "about",
        "about/how-we-work-together",
        "join",
    ]


def test_agreements_are_as_easy_as_the_pages():
    for entry in agreements.AGREEMENTS:
        pieces = [piece for piece in (entry.said, entry.agreed, entry.changed, entry.reason) if piece]
        assert all(len(words(sentence)) <= 20 for piece in pieces for sentence in sentences(piece))
        assert grade(pieces) <= 8


def test_all_six_recommendations_keep_the_order_of_the_report():
    assert [page.fields["number"] for page in RECOMMENDATIONS] == [1, 2, 3, 4, 5, 6]
    assert all(page.fields["what_you_can_do"] for page in RECOMMENDATIONS)


def test_the_second_case_study_claims_no_findings():
    """It is a format that still looks for help: nothing has been found, and no page may imply it (design.md)."""
    trauma = case_studies.TRAUMA_AND_VOICE
    assert trauma.fields["stage"] == "looking-for-help"
    for name in ("findings", "what_was_learned", "turning_points", "techniques_used", "updates", "began", "ended"):
        assert not trauma.fields.get(name)
    assert "no findings" in " ".join(prose(trauma))


def test_the_second_case_study_warns_readers_and_lets_them_leave():
    fields = case_studies.TRAUMA_AND_VOICE.fields
    assert fields["content_notes"] == ["trauma"]
    assert fields["quick_exit"] is True


def test_the_steps_of_a_technique_have_a_quiet_way_and_say_whose_they_are():
    for page in techniques.TECHNIQUES:
        assert page.fields["quiet_option"]
        assert "our own simple version" in " ".join(prose(page))


def test_no_technique_names_a_web_address_that_the_report_does_not():
    assert not [page.key for page in techniques.TECHNIQUES if page.fields.get("source_url")]


def test_the_citation_is_the_reports_own_to_the_letter():
    assert resource.REPORT.fields["citation"] == (
        "Making Coproduction Meaningful, Centre for the South, September 2024, DOI: 10.5258/SOTON/PPo208"
    )


def test_the_doubtful_doi_is_nowhere_a_link():
    for file in STARTER.glob("*.py"):
        assert "doi.org" not in file.read_text()


def test_known_faults_of_the_report_are_flagged():
    faults = resource.REPORT.fields["faults"]
    for fault in ("November 2024", "letter o", "southamptonnvs.org.uk"):
        assert fault in faults


def test_nobodys_own_address_stands_in_any_file():
    """The three people have not been asked: the network's address stands for all."""
    for file in STARTER.rglob("*.*"):
        if file.suffix in (".py", ".txt"):
            found = set(re.findall(r"[\w.+-]+@[\w.-]+\w", file.read_text()))
            assert found <= {"coproduction@southamptonvs.org.uk"}, file.name


def test_the_text_extract_says_what_it_is_and_what_is_left_out():
    text = (STARTER / "files" / resource.TEXT_EXTRACT).read_text()
    assert text.startswith("This is a text extract of the report")
    assert text.count("[e-mail address left out here]") == 2


def test_the_workshop_of_2024_says_what_is_not_recorded():
    page = events.WORKSHOP_OF_2024
    (when,) = page.fields["dates"]
    assert (when.day, when.month_only) == (date(2024, 7, 1), True)
    assert page.fields["not_recorded"] is True
    assert not {"how_many_came", "what_to_expect", "venue", "is_sample"} & page.fields.keys()


def samples():
    return events.sample_events(TODAY)


def test_every_sample_event_says_that_it_is_one():
    assert all(page.fields["is_sample"] is True for page in samples())


def test_sample_events_can_be_signed_up_for_at_once():
    for page in samples():
        assert page.fields["signup"] == "here"
        assert page.fields["dates"][0].day > TODAY + timedelta(days=7)


def test_sample_events_show_what_the_site_can_do():
    fields = [page.fields for page in samples()]
    assert {"conversation", "workshop", "training", "social", "showcase"} == {f["kind"] for f in fields}
    assert {"in-person", "online", "both"} == {f["mode"] for f in fields}
    assert any(f.get("capacity_in_person") == 1 for f in fields)
    assert any(f.get("under_18s_invited") for f in fields)
    assert any(question["value"]["access"] for f in fields for question in f.get("questions", []))


@pytest.mark.parametrize("days", range(0, 366, 5))
def test_no_sample_event_falls_on_christmas(days):
    for page in events.sample_events(date(2026, 1, 1) + timedelta(days=days)):
        for when in page.fields["dates"]:
            assert (1, 2) < (when.day.month, when.day.day) < (12, 22)


def test_no_real_person_is_named_in_a_sample():
    for page in samples():
        text = " ".join([page.title, *prose(page)])
        assert not re.search("Lucy|Green|Rob |Kurn|Rebecca|Kinge", text)
        assert "hosts" not in page.fields


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_pictures_are_small_files(name):
    assert len(pictures.draw(name)) < 12_000  # bytes: a page weighs 60 KB in all (look.md)


@pytest.mark.parametrize("language", [polish, arabic], ids=["pl", "ar"])
def test_amounts_and_names_survive_translation(language):
    """Facts are shared, words are translated: each amount of money and each name stands in the translation too."""
    kept = re.compile(r"£\d+|\b\d{2,4}\b|Southampton Voluntary Services|Making Coproduction Meaningful")
    for english, other in language.TRANSLATIONS.items():
        assert sorted(kept.findall(english)) == sorted(kept.findall(other)), english


def test_arabic_is_written_in_arabic():
    same = {english for english, other in arabic.TRANSLATIONS.items() if not re.search(r"[\u0600-\u06ff]", other)}
    assert same == set()


def test_both_languages_translate_the_same_strings():
    assert polish.TRANSLATIONS.keys() == arabic.TRANSLATIONS.keys()
