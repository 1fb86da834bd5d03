"""The tags that every template uses."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

from corner import dates
from corner.icons import LARGE, SMALL, icon


def render(source, **context):
    return Template("{% load corner %}" + source).render(Context(context))


# --- words --------------------------------------------------------------------------------------------------


def test_legal_words_are_english_everywhere_and_marked_where_the_page_is_not():
    assert render("{% legal %}Ask us.{% endlegal %}") == "Ask us."
    assert render('{% legal "p" "note" %}Ask us.{% endlegal %}') == '<p class="note">Ask us.</p>'
    with translation.override("ar"):
        assert render("{% legal %}Ask us.{% endlegal %}") == '<span lang="en-GB" dir="ltr">Ask us.</span>'
        assert render('{% legal "p" %}Ask us.{% endlegal %}') == '<p lang="en-GB" dir="ltr">Ask us.</p>'


def test_legal_words_cannot_smuggle_markup():
    assert render("{% legal %}{{ name }}{% endlegal %}", name="<b>") == "&lt;b&gt;"


def test_a_text_that_staff_changed_is_marked_as_english():
    with translation.override("pl"):
        assert render("{% shared_text value %}", value="On Fridays <3") == (
            '<bdi lang="en-GB" dir="ltr">On Fridays &lt;3</bdi>'
        )
        assert render("{% shared_text value %}", value="") == ""
    assert render("{% shared_text value %}", value="On Fridays") == "On Fridays"


def test_an_answer_is_a_shape_and_a_word():
    shown = render('{% answer "no" "The lift is broken." %}')
    assert '<span class="ans no"><svg' in shown
    assert "No</span> <span>The lift is broken.</span>" in shown
    assert "Not sure yet" in render('{% answer "" %}')


@pytest.mark.parametrize("name", [*SMALL, *LARGE])
def test_every_sign_is_hidden_from_screen_readers(name):
    """The word beside it says the same."""
    assert 'aria-hidden="true"' in icon(name)
    assert " style=" not in icon(name)


def test_a_qr_code_has_a_name_and_no_style():
    shown = render("{% qr_svg url %}", url="https://corner.example.org/events/tea/")
    assert 'role="img" aria-label="QR code for this page"' in shown
    assert " style=" not in shown


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("023 8000 0000", "tel:+442380000000"),
        ("116 123", "tel:116123"),
        ("+44 23 8000", "tel:+44238000"),
        ("0800 1111", "tel:08001111"),
    ],
)
def test_phone_numbers_can_be_rung_from_abroad(number, address):
    assert render("{{ number|phone_href }}", number=number) == address


def test_a_page_in_the_readers_own_language_carries_no_mark(home, polish_home, db):
    assert render("{% lang_attrs page %}", page=home) == ""
    with translation.override("pl"):
        assert render("{% lang_attrs page %}", page=home) == ' lang="en-GB" dir="ltr"'
        assert render("{% lang_attrs page %}", page=polish_home) == ""


def test_a_link_leads_to_the_readers_language_or_says_which_it_leads_to(make_technique, polish_home, translate):
    english, both = make_technique("Talking circle"), make_technique("Fishbowl")
    translate(both, "pl", title="Akwarium")
    with translation.override("pl"):
        assert render("{% link_to page %}", page=english) == (
            '<a href="/techniques/talking-circle/" lang="en-GB" dir="ltr" hreflang="en-GB">Talking circle</a>'
            ' <small class="muted">(Po angielsku)</small>'
        )
        assert render("{% link_to page %}", page=both) == '<a href="/pl/techniques/fishbowl/">Akwarium</a>'


def test_related_lists_hide_what_may_not_be_read(make_technique, make_event):
    from wagtail.models import PageViewRestriction

    technique = make_technique()
    shown, hidden = make_event("Tea", techniques=[technique]), make_event("Invited only", techniques=[technique])
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    each = "{{ list.label }}:{% for item in list.items %} {{ item.title }}{% endfor %};"
    source = "{% related_to page as lists %}{% for list in lists %}" + each + "{% endfor %}"
    assert render(source, page=technique) == f"Events that used this: {shown.title};"


def test_parts_cut_a_body_at_its_headings(make_information_page):
    heading = {"text": "How it began", "level": "h2"}
    page = make_information_page(
        body=[
            ("paragraph", "<p>One</p>"),
            ("heading", heading),
            ("paragraph", "<p>Two</p>"),
            ("paragraph", "<p>Three</p>"),
        ]
    )
    source = (
        "{% parts page.body as found %}{% for part in found %}[{{ part.heading }} {{ part.blocks|length }}]{% endfor %}"
    )
    assert render(source, page=page) == "[ 1][How it began 2]"


# --- dates --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(10, 30), "10:30am"),
        (time(13), "1pm"),
        (time(12), "noon"),
        (time(0, 5), "12:05am"),
        (datetime(2026, 7, 1, 9, 0, tzinfo=UTC), "10am"),  # summer time in Southampton
        (None, ""),
    ],
)
def test_english_times_are_as_people_say_them(moment, words):
    assert dates.clock(moment) == words


def test_other_languages_write_times_and_dates_their_own_way():
    with translation.override("pl"):
        assert dates.clock(time(13, 5)) == "13:05"
        assert "grudnia" in dates.long_date(date(2026, 12, 5))


def test_dates_have_their_weekday():
    assert dates.long_date(date(2026, 12, 5)) == "Saturday 5 December 2026"
    assert dates.month_year(date(2026, 12, 5)) == "December 2026"


@pytest.mark.parametrize(
    ("minutes", "words"), [(45, "45 minutes"), (60, "1 hour"), (120, "2 hours"), (90, "1 hour 30 minutes")]
)
def test_lengths_of_time(minutes, words):
    assert dates.hours(minutes) == words


def test_a_quarter_of_the_clock_is_a_quarter_of_an_hour():
    assert dates.clock_slice(15) == "M20 20V5A15 15 0 0 1 35.0 20.0z"
    assert dates.clock_slice(45) == "M20 20V5A15 15 0 1 1 5.0 20.0z"
    assert dates.clock_slice(60) == ""
