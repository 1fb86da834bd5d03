"""The ten commonest ways through the admin, each from its first screen, a line a step. `make ten-tasks` counts them.

They are the tasks of the guide that come up most (docs/guide/), each done in the quickest way that the menu offers.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from tools.guests import date_with_guests, may_see_needs
from tools.walk import Walk


class Way(NamedTuple):
    """One of the ten: what it is, the login of whoever goes it, and the steps."""

    name: str
    login: str
    go: Callable[[Walk], None]


WAYS: list[Way] = []


def way(name: str, login: str) -> Callable[[Callable[[Walk], None]], Callable[[Walk], None]]:
    """Make a function one of the ten ways."""

    def add(go: Callable[[Walk], None]) -> Callable[[Walk], None]:
        WAYS.append(Way(name, login, go))
        return go

    return add


def prepare() -> None:
    """What somebody finds who comes to work: guests on a list, an event that is over, a page to approve.

    And a login that may do no more than editors may: `staff` is an event host as well.
    """
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    host = users.get(username="host")
    may_see_needs(host)
    date_with_guests(host)
    _an_editor()
    _be_over(users.get(username="staff"))
    _wait_for_approval(users.get(username="administrator"))


def _an_editor() -> None:
    """With the one role Editors and no organisation; the password is made as for the development logins."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from home.management.commands.development_logins import password_of
    from home.roles import EDITORS

    editor = get_user_model().objects.create_user("editor", "editor@example.org", password_of("editor"))
    editor.groups.add(Group.objects.get(name=EDITORS.group))


def _be_over(user: Any) -> None:
    """The next event of this person's organisation was last week, and has no record."""
    from django.utils import timezone

    from events.models import Occasion

    began = timezone.now() - timedelta(days=7)
    coming = Occasion.objects.for_user(user).upcoming().filter(signups=None).first()
    if coming is None:
        raise LookupError(f"{user} has no date to come on which nobody has signed up yet.")
    Occasion.objects.filter(pk=coming.pk).update(
        day=timezone.localdate(began), starts_at=began, ends_at=began + timedelta(hours=2), closes_at=began
    )


def _wait_for_approval(user: Any) -> None:
    from wagtail.models import Locale

    from techniques.models import TechniquePage

    page = TechniquePage.objects.filter(locale=Locale.get_default()).order_by("path").first()
    if page is None:
        raise LookupError("The starter content has no technique.")
    page.save_revision(user=user)
    page.get_workflow().start(page, user)


@way("Write an event and publish it", "editor")
def write_an_event(at: Walk) -> None:
    at.press("Events")
    at.press("Add event")
    at.write("title", "Tea and talk about the park")
    at.write("intro", "Come for tea, and say what the park needs.")
    at.write("dates-0-day", (date.today() + timedelta(days=30)).isoformat())
    at.write("dates-0-start_time", "10:30")
    at.write("dates-0-end_time", "12:30")
    at.pick("venue", "Southampton Voluntary Services")
    at.pick("responsible_organisation", "Southampton Voluntary Services")
    at.write("what_to_expect-0-value-time", "10:30")
    at.write("what_to_expect-0-value-title", "Tea and hello")
    at.write("what_to_expect-0-value-text", "Sit where you like.")
    at.write("photos_policy", "We take no photos.")
    at.write("capacity_in_person", "20")
    at.press("Access and offers")
    at.choose("calm_space", "no")
    at.choose("payment", "no")
    at.press("More actions")
    at.press("Publish")
    at.sees("published")


@way("Copy last month’s event to a new date", "editor")
def copy_an_event(at: Walk) -> None:
    at.press("Events")
    at.press_on("td.title .w-dropdown__toggle")
    at.press("Copy")
    at.write("day", (date.today() + timedelta(days=40)).isoformat())  # the title follows it, the times stay
    at.press("Make a draft")
    at.press("More actions")
    at.press("Publish")
    at.sees("published")


@way("See who is coming", "host")
def see_who_is_coming(at: Walk) -> None:
    at.press("Sign-ups")
    at.press_on("table.listing tbody td.title a")
    at.sees("Amina")


@way("Answer what somebody needs", "host")
def answer_a_need(at: Walk) -> None:
    at.press("Sign-ups")
    at.press("What people need")
    at.press("Show what is not answered")
    at.press_on("main details summary")
    at.choose("reply", "arranged")
    at.write("words", "There is one in the room.")
    at.press("Save the answer")
    at.sees("The answer is saved")


@way("Write to the people who wait", "host")
def write_to_the_waiting(at: Walk) -> None:
    at.press("Sign-ups")
    at.press_on("table.listing tbody td.title a")
    at.press("Write to people")
    at.choose("audience", "waiting")
    at.write("subject", "You are still on our list")
    at.write("text", "We will tell you on Friday if a place is free.")
    at.press("See it before it goes")
    at.press("Send it")
    at.sees("Your message goes to")


@way("Write up what was agreed", "editor")
def write_up_what_was_agreed(at: Walk) -> None:
    at.press("Agreements")
    at.press("Add agreement")
    at.write("what_people_said", "We want a bench at the school gate.")
    at.write("what_was_agreed", "The council puts one up before spring.")
    at.choose("status", "agreed")
    at.press("Save")
    at.sees("created")


@way("Put up the record after an event", "staff")
def put_up_the_record(at: Walk) -> None:
    """Somebody of the organisation that ran it: they alone are reminded on the first screen, and they have to write."""
    at.press_on("#unrecorded-section a[href$='/edit/']")
    at.press("Afterwards")
    at.press_on("[id$='-what_happened-section'] [data-panel-toggle]")
    at.write("how_many_came", "14")
    at.press("Insert a block", within="[id$='-what_happened-section']")
    at.press("Text")
    at.write_prose("[id$='-what_happened-section']", "We talked about the bench.")
    at.press("More actions")
    at.press("Publish")
    at.sees("published")


@way("Upload a picture", "editor")
def upload_a_picture(at: Walk) -> None:
    at.press("Pictures")
    at.press_on("header a.w-header-button")
    at.upload("files[]", {"name": "bench.jpg", "mimeType": "image/jpeg", "buffer": _photo()})
    at.write("description", "A green bench at the gate of a school.")
    at.choose("shows_people", "nobody")
    at.press("Update")
    at.sees("updated")


@way("Translate a text of a page", "translator")
def translate_a_text(at: Walk) -> None:
    at.press("Translations")
    at.press_on("table.board td a")
    at.press_on("main h3 + ul > li ul button")
    at.tab.locator("main h3 + ul textarea").fill("Kącik współtworzenia")
    at.fields += 1
    at.press("Save")
    at.sees("Kącik współtworzenia")


@way("Approve a page that waits", "editor")
def approve_a_page(at: Walk) -> None:
    at.press_on("#to-approve-section a[href$='/edit/']")
    at.press("More actions")
    at.press("Approve")
    at.tab.wait_for_url(re.compile(r"/admin/pages/\d+/$"))  # back on the list, where it is live


def _photo() -> bytes:
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (640, 480), "#18502F").save(file, "JPEG")
    return file.getvalue()
