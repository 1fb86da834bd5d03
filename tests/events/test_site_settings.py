"""Administrators change what the site says about itself, and everything that follows from it changes at once."""

import pytest
from django.contrib.auth.models import Permission
from django.forms import model_to_dict
from django.urls import reverse
from django.utils.translation import gettext, override

from corner.models import AuditEntry, OutgoingEmail, SiteSettings
from corner.structured_data import data_for
from events import calendars
from events.models import EventPage
from library.citing import plain_citation

pytestmark = pytest.mark.django_db

NAME = "Riverside Together"


def screen():
    return reverse("wagtailsettings:edit", args=["corner", "sitesettings", SiteSettings.load().pk])


def as_it_is():
    """What the form holds when it is opened."""
    return {name: value for name, value in model_to_dict(SiteSettings.load()).items() if value not in (None, False)}


@pytest.fixture
def change(client, administrator):
    """An administrator types something into the settings and saves."""

    def save(**typed):
        client.force_login(administrator)
        answer = client.post(screen(), as_it_is() | typed)
        assert answer.status_code == 302, answer.context["form"].errors
        client.logout()

    return save


def text_of(client, url, **headers):
    return client.get(url, headers=headers).content.decode()


# --- The name -----------------------------------------------------------------------------------------------


def test_the_name_stands_on_every_page_and_where_a_page_is_shared(client, home, change):
    change(name=f"  {NAME} ")
    html = text_of(client, home.url)
    assert f"– {NAME}</title>" in text_of(client, reverse("search"))
    assert f'<meta property="og:site_name" content="{NAME}">' in html
    assert f"<span>{NAME}</span></a>" in html
    assert "Coproduction Corner</span>" not in html


def test_the_name_stands_in_mails_calendars_feeds_and_citations(
    client, make_event, events_index, make_case_study, date_of, signed_up, change
):
    page = make_event()
    feed = client.get(f"{events_index.url}feed.rss")
    change(name=NAME)
    signed_up(date_of(page))
    mail = OutgoingEmail.objects.get()
    assert f"\n{NAME}\n" in mail.text
    assert f">{NAME}<" in mail.html
    assert f"CN={NAME}".encode() in calendars.download(date_of(page), "en-gb").replace(b'"', b"")
    assert f"NAME:{NAME}".encode() in calendars.feed([date_of(page)], "en-gb")
    again = client.get(f"{events_index.url}feed.rss", headers={"If-None-Match": feed["ETag"]})
    assert f"– {NAME}</title>" in again.content.decode(), "who has kept the old one gets the new one"
    story = make_case_study()
    assert f". {NAME}, " in plain_citation(story)
    assert data_for(story)["author"]["name"] == NAME
    assert f'"{NAME}, http'.encode() in client.get(reverse("exchange_file", args=["events", "json"])).getvalue()


def test_the_name_that_we_know_is_translated_and_one_of_their_own_says_that_it_is_english(client, arabic_home, change):
    with override("ar"):
        ours = gettext("Southampton Coproduction Corner")
    assert ours != "Southampton Coproduction Corner"
    assert f"– {ours}</title>" in text_of(client, "/ar/search/")
    change(name=NAME)
    html = text_of(client, "/ar/search/")
    assert f"– {NAME}</title>" in html
    assert f'<bdi lang="en-GB" dir="ltr">{NAME}</bdi></span></a>' in html


def test_without_a_name_the_settings_are_not_saved(client, administrator):
    client.force_login(administrator)
    answer = client.post(screen(), as_it_is() | {"name": ""})
    assert "name" in answer.context["form"].errors


# --- Footer and contact -------------------------------------------------------------------------------------


def test_the_footer_says_who_pays_and_says_nothing_while_it_is_empty(client, polish_home, change):
    foot = text_of(client, "/").split('<div class="foot">')[1]
    change(footer_text="Paid for by the City Council.")
    assert text_of(client, "/").split('<div class="foot">')[1] == foot.replace(
        '<div class="wrap">', '<div class="wrap"><p>Paid for by the City Council.</p>', 1
    )
    assert '<p><bdi lang="en-GB" dir="ltr">Paid for by the City Council.</bdi></p>' in text_of(client, "/pl/")


