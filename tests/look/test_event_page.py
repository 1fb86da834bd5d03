"""What somebody finds on an event's page: before it, when it is full or off, and afterwards."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from events.models import Agreement, EventDate, Occasion, Places

pytestmark = pytest.mark.django_db

STORY = [("paragraph", "<p>We chose three things.</p>")]


@pytest.fixture
def read(client):
    """The words of a page as a reader meets them, tags left out; `.html` is the page itself."""

    class Words(str):
        html = ""

    def read_page(page):
        answer = client.get(page.url)
        assert answer.status_code == 200
        html = answer.content.decode().split("<main")[1].split("</main>")[0]
        words = Words(" ".join(re.sub(r"<[^>]+>", " ", html).split()))
        words.html = html
        return words

    return read_page


def day(days):
    return timezone.localdate() + timedelta(days=days)


def take(page, number):
    Places.objects.filter(occasion__event__translation_key=page.translation_key).update(taken=number)


# --- before -------------------------------------------------------------------------------------------------


def test_payment_and_calm_space_come_before_the_button(make_event, read):
    page = read(make_event(payment="yes", payment_details="A £25 voucher.", calm_space_details="A small room."))
    button = page.index("Sign up")
    assert page.index("Payment A £25 voucher.") < button
    assert page.index("Calm space Yes . A small room.".replace(" .", ".")) < button


def test_places_left_count_for_all_languages(make_event, read):
    event = make_event(capacity=12)
    take(event, 5)
    assert "Open for sign-up. 7 of 12 places left." in read(event)


def test_the_button_leads_to_the_form_of_the_date_in_the_readers_language(make_event, polish_home, translate, read):
    event = make_event()
    polish = translate(event, "pl", title="Herbata w parku")
    occasion = Occasion.objects.get()
    assert f'href="{event.url}sign-up/{occasion.pk}/"' in read(event).html
    assert f'href="{polish.url}sign-up/{occasion.pk}/"' in read(polish).html
    assert f'href="{event.url}calendar/{occasion.pk}.ics"' in read(event).html


def test_full_says_full_and_has_no_button(make_event, read):
    event = make_event(capacity=2, waiting_list="none")
    take(event, 2)
    page = read(event)
    assert "Full. All 2 places are taken." in page
    assert "/sign-up/" not in page.html


def test_full_with_a_waiting_list_leads_to_it(make_event, read):
    event = make_event(capacity=2)
    take(event, 2)
    page = read(event)
    assert "Full. All 2 places are taken. You can join the waiting list." in page
    assert re.search(r'/sign-up/\d+/">Join the waiting list</a>', page.html)
    assert ">Sign up</a>" not in page.html


def test_each_way_of_joining_has_places_of_its_own(make_event, read):
    event = make_event(mode="both", capacity=3, capacity_online=None)
    Places.objects.filter(way="in-person").update(taken=3)
    assert "In person: full, with a waiting list. Online: enough places." in read(event)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "cancelled"}, "Cancelled. It will not happen."),
        ({"status": "postponed"}, "Put off. The new date is not known yet."),
        ({"signup_closes": timezone.now() - timedelta(hours=1)}, "Sign-up is closed"),
        ({"signup_opens": timezone.now() + timedelta(days=2)}, "Sign-up opens on"),
    ],
)
def test_a_date_that_nobody_can_sign_up_for_says_why(make_event, read, changes, words):
    page = read(make_event(dates=[EventDate(day=day(9), start_time=time(10), **changes)]))
    assert words in page
    assert "/sign-up/" not in page.html


@pytest.mark.parametrize(
    ("fields", "words", "link"),
    [
        ({"signup": "none"}, "You do not have to sign up. Just come.", None),
        ({"signup": "call-us"}, "Ring us or write to us to take part", 'class="btn" href="tel:'),
        (
            {"signup": "elsewhere", "signup_elsewhere_url": "https://example.org/tickets"},
            "Sign-up is on another website",
            'class="btn" href="https://example.org/tickets"',
        ),
    ],
)
def test_sign_up_that_is_not_on_this_site(make_event, read, fields, words, link):
    page = read(make_event(**fields))
    assert words in page
    assert "/sign-up/" not in page.html
    assert link is None or link in page.html


def test_several_dates_are_chosen_from_a_list(make_event, read):
    rows = [EventDate(day=day(number), start_time=time(18), end_time=time(20)) for number in (3, 10, 17)]
    page = read(make_event(dates=rows))
    assert "and 2 more dates" in page
    assert page.html.count("/sign-up/") == 3
    assert 'href="#dates">Choose a date' in page.html


def test_a_cancelled_date_does_not_hide_the_one_that_goes_ahead(make_event, read):
    rows = [
        EventDate(day=day(3), start_time=time(18), status="cancelled"),
        EventDate(day=day(10), start_time=time(18)),
    ]
    page = read(make_event(dates=rows))
    head = page.split("When")[0]
    assert "Open for sign-up." in head
    assert "Cancelled" not in head


def test_money_advice_stands_in_english_for_everybody(make_event, polish_home, translate, read):
    """Words about payment are not shipped as drafts (languages.md, "Interface strings")."""
    polish = translate(make_event(payment="yes", payment_details="£25"), "pl")
    assert '<p class="note" lang="en-GB" dir="ltr"><strong>Do you get benefits?</strong>' in read(polish).html


def test_a_poster_has_a_code_and_the_address(make_event, read):
    event = make_event()
    poster = read(event).html.split('<div class="paper-only">')[1].split("</div>")[0]
    assert 'aria-label="QR code for this page"' in poster
    assert f"http://testserver{event.url}" in poster


# --- access -------------------------------------------------------------------------------------------------


def test_what_the_event_leaves_open_the_venue_answers(make_event, venue, read):
    venue.step_free_details = "A ramp at the side."
    venue.save()
    assert "Step-free Yes A ramp at the side." in read(make_event())


def test_the_event_knows_better_than_the_venue(make_event, read):
    assert "Step-free No The lift is broken." in read(
        make_event(step_free="no", step_free_details="The lift is broken.")
    )


def test_nobody_answered_is_said_and_whom_to_ask(make_event, make_organisation, make_person, read):
    page = read(make_event(responsible_organisation=make_organisation(title="Veracity Life")))
    assert "Captions Not sure yet We do not know yet. Ask Veracity Life ." in page
    assert "Ask Amira" in read(make_event(hosts=[make_person(title="Amira")]))


def test_an_online_event_has_no_steps(make_event, read):
    page = read(make_event(mode="online", venue=None, capacity_online=5))
    assert "Step-free" not in page
    assert "Calm space" in page


def test_a_stale_translation_never_shows_an_old_answer(make_event, polish_home, translate, read):
    """The fact is the source's; words that were translated for another answer give way to it, marked as English."""
    event = make_event(step_free="yes", step_free_details="No steps.", photos_policy="We take no photos.")
    polish = translate(event, "pl", step_free_details="Bez schodów.")
    assert "Bez schodów." in read(polish)
    event.step_free, event.step_free_details = "no", "Three steps today."
    event.save_revision().publish()
    page = read(polish)
    assert "Bez schodów." not in page
    assert '<span lang="en-GB" dir="ltr">Three steps today.</span>' in page.html


