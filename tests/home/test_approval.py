"""From a contributor's draft to the readers: sent in, read by an editor, by a second person where it can hurt."""

import smtplib

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.admin import mail as wagtail_mail
from wagtail.models import TaskState

from corner.mail.sending import send_due
from corner.models import OutgoingEmail
from corner.publishing import SecondReadingAhead
from events.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(home, make_user):
    """A contributor, two editors, and an administrator who is nobody's editor."""
    return {
        "ada": make_user("ada", groups=["Contributors"]),
        "ed": make_user("ed", groups=["Editors"]),
        "eve": make_user("eve", groups=["Editors"]),
        "root": make_user("root", is_superuser=True),
    }


@pytest.fixture
def as_(client, cast):
    def sign_in(name):
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def sent_in(cast, home):
    """A page that the contributor has sent in: `sent_in(content_notes=["death"])`."""
    from library.models import InformationPage
    from tests.fixtures.site import FULL_STORY

    def make(by="ada", **fields):
        page = InformationPage(
            title="Help after a death",
            intro="Whom you can ask.",
            body=FULL_STORY,
            live=False,
            owner=cast[by],
            **fields,
        )
        home.add_child(instance=page)
        page.save_revision(user=cast[by])
        page.get_workflow().start(page, cast[by])
        return page

    return make


def act(client, page, action="approve", comment=""):
    """What the dialogue of the editor sends."""
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, {"comment": comment}, follow=True)


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def step(page):
    task = type(page).objects.get(pk=page.pk).current_workflow_task
    return task.name if task else ""


# --- The story of the issue -----------------------------------------------------------------------------------


def test_an_event_with_calm_space_left_blank_is_refused_answered_sent_in_approved_and_live(
    as_, events_index, event_form, client
):
    add = reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])
    contributor = as_("ada")
    answer = contributor.post(add, event_form("submit", calm_space=""))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["calm_space"]
    assert "could not be created" in answer.content.decode()
    assert not EventPage.objects.exists()

    assert contributor.post(add, event_form("submit", calm_space="yes")).status_code == 302
    page = EventPage.objects.get()
    assert (page.live, step(page), page.owner.username) == (False, "First reading", "ada")

    act(as_("ed"), page)
    page.refresh_from_db()
    assert page.live
    client.logout()
    listing = client.get(events_index.url).content.decode()
    assert "Tea in the park" in listing
    assert page.url in listing


def test_a_draft_may_leave_it_blank_and_is_refused_when_it_is_sent_in(as_, events_index, event_form):
    add = reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])
    contributor = as_("ada")
    contributor.post(add, event_form("nothing", calm_space="", programme=False))
    page = EventPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft = page.get_latest_revision_as_object()
    answer = contributor.post(edit, event_form("submit", page=draft, slug=page.slug, calm_space="", programme=False))
    assert answer.status_code == 200
    assert {"calm_space", "what_to_expect"} <= set(answer.context["form"].errors)
    assert step(page) == ""


def test_an_approval_is_refused_in_words_where_something_is_missing(as_, sent_in):
    """By the list of what waits there is no form: the gate itself says it, and the page waits on."""
    page = sent_in()
    page.body = []
    page.save_revision()
    answer = act(as_("ed"), page)
    assert "Nothing stands under “" in answer.content.decode()
    assert not is_live(page)
    assert step(page) == "First reading"


def test_a_contributor_keeps_the_page_that_she_wrote(as_, events_index, event_form, cast):
    """Who looks after a page is chosen in its form; whoever changes only the own pages is not asked."""
    add = reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])
    assert "owner" not in as_("ada").get(add).context["form"].fields
    assert "owner" in as_("ed").get(add).context["form"].fields


# --- Two readings ---------------------------------------------------------------------------------------------


def test_most_pages_are_read_once(as_, sent_in):
    page = sent_in()
    act(as_("ed"), page)
    assert is_live(page)
    assert TaskState.objects.get(task__name="Second reading").status == "skipped"


def test_a_page_with_hard_topics_is_read_by_a_second_person(as_, sent_in):
    page = sent_in(content_notes=["death"])
    act(as_("ed"), page)
    assert not is_live(page)
    assert step(page) == "Second reading"

    assert page.current_workflow_task.get_actions(page, page.owner) == []
    act(as_("ed"), page)
    assert not is_live(page), "one person approved it twice"

    act(as_("eve"), page)
    assert is_live(page)


def test_an_event_for_young_people_is_read_twice(make_event):
    told = {"ages": "11 to 16", "safeguarding_lead": "Sam", "for_guardians": "We ring you."}
    assert make_event(under_18s_invited=True, **told).needs_second_reading
    assert make_event(content_notes=["abuse"]).needs_second_reading
    assert not make_event().needs_second_reading