def test_a_new_number_stands_on_the_page_and_in_the_mail(client, home, make_event, date_of, signed_up, change):
    change(phone="023 8000 9999", email="hello@example.org")
    assert 'href="tel:+442380009999"' in text_of(client, home.url)
    signed_up(date_of(make_event()))
    assert "Ring 023 8000 9999 or write to hello@example.org" in OutgoingEmail.objects.get().text


# --- Safety -------------------------------------------------------------------------------------------------


def test_staff_see_whom_to_ask_about_somebodys_safety(client, make_event, date_of, signed_up, change, administrator):
    signup = signed_up(date_of(make_event()))
    address = reverse("events_signup", args=[signup.occasion_id, signup.pk])
    client.force_login(administrator)
    assert 'Who to ask about somebody\'s safety: <bdi dir="ltr">023 8000 0000</bdi>' in text_of(client, address)
    change(safeguarding_contact="Ruth, 023 8000 0007")
    client.force_login(administrator)
    assert "<bdi>Ruth, 023 8000 0007</bdi>" in text_of(client, address)


# --- Reminders ----------------------------------------------------------------------------------------------


def test_a_new_event_begins_with_the_usual_reminder(client, make_event, change, administrator):
    old = make_event()
    change(reminder_days=5)
    client.force_login(administrator)
    form = client.get(reverse("wagtailadmin_pages:add", args=["events", "eventpage", old.get_parent().pk]))
    assert form.context["form"]["reminder_days"].value() == 5
    assert "initial-reminder_days" not in form.content.decode()
    assert EventPage().reminder_days == 5


def test_events_that_are_there_and_their_copies_keep_theirs(make_event, date_of, change):
    old = make_event(reminder_days=1)
    change(reminder_days=5)
    copy = old.copy(update_attrs={"title": "Next year", "slug": "next-year"})
    assert [EventPage.objects.get(pk=page.pk).reminder_days for page in (old, copy)] == [1, 1]
    assert date_of(old).reminder_days == 1
    old.save_revision().publish()
    assert date_of(old).reminder_days == 1


def test_more_days_than_an_event_may_have_are_refused(client, administrator):
    client.force_login(administrator)
    answer = client.post(screen(), {"reminder_days": "15"})
    assert "reminder_days" in answer.context["form"].errors


# --- What personal data hangs on ----------------------------------------------------------------------------


def test_who_changed_how_long_data_is_kept_is_written_down(change, administrator):
    change(keep_access_days=10, name=NAME)
    entry = AuditEntry.objects.get(action="settings.changed")
    assert entry.actor == administrator
    assert entry.record.startswith("corner.sitesettings:")
    assert entry.details == {"keep_access_days": [14, 10]}


def test_saving_what_was_there_before_writes_nothing_down(change):
    change(name=NAME)
    assert not AuditEntry.objects.filter(action="settings.changed").exists()


def test_the_machine_too(change, administrator):
    change(machine_translation="on")
    assert AuditEntry.objects.get(action="settings.changed").details == {"machine_translation": [False, True]}


# --- Who may --------------------------------------------------------------------------------------------------


def test_staff_cannot_open_the_settings_and_whoever_is_given_the_right_can(client, staff_of):
    user = staff_of(name="hana")
    client.force_login(user)
    assert client.get(screen()).status_code == 302
    client.post(screen(), {"name": NAME})
    assert SiteSettings.load().name != NAME
    user.user_permissions.add(Permission.objects.get(codename="change_sitesettings"))
    html = text_of(client, screen())
    assert [name in html for name in ("The site", "Events", "Safety and privacy", "Translations")] == [True] * 4
    assert html.count('role="tab"') == 4
