"""Which words somebody agreed to can be told for ever; and what they need never decides whether they get a place."""

import re

import pytest

from corner.models import SiteSettings
from events import access, forms
from events.held import everything_about
from events.models import SignUp
from events.requests import AccessAnswer, AccessConsent

pytestmark = pytest.mark.django_db

NEEDS = {
    "access_answers": (AccessAnswer("bsl", "British Sign Language", "yes"),),
    "access_consent": AccessConsent("2026-11", "en-gb"),
}


def test_the_form_asks_in_the_words_of_the_newest_version(make_event, visit):
    html = visit(make_event()).page.content.decode()
    label = re.search(r'name="agree"[^>]*>(.*?)</label>', html, re.DOTALL).group(1)
    shown = " ".join(re.sub(r"<[^>]+>", " ", label).split())
    assert shown == access.WORDINGS[access.CONSENT_VERSION], "Another wording needs another version in events/access.py"
    assert list(access.WORDINGS)[-1] == access.CONSENT_VERSION


def test_another_wording_is_another_version_and_old_consents_keep_theirs(make_event, visit, monkeypatch):
    event = make_event()
    first = visit(event)
    answers = {"need": ["bsl"], "agree": "on"}
    first.press("send", name="Amina", email="amina@example.org", **answers)
    monkeypatch.setattr(forms, "CONSENT_VERSION", "2027-05")
    SiteSettings.objects.update_or_create(defaults={"privacy_notice_version": "2027-04"})
    second = visit(event)
    second.press("send", name="Ben", email="ben@example.org", **answers)
    kept = SignUp.objects.order_by("pk").values_list("name", "access_consent_version", "privacy_notice_version")
    assert list(kept) == [("Amina", "2026-11", "2026-11"), ("Ben", "2027-05", "2027-04")]


def test_somebody_is_told_the_words_they_agreed_to(make_event, date_of, signed_up):
    signup = signed_up(date_of(make_event()), **NEEDS)
    assert everything_about(signup, "en-gb")["agreed_to"]["keeping_what_would_help_words"] == access.WORDINGS["2026-11"]


@pytest.mark.parametrize("who_has_needs", ["nobody", "the first", "the second", "both"])
def test_what_people_need_never_decides_who_gets_a_place(make_event, date_of, signed_up, who_has_needs):
    """docs/dpia.md: places go by the order of coming."""
    date = date_of(make_event(capacity=1, waiting_list="automatic"))
    first = signed_up(date, **(NEEDS if who_has_needs in ("the first", "both") else {}))
    second = signed_up(date, **(NEEDS if who_has_needs in ("the second", "both") else {}))
    assert [signup.state for signup in (first, second)] == ["confirmed", "waiting"]