def test_an_administrator_may_be_the_second_person(as_, sent_in):
    page = sent_in(content_notes=["death"])
    act(as_("ed"), page)
    act(as_("root"), page)
    assert is_live(page)


def test_whoever_sent_it_in_is_not_the_second_person(as_, sent_in, cast):
    page = sent_in(by="eve", content_notes=["death"])
    extra = cast["root"]
    extra.is_superuser = False
    extra.save()
    extra.groups.add(Group.objects.get(name="Editors"))
    act(as_("ed"), page)
    act(as_("eve"), page)
    assert not is_live(page)
    act(as_("root"), page)
    assert is_live(page)


def test_a_network_with_one_editor_is_not_stopped(as_, sent_in, cast):
    cast["eve"].delete()
    page = sent_in(content_notes=["death"])
    act(as_("ed"), page)
    act(as_("ed"), page)
    assert is_live(page)


def test_it_waits_in_the_list_of_those_who_may_read_it_second(as_, sent_in, cast):
    page = sent_in(content_notes=["death"])
    act(as_("ed"), page)
    waiting = {name: TaskState.objects.reviewable_by(cast[name]).count() for name in cast}
    assert waiting == {"ada": 0, "ed": 0, "eve": 1, "root": 1}


def test_taking_the_hard_topics_out_after_a_refusal_does_not_publish_unread(as_, sent_in, cast):
    page = sent_in(content_notes=["death"])
    act(as_("ed"), page)
    act(as_("eve"), page, "reject", "Say whom to ring.")
    page.content_notes = []
    page.save_revision(user=cast["ada"])
    page.current_workflow_state.resume(cast["ada"])
    assert not is_live(page)
    assert step(page) == "Second reading"


def test_nobody_publishes_past_the_second_reading_by_a_slip(as_, sent_in):
    page = sent_in(content_notes=["death"])
    editor = as_("ed")
    act(editor, page)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    words = editor.post(f"{address}?id={page.pk}", follow=True).content.decode()
    assert "Two people read this page before it goes live" in words
    assert not is_live(page)
    with pytest.raises(SecondReadingAhead):
        page.get_latest_revision().publish()

    page.current_workflow_state.cancel()
    editor.post(f"{address}?id={page.pk}")
    assert is_live(page)


# --- Mail to staff --------------------------------------------------------------------------------------------


def letters():
    return {(each.to, each.subject) for each in OutgoingEmail.objects.filter(kind="staff.notice")}


def test_editors_are_asked_and_the_contributor_hears(as_, sent_in):
    page = sent_in()
    asked = "Please read: “Help after a death”"
    assert letters() == {("ed@example.org", asked), ("eve@example.org", asked)}
    words = OutgoingEmail.objects.first().text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in words
    assert "&" not in words
    act(as_("ed"), page)
    assert ("ada@example.org", "Approved: “Help after a death”") in letters()
    assert page.full_url in OutgoingEmail.objects.get(to="ada@example.org").text


def test_what_is_to_be_changed_is_in_the_mail(as_, sent_in):
    act(as_("ed"), sent_in(), "reject", "Say whom to ring, isn't that kind?")
    mail = OutgoingEmail.objects.get(to="ada@example.org")
    assert mail.subject == "Something to change: “Help after a death”"
    assert "They wrote: Say whom to ring, isn't that kind?" in mail.text


def test_the_second_reader_is_asked_and_not_the_first(as_, sent_in):
    page = sent_in(content_notes=["death"])
    OutgoingEmail.objects.all().delete()
    act(as_("ed"), page)
    assert {to for to, _subject in letters()} == {"eve@example.org"}


def test_a_mail_server_that_is_away_does_not_stop_an_approval(as_, sent_in, away):
    page = sent_in()
    act(as_("ed"), page)
    assert is_live(page)
    send_due()
    assert set(OutgoingEmail.objects.values_list("state", flat=True)) == {"queued"}


def test_left_alone_a_mail_server_that_refuses_would_stop_it(as_, sent_in, monkeypatch):
    """The negative control: why Wagtail's mail goes through the outbox."""

    class Refuses:
        def open(self):
            raise smtplib.SMTPAuthenticationError(535, b"no")

    page = sent_in()
    monkeypatch.setattr(wagtail_mail, "get_connection", lambda **options: Refuses())
    with pytest.raises(smtplib.SMTPAuthenticationError):
        act(as_("ed"), page)
    assert not is_live(page)
