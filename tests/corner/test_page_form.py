"""Above the form of a page staff read what is missing, what was wrong, in which languages it lives and where to go."""

import re
from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.fixtures.site import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, make_user):
    client.force_login(make_user("ann", first_name="Ann", last_name="Smith", groups=["Editors"]))
    return client


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def read(answer):
    """The part above the form, and the whole page."""
    html = answer.content.decode()
    return re.search(r'<section class="page-state".*?</section>', html, re.DOTALL)[0], html


def links(part):
    return dict(re.findall(r'<a href="#([^"]+)" data-jump>([^<]+)</a>', part))


def test_a_new_event_says_what_it_needs_and_each_link_leads_to_its_field(staff, events_index):
    part, html = read(staff.get(reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])))
    assert set(links(part).values()) == {
        *("Title", "In short", "Dates", "Responsible organisation", "What will happen", "Photos"),
        *("Calm space", "Payment"),
        "Hosts",  # advised
    }
    for anchor in links(part):
        assert html.count(f'id="{anchor}"') == 1


def test_after_a_refusal_the_links_lead_to_what_was_wrong(staff, cases_index):
    address = reverse("wagtailadmin_pages:add", args=["casestudies", "casestudypage", cases_index.pk])
    streams = ("easy_read", "what_happened", "turning_points", "what_was_hard", "what_was_learned", "techniques_used")
    later = ("evidence", "evaluation", "updates", "findings")
    form = {f"{name}-count": "0" for name in (*streams, *later)} | {
        "title": "A bench",
        "what_happened-count": "1",
        "what_happened-0-type": "key_fact",
        "what_happened-0-order": "0",
        "what_happened-0-deleted": "",
        "what_happened-0-value-fact": "85 people",
        "what_happened-0-value-meaning": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    part, html = read(staff.post(address, form))
    assert "This was not saved yet" in part
    assert list(links(part).values()) == ["In short", "Stage", "Did something change?", "What happened"]
    assert "Key fact: What it means: This field is required." in part
    for anchor in links(part):
        assert html.count(f'id="{anchor}"') == 1


def test_a_page_with_all_of_it_says_so(staff, make_case_study):
    part, _html = read(staff.get(edit(make_case_study())))
    assert "Nothing is missing" in part


def test_the_languages_with_their_state(staff, make_case_study, translate, polish_home):
    page = make_case_study()
    polish = translate(page, "pl")
    submit(page, "ar")
    part, _html = read(staff.get(edit(page)))
    words = " ".join(re.sub(r"<[^>]+>", "", part).split())
    assert "English: Live" in words
    assert "Polish: Not yet checked" in words
    assert "Arabic: Draft" in words
    assert edit(polish) in part


def test_the_way_to_the_live_page_to_the_draft_and_to_its_sign_ups(staff, make_event, date_of, staff_of):
    page = make_event()
    signups = reverse("events_occasion", args=[date_of(page).pk])
    part, _html = read(staff.get(edit(page)))
    assert page.url in part
    assert "See the draft" not in part
    assert signups not in part  # whose list it is not
    page.save_revision()
    staff.force_login(staff_of(page.responsible_organisation))
    part, _html = read(staff.get(edit(page)))
    assert reverse("wagtailadmin_pages:view_draft", args=[page.pk]) in part
    assert signups in part


def test_who_checked_the_page_last(staff, make_case_study):
    page = make_case_study()
    part, _html = read(staff.get(edit(page)))
    assert "Nobody has written it down yet." in part
    page.last_reviewed = date(2026, 5, 1)
    page.save_revision().publish()
    assert "1 May 2026" in read(staff.get(edit(page)))[0]


def test_whoever_writes_the_day_down_is_named(staff, contacts_page):
    form = {
        "title": "People",
        "intro": "Who we are.",
        "slug": "people",
        "body-count": "0",
        "easy_read-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "last_reviewed": "2026-05-01",
    }
    staff.post(edit(contacts_page), form)
    staff.post(edit(contacts_page), {**form, "intro": "Who we all are."})  # which is no second check
    assert PageLogEntry.objects.filter(action="corner.checked").count() == 1
    assert "1 May 2026, by Ann Smith" in read(staff.get(edit(contacts_page)))[0]


def test_it_costs_few_queries(rf, make_event, translate, polish_home, make_user, django_assert_max_num_queries):
    from corner.admin.page_form import state_of
    from events.models import EventPage

    page = make_event()
    translate(page, "pl")
    request = rf.get("/")
    request.user = make_user(is_superuser=True)
    page = EventPage.objects.get(pk=page.pk)
    handler = page.get_edit_handler()
    form = handler.get_form_class()(instance=page, for_user=request.user)
    panel = handler.get_bound_panel(instance=page, request=request, form=form)
    str(panel.children)  # Wagtail's own
    with django_assert_max_num_queries(18):
        state_of(panel)


def test_a_wrong_address_is_told_without_the_words_of_programmers(staff, make_case_study, cases_index):
    make_case_study(slug="a-bench")
    form = dict.fromkeys(
        [f"{name}-count" for name in ("easy_read", "what_happened", "turning_points", "what_was_hard")], "0"
    ) | {f"{name}-count": "0" for name in ("what_was_learned", "techniques_used", "evidence", "evaluation")}
    form |= {f"{name}-count": "0" for name in ("updates", "findings")}
    form |= {"title": "A bench", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    address = reverse("wagtailadmin_pages:add", args=["casestudies", "casestudypage", cases_index.pk])
    for slug, words in (("a-bench", "Another page here has this address."), ("a bench?", "Use letters, digits")):
        part, _html = read(staff.post(address, form | {"slug": slug}))
        assert words in part
        assert "slug" not in re.sub(r"<[^>]+>", "", part).lower()