def test_two_places_are_both_described(make_event, venue, read):
    from contacts.models import Venue

    other = Venue.objects.create(name="Board in the City", address="High Street", step_free="no", locale=venue.locale)
    rows = [
        EventDate(day=day(3), start_time=time(18)),
        EventDate(day=day(10), start_time=time(18), venue=other),
    ]
    page = read(make_event(dates=rows))
    there = page.split("Getting there")[1]
    assert there.index("Central Library") < there.index("Step-free Yes") < there.index("Board in the City")
    assert there.index("Board in the City") < there.index("Step-free No")


# --- afterwards ---------------------------------------------------------------------------------------------


def test_afterwards_the_record_stands_there_and_sign_up_is_gone(make_event, read):
    event = make_event(starts_in_days=-3, record=STORY, how_many_came=31)
    Agreement.objects.create(
        what_people_said="Go back to the girls.", status="started", event=event, locale=Locale.get_default()
    )
    page = read(event)
    assert "This is over" in page
    assert "We chose three things." in page
    assert "How many came 31" in page
    assert "Go back to the girls." in page
    assert "Started" in page
    assert "/sign-up/" not in page.html
    assert "benefits" not in page


def test_what_was_not_recorded_says_so(make_event, read):
    event = make_event(
        dates=[EventDate(day=date(2024, 7, 1), month_only=True)],
        not_recorded=True,
        venue=None,
        signup="none",
        payment="unsure",
        calm_space="unsure",
    )
    page = read(event)
    assert "When July 2024" in page
    for heading in ("Where", "Payment", "Calm space", "How many came", "What happened", "What was agreed"):
        assert f"{heading} Not recorded" in page
    assert '<time class="big" datetime="2024-07">' in page.html


