"""A date moves from before a clock change to after it, with people of three languages on its list."""

from datetime import UTC, date, datetime, time

import pytest
from django.core import mail as post
from django.urls import reverse
from django.utils import translation

from corner.dates import clock, long_date
from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from events.describing import when
from events.mails import manage_url
from events.models import EventDate, EventPage
from tests.events.ical_reader import read

pytestmark = pytest.mark.django_db

LANGUAGES = ["en-gb", "pl", "ar"]
#: From ten in the morning to ten in the morning: in UTC an hour later in autumn, an hour earlier in spring.
MOVES = [
    pytest.param(date(2031, 10, 25), 9, date(2031, 10, 27), 10, id="October"),
    pytest.param(date(2031, 3, 29), 10, date(2031, 3, 31), 9, id="March"),
]


def attached(message):
    (part,) = message.attachments
    (event,) = read(part.get_payload(decode=True)).components
    return event


@pytest.mark.parametrize(("old", "old_hour", "new", "new_hour"), MOVES)
def test_every_page_every_file_and_every_person_hears_it_once(
    client, make_event, make_organisation, staff_of, events_index, polish_home, arabic_home, translate, date_of,
    signed_up, old, old_hour, new, new_hour,
):  # fmt: skip
    own = make_organisation("Own group")
    row = EventDate(day=old, start_time=time(10), end_time=time(12))
    page = make_event("Tea in the park", dates=[row], capacity=30, responsible_organisation=own)
    pages = {"en-gb": page, "pl": translate(page, "pl"), "ar": translate(page, "ar")}
    people = [signed_up(date_of(page), language=LANGUAGES[number % 3]) for number in range(12)]
    send_due()
    uids = {attached(message)["UID"] for message in post.outbox}
    before, sequence = date_of(page), int(attached(post.outbox[0])["SEQUENCE"])
    assert before.starts_at == datetime(old.year, old.month, old.day, old_hour, tzinfo=UTC)
    post.outbox.clear()

    def publish():
        source = EventPage.objects.get(pk=page.pk)
        (row,) = rows = list(source.dates.all())
        row.day, source.dates = new, rows
        source.save_revision().publish()

    publish()
    after = date_of(page)

    # All pages, the person's own, the feed and the file agree at once, before anybody is written to.
    begins, ends = (datetime(new.year, new.month, new.day, new_hour + more, tzinfo=UTC) for more in (0, 2))
    for language, shown in pages.items():
        with translation.override(language):
            old_day, new_day, begin = long_date(before.starts_at), long_date(after.starts_at), clock(after.starts_at)
        person = next(each for each in people if each.language == language)
        manage = "/" + manage_url(person).split("/", 3)[3]
        for url in (shown.url, manage):
            html = client.get(url).content.decode()
            assert new_day in html, url
            assert begin in html, url
            assert old_day not in html, url
        feed = shown.get_parent().get_url() + "calendar.ics"
        for url in (f"{shown.url}calendar/{after.pk}.ics", feed):
            (event,) = read(client.get(url).content).components
            assert (event["DTSTART"], event["DTEND"]) == (begins, ends), url
            assert {event["UID"]} == uids, url
            assert int(event["SEQUENCE"]) == sequence + 1, url
    assert not OutgoingEmail.objects.waiting().exists()

    # "Tell everyone", pressed twice.
    client.force_login(staff_of(own))
    for _ in range(2):
        client.post(reverse("events_tell", args=[after.pk]), {"go": "tell"})
    send_due()
    assert sorted(to for message in post.outbox for to in message.to) == sorted(person.email for person in people)
    by_address = {person.email: person.language for person in people}
    for message in post.outbox:
        language = by_address[message.to[0]]
        with translation.override(language):
            new_words = when(after)
        assert message.extra_headers["Content-Language"] == language
        assert new_words in message.body
        assert f'<html lang="{language}"' in message.alternatives[0][0]
        event = attached(message)
        assert ({event["UID"]}, event["SEQUENCE"]) == (uids, str(sequence + 1))
        assert (event["DTSTART"], event["DTEND"]) == (begins, ends)

    # Published again, nothing is another.
    post.outbox.clear()
    publish()
    send_due()
    assert not post.outbox
    assert date_of(page).ical_sequence == after.ical_sequence
    assert date_of(page).change_untold_since is None
