"""Browsers tell what our policy stopped: it is counted, nobody is named, and whoever sends rubbish does no harm."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from corner import headers
from corner.models import Attempt, PolicyReport
from corner.policy_reports import receiving
from events.mails import manage_url
from events.views.done import done_url

pytestmark = pytest.mark.django_db

SECRET = "zamarka"


def tell(client, page="/", directive="script-src-elem", blocked="inline", **more):
    report = {"document-uri": f"http://testserver{page}", "effective-directive": directive, "blocked-uri": blocked}
    return client.post(
        "/policy-reports/", json.dumps({"csp-report": report | more}), content_type="application/csp-report"
    )


def kept():
    return set(PolicyReport.objects.values_list("directive", "page", "blocked", "count"))


def test_the_same_thing_is_one_line_a_day(client, make_information_page):
    page = make_information_page("Help", slug="help")
    assert [tell(client, page.url).status_code for _ in range(3)] == [204] * 3
    assert kept() == {("script-src-elem", page.url, "inline", 3)}


def test_the_newer_way_of_telling_is_understood_too(client):
    body = {"documentURL": "http://testserver/", "effectiveDirective": "img-src", "blockedURL": "https://cdn.example/a"}
    sent = [{"type": "csp-violation", "body": body}, {"type": "deprecation", "body": {}}]
    answer = client.post("/policy-reports/", json.dumps(sent), content_type="application/reports+json")
    assert answer.status_code == 204
    assert kept() == {("img-src", "/", "cdn.example", 1)}


def test_no_address_of_one_person_is_kept(client, make_event, date_of, signed_up):
    """Of what stands below a page, and of links to somebody's own sign-up, the kind; of what was stopped, the host."""
    event = make_event("Tea", slug="tea")
    signup = signed_up(date_of(event))
    personal = [manage_url(signup).removeprefix("http://testserver"), done_url(signup.occasion, uuid4())]
    for page in (
        *personal,
        f"/pl{personal[0]}",
        f"{event.url}{SECRET}/",
        f"/{SECRET}/",
        f"/?q={SECRET}",
        f"/#{SECRET}",
    ):
        assert (
            tell(client, page, blocked=f"https://{SECRET}:{SECRET}@evil.example/{SECRET}?{SECRET}").status_code == 204
        )
    written = " ".join(str(row) for row in PolicyReport.objects.values_list())
    tokens = {part for path in personal for part in path.split("/") if len(part) > 15}
    assert len(tokens) == 2
    assert not [each for each in (SECRET, *tokens) if each in written]
    assert {page for _rule, page, _blocked, _count in kept()} == {
        "/sign-ups/<path:token>/", "/sign-ups/done/<path:token>/", f"{event.url}…", "/…", "/", "other",
    }  # fmt: skip
    assert {blocked for *_rest, blocked, _count in kept()} == {"evil.example"}


@pytest.mark.parametrize(
    ("blocked", "known_as"),
    [
        ("inline", "inline"),
        ("eval", "eval"),
        ("data:text/html;base64,AAAA", "data"),
        ("blob", "blob"),
        ("http://testserver/x.js?t=1", "self"),
        ("chrome-extension://abcdef/x.js", "extension"),
        ("https://[::1", "other"),
        ("https://ex ample/", "other"),
        ("javascript:alert(1)", "other"),
        ("<script>", "other"),
        (None, "other"),
        (["x"], "other"),
        ("https://" + "a" * 500, "other"),
    ],
)
def test_what_was_stopped_is_a_host_or_a_kind(client, blocked, known_as):
    tell(client, blocked=blocked)
    assert kept() == {("script-src-elem", "/", known_as, 1)}


@pytest.mark.parametrize("directive", ["<b>", "x" * 500, None, 7, {"a": 1}, ""])
def test_a_rule_that_there_is_not_is_another(client, directive):
    tell(client, directive=directive)
    assert [rule for rule, *_rest in kept()] == ["other"]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b"null", b"7", b"\xff\xfe", b'{"csp-report": []}', b'[[], 1, {"type": "csp-violation"}]',
     b"[" * 20_000, b'{"csp-report": ' * 1500, b"9" * 5000],
)  # fmt: skip
def test_what_is_no_report_is_refused_and_not_kept(client, body):
    assert client.post("/policy-reports/", body, content_type="application/csp-report").status_code == 400
    assert kept() == set()


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//[", 7, None, "http://testserver/\0", "x" * 9000])
def test_a_page_that_is_not_ours_is_not_kept(client, page):
    report = {"csp-report": {"document-uri": page, "effective-directive": "img-src", "blocked-uri": "inline"}}
    answer = client.post("/policy-reports/", json.dumps(report), content_type="application/csp-report")
    assert answer.status_code == 204
    assert {page for _rule, page, *_rest in kept()} <= {"/", "other"}


def test_a_huge_one_is_not_read(client):
    assert tell(client, sample="x" * receiving.LONGEST).status_code == 413
    assert kept() == set()
    assert not Attempt.objects.exists()


def test_whoever_sends_too_many_is_not_heard(client, monkeypatch):
    statuses = [tell(client).status_code for _ in range(25)]
    assert statuses == [204] * 20 + [429] * 5
    monkeypatch.setattr(receiving, "OF_ALL", (21, timedelta(hours=1)))
    others = [Client(REMOTE_ADDR=f"192.0.2.{number}") for number in (1, 2, 3)]
    assert [tell(other).status_code for other in others] == [204, 429, 429]
    assert Attempt.objects.count() == 23 + 21, "a refused one adds a row for its sender at most"


def test_many_different_ones_end_in_one_line(client, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_LINES", 3)
    for number in range(10):
        tell(client, blocked=f"https://host{number}.example")
    assert PolicyReport.objects.count() == 4
    assert PolicyReport.objects.get(page="other").count == 7


def test_only_so_many_of_one_request_are_read(client):
    body = {"documentURL": "http://testserver/", "effectiveDirective": "img-src", "blockedURL": "inline"}
    sent = json.dumps([{"type": "csp-violation", "body": body}] * 100)
    client.post("/policy-reports/", sent, content_type="application/reports+json")
    assert kept() == {("img-src", "/", "inline", 20)}


def test_they_are_forgotten_after_thirty_days():
    today = timezone.localdate()
    for days in (0, 30, 31):
        PolicyReport.objects.create(day=today - timedelta(days=days), directive="img-src", page="/", blocked="data")
    receiving.forget_old()
    assert set(PolicyReport.objects.values_list("day", flat=True)) == {today, today - timedelta(days=30)}


def test_administrators_see_them_and_nobody_else(client, administrator, make_user):
    tell(client, blocked="https://evil.example/x")
    client.force_login(administrator)
    page = client.get(reverse("policy_reports"))
    assert "evil.example" in page.content.decode()
    assert b"".join(client.get(reverse("policy_reports") + "?export=csv")).decode().count("evil.example") == 1
    client.force_login(make_user(groups=["Editors"]))
    assert client.get(reverse("policy_reports")).status_code == 302


def test_every_policy_names_the_place(client):
    for policy in (headers.public_policy(), headers.admin_policy()):
        assert policy.endswith("; report-uri /policy-reports/")
    assert client.get("/policy-reports/").status_code == 405