def test_a_record_that_is_not_translated_yet_is_shown_in_english(make_event, polish_home, translate, read):
    event = make_event(starts_in_days=-3)
    polish = translate(event, "pl")
    event.record = STORY
    event.save_revision().publish()
    assert '<div class="flow" lang="en-GB" dir="ltr"><div class="flow"><p' in read(polish).html


# --- previews -----------------------------------------------------------------------------------------------


def preview(page):
    return page.make_preview_request().content.decode()


def test_a_preview_shows_the_dates_that_are_being_typed(make_event):
    event = make_event(starts_in_days=7)
    event.dates = [EventDate(day=date(2030, 5, 4), start_time=time(14), date_key=event.dates.get().date_key)]
    shown = preview(event)
    assert "Saturday 4 May 2030" in shown
    assert Occasion.objects.get().day == day(7)  # nothing was written


def test_a_preview_of_a_new_event_needs_no_occasion(events_index, make_organisation):
    from events.models import EventPage

    page = EventPage(
        title="New", slug="new", intro="New.", mode="online", signup="here", calm_space="yes", payment="no",
        responsible_organisation=make_organisation(), live=False,
    )  # fmt: skip
    page.dates = [EventDate(day=day(4), start_time=time(9))]
    events_index.add_child(instance=page)
    shown = preview(page)
    assert "Open for sign-up." in shown
    assert "/sign-up/" not in shown


def test_structured_data_tells_of_time_place_and_status(make_event, client):
    import json

    event = make_event(title="Tea & <b>talk</b>")
    html = client.get(event.url).content.decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]
    data = json.loads(script)
    assert data["@type"] == "Event"
    assert data["name"] == "Tea & <b>talk</b>"
    assert "<b>" not in script
    assert data["startDate"].startswith(f"{day(7)}T10:30:00")
    assert data["location"]["name"] == "Central Library"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"


@pytest.mark.parametrize("starts_in_days", [7, -7])
def test_an_event_with_a_hard_topic_says_where_to_find_support(make_event, client, starts_in_days):
    html = client.get(make_event(starts_in_days=starts_in_days, content_notes=["death"]).url).content.decode()
    assert '<a class="tall" href="#support">Find support</a>' in html
    assert "116 123" in html.split('id="support"')[1].split("</section>")[0]
    assert 'id="support"' not in client.get(make_event().url).content.decode()


def test_a_place_that_is_not_found_yet_keeps_no_event_from_readers(make_event, client):
    """domain.md does not ask for a venue: the page says that it is not known, and whom to ask."""
    html = client.get(make_event(venue=None).url).content.decode()
    where = html.split("<dt>Where</dt>")[1].split("</dd>")[0]
    assert "We do not know yet. Ask" in where


def test_the_bus_stands_with_the_place_in_every_language(make_event, venue, polish_home, translate, client):
    venue.bus = "3, 7 and 11 to Civic Centre"
    venue.save()
    event = make_event()
    for page in (event, translate(event, "pl")):
        assert "3, 7 and 11 to Civic Centre" in client.get(page.url).content.decode()
