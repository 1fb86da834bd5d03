"""A contributor at every door that could publish, move or take away a page, or reach what is somebody else's."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from library.models import InformationPage
from tests.fixtures.site import FULL_STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(make_user):
    return make_user("ada", groups=["Contributors"])


@pytest.fixture
def contributor(client, ada, home):
    client.force_login(ada)
    return client


@pytest.fixture
def a_picture(db):
    return get_image_model().objects.create(title="Tea", file=get_test_image_file())


@pytest.fixture
def own(home, ada):
    """A page that she wrote: a draft, or live since an editor approved it."""

    def make(live=False, **fields):
        page = InformationPage(title="Own page", intro="What I know.", body=FULL_STORY, live=False, owner=ada, **fields)
        home.add_child(instance=page)
        revision = page.save_revision(user=ada)
        if live:
            revision.publish()
        return InformationPage.objects.get(pk=page.pk)

    return make


def pages(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def live_pages():
    return set(Page.objects.live().values_list("pk", "title", "path"))


def is_refused(answer):
    return answer.status_code in (403, 404) or (answer.status_code == 302 and answer.headers["Location"] == "/admin/")


def typed(page, **more):
    return {
        "title": "Changed",
        "slug": page.slug,
        "intro": "Changed.",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": '{"blocks": [{"key": "a", "text": "Changed.", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
        "easy_read-count": "0",
        **{f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")},
        **more,
    }


def test_she_changes_her_draft_and_it_stays_a_draft(contributor, own):
    page = own()
    answer = contributor.post(pages("edit", page.pk), typed(page, **{"action-publish": "1"}))
    assert answer.status_code == 302, answer.context["form"].errors
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Changed"
    assert not page.live


def test_what_she_changes_on_her_live_page_waits(contributor, own):
    page = own(live=True)
    contributor.post(pages("edit", page.pk), typed(page, **{"action-publish": "1"}))
    page.refresh_from_db()
    assert (page.title, page.has_unpublished_changes) == ("Own page", True)


def test_a_new_page_of_hers_is_a_draft(contributor, home):
    address = pages("add", "library", "informationpage", home.pk)
    answer = contributor.post(address, typed(InformationPage(slug="new"), **{"action-publish": "1"}))
    assert answer.status_code == 302, answer.context["form"].errors
    assert not InformationPage.objects.get(slug="new").live


def test_she_does_not_approve_what_she_sent_in(contributor, own, ada):
    page = own()
    page.get_workflow().start(page, ada)
    state = page.current_workflow_task_state
    for action in ("approve", "reject"):
        contributor.post(pages("workflow_action", page.pk, action, state.pk), {"comment": ""})
        by_form = {"action-workflow-action": "1", "workflow-action-name": action}
        contributor.post(pages("edit", page.pk), typed(page, **by_form))
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not InformationPage.objects.get(pk=page.pk).live


def test_while_editors_read_it_she_does_not_change_it(contributor, own, ada):
    page = own()
    page.get_workflow().start(page, ada)
    contributor.post(pages("edit", page.pk), typed(page))
    assert page.get_latest_revision_as_object().title == "Own page"


def test_a_day_that_she_writes_down_publishes_nothing(contributor, own):
    page = own()
    soon = timezone.localtime() - timedelta(minutes=5)
    contributor.post(pages("edit", page.pk), typed(page, go_live_at=soon.strftime("%Y-%m-%d %H:%M")))
    InformationPage.objects.filter(pk=page.pk).update(go_live_at=soon)
    call_command("publish_scheduled", verbosity=0)
    assert not InformationPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("how", ["publish_copies", "alias", ""])
def test_copying_publishes_nothing(contributor, own, home, how):
    page = own(live=True)
    before = live_pages()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk, **({how: "on"} if how else {})}
    contributor.post(pages("copy", page.pk), data)
    assert live_pages() == before


def test_her_live_page_is_not_hers_to_take_away_or_to_move(contributor, own, make_information_page):
    page, other = own(live=True), make_information_page()
    before = live_pages()
    for name in ("unpublish", "delete"):
        contributor.post(pages(name, page.pk))
    contributor.post(pages("move_confirm", page.pk, other.pk))
    contributor.post(pages("set_page_position", page.pk) + "?position=0")
    contributor.post(pages("set_privacy", page.pk), {"restriction_type": "login"})
    contributor.post(pages("convert_alias", page.pk))
    contributor.post(pages("lock", page.pk))
    for action in ("publish", "unpublish", "delete", "move"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        contributor.post(f"{address}?id={page.pk}", {"chooser": other.pk})
    assert live_pages() == before
    assert not PageViewRestriction.objects.exists()
    assert not Page.objects.get(pk=page.pk).locked


def test_many_at_once_publishes_no_draft(contributor, own):
    page = own()
    contributor.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}")
    assert not Page.objects.get(pk=page.pk).live


def test_the_drafts_of_others_are_not_opened_changed_or_copied(contributor, make_information_page):
    page = make_information_page("Of others")
    page.title = "Unpublished words"
    revision = page.save_revision()
    addresses = [
        pages("edit", page.pk),
        pages("view_draft", page.pk),
        pages("revisions_view", page.pk, revision.pk),
        pages("revisions_revert", page.pk, revision.pk),
        pages("revisions_compare", page.pk, "live", "latest"),
        pages("preview_on_edit", page.pk),
        pages("copy", page.pk),
        pages("delete", page.pk),
    ]
    for address in addresses:
        answer = contributor.get(address)
        assert is_refused(answer), address
        assert "Unpublished words" not in answer.content.decode()
        assert is_refused(contributor.post(address, typed(page))), address
    assert Page.objects.get(pk=page.pk).get_latest_revision().pk == revision.pk


def test_she_writes_in_the_language_that_pages_are_written_in(contributor, own, polish_home, ada):
    assert is_refused(contributor.get(pages("add_subpage", polish_home.pk)))
    assert not polish_home.permissions_for_user(ada).can_add_subpage()
    assert is_refused(contributor.get(reverse("wagtail_localize:submit_page_translation", args=[own().pk])))


def test_what_all_pages_share_is_for_editors(contributor, venue):
    shut = [
        reverse("wagtailsnippets_contacts_venue:edit", args=[venue.pk]),
        reverse("wagtailsnippets_contacts_venue:add"),
        reverse("wagtailsnippets_corner_topic:add"),
        reverse("wagtailsnippets_events_agreement:add"),
        reverse("consents:add"),
        reverse("wagtailredirects:add"),
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_groups:index"),
        reverse("wagtailadmin_workflows:index"),
        reverse("exchange_import"),
        reverse("membership:index"),
        reverse("helplines:index"),
    ]
    for address in shut:
        assert is_refused(contributor.get(address)), address
        assert is_refused(contributor.post(address, {"name": "Changed"})), address
    venue.refresh_from_db()
    assert venue.name == "Central Library"


def test_pictures_of_others_are_chosen_and_not_changed(contributor, ada, a_picture):
    edit, delete = (reverse(f"wagtailimages:{name}", args=[a_picture.pk]) for name in ("edit", "delete"))
    for address in (edit, delete):
        assert is_refused(contributor.get(address))
        assert is_refused(contributor.post(address, {"title": "Changed"}))
    assert contributor.get(reverse("wagtailimages_chooser:choose")).status_code == 200
    assert contributor.get(reverse("wagtailimages:add")).status_code == 200
    type(a_picture).objects.update(uploaded_by_user=ada)
    assert contributor.get(edit).status_code == 200
