"""What of safety.md's list is proved nowhere else (docs/safety-list.md says where the rest is)."""

import re
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from corner.models import OutgoingEmail
from events.models import EventDate
from events.reminders import remind_due

LONDON = ZoneInfo("Europe/London")
ROOT = Path(settings.BASE_DIR)
LIST = ROOT / "docs" / "safety-list.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.django_db
@pytest.mark.parametrize("clocks_change", ["2027-03-28", "2027-10-31"])
def test_a_reminder_leaves_at_the_same_hour_once_where_the_clocks_change(make_event, date_of, signed_up, clocks_change):
    """Tea is on Monday at half past ten, the clocks change on Sunday: the reminder is due on Saturday at half past."""
    sunday = datetime.fromisoformat(clocks_change).date()
    due = datetime.combine(sunday - timedelta(days=1), time(10, 30), LONDON)
    with time_machine.travel(due - timedelta(days=30), tick=False):
        day = sunday + timedelta(days=1)
        occasion = date_of(make_event(dates=[EventDate(day=day, start_time=time(10, 30), end_time=time(13, 0))]))
        signed_up(occasion)
    reminders = OutgoingEmail.objects.filter(kind="signup.reminder")
    with time_machine.travel(due - timedelta(minutes=1), tick=False):
        remind_due()
        assert not reminders.exists()
    with time_machine.travel(due, tick=False):
        remind_due()
    for hours in range(1, 49):
        with time_machine.travel(due.astimezone(timezone.get_fixed_timezone(0)) + timedelta(hours=hours), tick=False):
            remind_due()
    assert reminders.count() == 1


@pytest.mark.django_db
def test_the_admin_asks_no_other_host(client, administrator):
    """`no_network` fails whoever asks; the browser is told no other host either."""
    client.force_login(administrator)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "releases.wagtail" not in html
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="((?:https?:)?//[^"]*)"', html)
    assert [address for address in loaded if "//testserver" not in address and "//localhost" not in address] == []
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_installed_is_pinned_with_hashes_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^\n]*", text, re.MULTILINE | re.IGNORECASE)
    assert packages
    assert all(re.match(r"[\w.\-\[\],]+==\S+", package) for package in packages)
    assert text.count("--hash=sha256:") >= len(packages)
    assert "index-url" not in text
    assert "://" not in re.sub(r"#.*", "", text)


def test_every_test_that_the_list_names_is_there():
    named = NAMED.findall(LIST.read_text(encoding="utf-8"))
    assert len(named) > 20
    missing = [
        f"{path}::{test}"
        for path, test in named
        if not (ROOT / path).is_file() or (test and f"def {test}(" not in (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_the_list_has_every_point():
    points = re.findall(r"^\| (\d+) \|", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    assert list(dict.fromkeys(points)) == [str(number) for number in range(1, 15)]
