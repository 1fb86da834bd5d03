"""A visitor reads what people did, what was hard, and what changed."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from casestudies.models import Impact


def html_of(client, page):
    return client.get(page.url).content.decode()


def under(html, anchor):
    return html.split(f'id="{anchor}"')[1].split("</section>")[0]


@pytest.fixture
def hard(make_case_study):
    """A case study about something that hurts."""
    return make_case_study(
        "Girls and parks",
        content_notes=["low-mood"],
        content_note_text="It does not describe violence.",
        quick_exit=True,
    )


def test_the_hard_topic_is_named_before_the_content(client, hard):
    """Journey 8: the topic first, then the choice, then the content."""
    html = html_of(client, hard)
    places = [
        html.index(words)
        for words in (
            "Before you read",
            "Feeling very low",
            "It does not describe violence.",
            'href="#read-on"',
            'id="read-on"',
            "We met at small tables.",
        )
    ]
    assert places == sorted(places)


def test_the_reader_can_turn_back_skip_or_find_support(client, hard, cases_index):
    html = html_of(client, hard)
    note = html.split('id="before"')[1].split("</section>")[0]
    links = {words: href for href, words in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]+)</a>', note)}
    assert links["Go back"] == cases_index.url
    for words in ("Read on", "Skip to what changed", "Find support"):
        assert html.count(f'id="{links[words].removeprefix("#")}"') == 1
    assert "116 123" in under(html, "support")


def test_quick_exit_leads_away_and_says_what_it_cannot_do(client, hard):
    html = html_of(client, hard)
    assert re.search(r'<a [^>]*href="https://www\.bbc\.co\.uk/weather"[^>]*data-exit', html)
    assert "stays in your browser" in html


def test_an_easy_page_has_no_note_and_no_exit(client, make_case_study):
    html = html_of(client, make_case_study())
    assert "Before you read" not in html
    assert "data-exit" not in html
    assert 'id="support"' not in html


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"stage": "under-way", "began": "July 2024"}, "Under way since July 2024"),
        ({"stage": "finished", "began": "2023", "ended": "May 2024"}, "Finished: 2023 to May 2024"),
        ({"stage": "paused", "began": "2023"}, "Paused, began 2023"),
        ({"stage": "finished", "ended": "2024"}, "Finished, ended 2024"),
        ({"stage": "idea"}, "Idea"),
        ({"stage": "idea", "began": "<b>"}, "Idea, began &lt;b&gt;"),
        (
            {"stage": "under-way", "began": "July 2024", "ongoing": True},
            "Under way since July 2024. No end is planned.",
        ),
        ({"stage": "paused", "began": "<b>", "ongoing": True}, "Paused, began &lt;b&gt;. No end is planned."),
    ],
)
def test_the_stage_is_said_at_the_top(client, make_case_study, fields, line):
    assert f'<span class="tag">{line}</span>' in html_of(client, make_case_study(**fields))


def test_a_case_study_that_looks_for_help_says_which_and_claims_nothing(client, make_case_study):
    page = make_case_study(stage="looking-for-help", help_wanted="Money, and time", impact="not-sure")
    html = html_of(client, page)
    assert "Money, and time" in under(html, "help-wanted")
    assert "Not sure" in under(html, "changed")
    for absent in ('id="hard"', 'id="learned"', 'id="findings"', 'id="techniques"', 'id="updates"', 'id="chain"'):
        assert absent not in html


def test_what_changed_has_a_word_and_a_shape_of_its_own(client, make_case_study):
    shapes = {}
    for impact, word in (("yes", "Yes"), ("not-yet", "Not yet"), ("no", "No"), ("not-sure", "Not sure")):
        changed = under(html_of(client, make_case_study(impact=impact)), "changed")
        state = re.search(r'<p class="state">(<svg.*</svg>)<span>(.*?)</span>', changed)
        assert state[2] == word
        shapes[impact] = state[1]
    assert len(set(shapes.values())) == 4


def test_updates_stand_in_the_order_of_their_days(client, make_case_study):
    page = make_case_study(
        updates=[
            ("update", {"date": date(2026, 10, 21), "text": "<p>Agreed.</p>"}),
            ("update", {"date": date(2024, 7, 1), "only_month": True, "text": "<p>Workshop.</p>"}),
        ]
    )
    updates = under(html_of(client, page), "updates")
    assert re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', updates) == [
        ("2024-07", "July 2024"),
        ("2026-10-21", "21 October 2026"),
    ]


def test_techniques_organisations_people_and_recommendations_are_linked(
    client, make_case_study, make_technique, make_organisation, make_person, make_recommendation
):
    technique, recommendation = make_technique("World café"), make_recommendation("Take time")
    page = make_case_study(
        techniques_used=[("technique", {"technique": technique, "how_it_went": "It went well."})],
        findings=[("finding", {"recommendation": recommendation, "finding": "<p>One workshop is not enough.</p>"})],
        organisations=[make_organisation("Veracity Life")],
        people=[make_person("Anna")],
    )
    html = html_of(client, page)
    assert ">World café</a></dt><dd>It went well.</dd>" in under(html, "techniques")
    assert ">Take time</a></dt><dd><p>One workshop is not enough.</p></dd>" in under(html, "findings")
    assert ">Veracity Life</a>" in html
    assert ">Anna</a>" in html


def test_what_nobody_may_read_is_not_named(client, make_case_study, make_technique):
    draft, private = make_technique("Draft way"), make_technique("Private way")
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    used = [("technique", {"technique": technique, "how_it_went": ""}) for technique in (draft, private)]
    html = html_of(client, make_case_study(techniques_used=used))
    assert "Draft way" not in html
    assert "Private way" not in html


def test_a_recording_does_not_play_by_itself_and_has_its_words(client, make_case_study):
    audio = Document(title="Recording", file=ContentFile(b"ID3", name="recording.mp3"))
    audio.save()
    page = make_case_study(
        audio=audio,
        audio_transcript="We asked girls about parks.",
        easy_read=[("line", {"line": "We asked girls."})],
    )
    html = html_of(client, page)
    assert re.search(r'<audio controls preload="none"', html)
    assert "autoplay" not in html
    assert "We asked girls about parks." in html
    for words in ("Easy read", "Listen"):
        anchor = re.search(rf'href="#([^"]+)">{words}<', html)[1]
        assert html.count(f'id="{anchor}"') == 1


def test_it_can_be_cited_with_its_licence(client, make_case_study):
    html = html_of(client, make_case_study(citation="Girls and parks, 2024."))
    assert '<p id="citation">Girls and parks, 2024.</p>' in html
    cite = html.split('id="cite"')[1].split("</section>")[0]
    assert 'rel="license" href="https://creativecommons.org/licenses/by-nc-sa/4.0/"' in cite


def test_a_polish_reader_gets_what_there_is_in_polish(
    client, polish_home, make_case_study, make_technique, make_organisation, translate
):
    technique, organisation = make_technique("World café"), make_organisation("Veracity Life")
    used = [("technique", {"technique": technique, "how_it_went": "It went well."})]
    page = make_case_study(
        "Girls and parks",
        stage="under-way",
        began="July 2024",
        techniques_used=used,
        organisations=[organisation],
    )
    translate(technique, "pl", title="Kawiarnia świata")
    html = html_of(client, translate(page, "pl"))
    assert ">Kawiarnia świata</a>" in html
    assert "[pl] It went well." in html
    assert 'lang="en-GB" dir="ltr" hreflang="en-GB">Veracity Life</a>' in html
    assert '<bdi lang="en-GB" dir="ltr">July 2024</bdi>' in html


def test_facts_come_from_the_source_whatever_the_copy_says(client, polish_home, make_case_study, translate):
    page = make_case_study(stage="under-way", impact="no")
    polish = translate(page, "pl")
    type(polish).objects.filter(pk=polish.pk).update(stage="finished", impact="yes")
    html = html_of(client, polish)
    sign = re.search(r'<p class="state">(<svg.*?</svg>)', under(html, "changed"))[1]
    assert sign in under(html_of(client, page), "changed")
    with translation.override("pl"):
        assert f"<span>{Impact.NO.label}</span>" in under(html, "changed")


def test_a_page_link_in_the_story_leads_to_the_readers_language(
    client, polish_home, make_case_study, make_technique, translate
):
    technique = make_technique("World café")
    link = f'<p>We used <a linktype="page" id="{technique.pk}">a technique</a>.</p>'
    page = make_case_study(what_happened=[("paragraph", link)])
    polish_technique = translate(technique, "pl")
    polish = translate(page, "pl")
    assert f'<a href="{technique.url}">' in html_of(client, page)
    assert f'<a href="{polish_technique.url}">' in html_of(client, polish)


def test_the_part_of_the_city_is_a_fact_in_every_language(client, make_case_study, polish_home, translate):
    page = make_case_study(area="Sholing")
    for version in (page, translate(page, "pl")):
        assert "<bdi>Sholing</bdi>" in client.get(version.url).content.decode()


def test_who_looks_for_help_may_not_know_yet_which(client, make_case_study):
    page = make_case_study(stage="looking-for-help", help_wanted="", impact="not-sure")
    html = client.get(page.url).content.decode()
    assert "Looking for help" in html
    assert ">Help wanted</h2>" not in html


def test_that_it_goes_on_is_a_fact_in_every_language(client, make_case_study, polish_home, translate):
    page = make_case_study(began="2023", ongoing=True)
    polish = translate(page, "pl")
    type(polish).objects.filter(pk=polish.pk).update(ongoing=False)
    with translation.override("pl"):
        words = translation.gettext("{line}. No end is planned.").format(line="").strip(". ")
    assert words in html_of(client, polish)


@pytest.mark.parametrize("fields", [{"ended": "May 2024"}, {"stage": "finished"}])
def test_what_has_an_end_does_not_go_on(make_case_study, fields):
    with pytest.raises(ValidationError) as refusal:
        make_case_study(ongoing=True, **fields)
    assert list(refusal.value.message_dict) == ["ongoing"]


def test_reports_on_it_can_be_downloaded(client, make_case_study):
    report = Document(title="Stored name", file=ContentFile(b"%PDF-1.4 x", name="results.pdf"))
    report.save()
    page = make_case_study(evaluation=[("document", {"document": report, "title": "What the girls said"})])
    changed = under(html_of(client, page), "changed")
    assert f'href="{report.url}">What the girls said</a>' in changed
    assert "PDF" in changed
    assert "How it was checked" not in html_of(client, make_case_study())


@pytest.mark.parametrize("part", ["what_happened", "turning_points", "what_was_hard", "what_was_learned", "evidence"])
def test_nobodys_words_stand_in_a_story_without_their_consent(client, administrator, make_case_study, part):
    """In the editor, many at once and in code; a draft may wait for it."""
    page = make_case_study()
    page.unpublish()
    quote = {"quote": "I felt that people listened.", "attribution": "A participant", "consent": False}
    setattr(page, part, [("quote", quote)])
    page.live = False
    revision = page.save_revision()
    with pytest.raises(ValidationError) as refusal:
        revision.publish()
    assert list(refusal.value.message_dict) == [part]
    assert "They agreed that we publish these words" in refusal.value.messages[0]
    client.force_login(administrator)
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert (
        "They agreed that we publish these words" in client.post(f"{many}?id={page.pk}", follow=True).content.decode()
    )
    assert not type(page).objects.get(pk=page.pk).live


def test_it_can_be_told_to_others_with_a_text_and_without_anybody_watching(client, make_case_study):
    page = make_case_study("Girls & parks", intro="Girls designed their park.")
    share = under(html_of(client, page), "share-text").split("</p>")[0]
    text = re.sub(r"<[^>]+>", "", share).strip('">\n ')
    assert text == f"Girls &amp; parks\nGirls designed their park.\n{page.full_url}"
    section = under(html_of(client, page), "share")
    assert "href=" not in section
    assert 'data-copy="share-text"' in section


def test_every_case_study_can_be_printed(client, make_case_study):
    html = html_of(client, make_case_study())
    assert re.search(r"hidden data-needs-script><button [^>]*data-print", html)
