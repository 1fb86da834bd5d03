"""Nothing on the site grows old unseen: whoever may change a page is told when its day has come."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission

from corner.models import Helpline
from corner.reviews import due_for

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def checked():
    """The helplines are looked after: only pages are due."""
    Helpline.objects.update(next_review=TODAY + timedelta(days=90))


@pytest.fixture
def due_page(make_technique, checked):
    return make_technique(title="World café", next_review=TODAY - timedelta(days=1))


@pytest.fixture
def labels(administrator):
    return lambda user=administrator: [due.label for due in due_for(user)]


def test_a_page_is_due_from_its_day_on(labels, due_page, make_technique):
    make_technique(title="Today", next_review=TODAY)
    make_technique(title="Tomorrow", next_review=TODAY + timedelta(days=1))
    make_technique(title="Never")
    assert labels() == ["World café", "Today"]


def test_a_draft_is_due_and_a_translation_is_not(labels, due_page, translate, polish_home):
    translate(due_page, "pl", title="Kawiarnia")
    due_page.unpublish()
    assert labels() == ["World café"]


def test_staff_see_only_what_they_may_change(labels, due_page, make_user, techniques_index):
    group = Group.objects.create(name="Writers")
    writer = make_user(groups=["Writers"])
    assert labels(writer) == []
    may_change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=techniques_index, permission=may_change)
    assert labels(type(writer).objects.get(pk=writer.pk)) == ["World café"]


def test_asking_costs_the_same_however_much_is_due(
    due_page, make_technique, administrator, django_assert_max_num_queries
):
    for _number in range(3):
        make_technique(next_review=TODAY)
    with django_assert_max_num_queries(5):
        assert len(due_for(administrator)) == 4


def test_the_first_screen_of_the_admin_tells_and_leads_there(client, administrator, due_page):
    client.force_login(administrator)
    html = client.get("/admin/").content.decode()
    assert "To be checked again" in html
    assert f'href="/admin/pages/{due_page.pk}/edit/"' in html


def test_while_nothing_is_due_the_first_screen_is_silent(client, administrator, home, checked):
    client.force_login(administrator)
    assert "To be checked again" not in client.get("/admin/").content.decode()


def test_a_long_list_is_cut_on_the_first_screen_and_whole_on_its_own(client, administrator, make_technique, checked):
    for number in range(10):
        make_technique(title=f"Old {number}", next_review=TODAY)
    client.force_login(administrator)
    assert "2 more" in client.get("/admin/").content.decode()
    html = client.get("/admin/to-be-checked/").content.decode()
    assert all(f"Old {number}" in html for number in range(10))


def test_helplines_begin_unchecked_and_so_are_due(labels):
    assert [label.split(":")[0] for label in labels()] == ["Childline", "Samaritans"]


def test_helplines_are_for_those_who_may_change_them(labels, make_user):
    assert labels(make_user(groups=["Editors"])) == []


def test_every_helpline_names_its_source():
    assert all(line.source.startswith("https://") for line in Helpline.objects.all())


def test_a_reader_rings_what_staff_wrote(client, administrator, make_case_study):
    story = make_case_study(content_notes=["trauma"])
    client.force_login(administrator)
    line = Helpline.objects.get(phone="116 123")
    fields = {"words": "Samaritans: new words", "phone": "116 124", "source": line.source, "order": 10}
    answer = client.post(f"/admin/helplines/edit/{line.pk}/", {**fields, "next_review": "2030-01-01"})
    assert answer.status_code == 302
    client.logout()
    html = client.get(story.url).content.decode()
    assert "Samaritans: new words" in html
    assert 'href="tel:116124"' in html
    assert "116 123" not in html


def test_a_helpline_is_translated_until_staff_change_its_words(client, make_case_study, arabic_home, translate):
    story = translate(make_case_study(content_notes=["trauma"]), "ar")
    assert "Samaritans: free" not in client.get(story.url).content.decode()
    Helpline.objects.filter(phone="116 123").update(words="Samaritans: new words")
    assert '<bdi lang="en-GB" dir="ltr">Samaritans: new words</bdi>' in client.get(story.url).content.decode()
