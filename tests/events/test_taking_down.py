"""Before something leaves the site, staff read who and what relies on it; what would hurt people takes a tick."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Locale, ReferenceIndex

from corner.models import OutgoingEmail, Topic
from events import reminders
from events.mails import manage_url
from events.models import Agreement, EventPage

pytestmark = pytest.mark.django_db


def words_of(answer):
    assert answer.status_code == 200, answer
    main = answer.content.decode().split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def bulk(action, *things, model=("wagtailcore", "page")):
    address = reverse("wagtail_bulk_action", args=[*model, action])
    return f"{address}?{'&'.join(f'id={thing.pk}' for thing in things)}&next=/admin/"


def is_live(page):
    return EventPage.objects.get(pk=page.pk).live


@pytest.fixture
def tea(make_event, date_of, signed_up):
    """An event that three people have signed up for."""
    page = make_event("Tea", slug="tea", largest_party=2)
    signed_up(date_of(page))
    signed_up(date_of(page), number_of_places=2)
    return page


@pytest.fixture
def its_staff(client, tea, staff_of):
    client.force_login(staff_of(tea.responsible_organisation, name="hana"))
    return client


@pytest.fixture(params=["alone", "among several"])
def screen(request, tea):
    if request.param == "alone":
        return reverse("wagtailadmin_pages:unpublish", args=[tea.pk])
    return bulk("unpublish", tea)


# --- People who have signed up --------------------------------------------------------------------------------


def test_the_screen_says_how_many_and_what_follows(its_staff, screen):
    words = words_of(its_staff.get(screen))
    assert "“Tea”: 3 people have signed up." in words
    assert "set each date to “Cancelled” and publish" in words


def test_without_the_tick_nothing_is_unpublished_and_with_it_it_is(its_staff, tea, screen):
    assert 'name="knowingly" value="yes" required' in its_staff.get(screen).content.decode()
    answer = its_staff.post(screen, follow=True)
    assert is_live(tea)
    assert answer.request["PATH_INFO"] == screen.partition("?")[0], "back where it says why"
    assert "Nothing was unpublished." in answer.content.decode()
    its_staff.post(screen, {"knowingly": "yes"})
    assert not is_live(tea)


def test_other_staff_read_that_there_are_people_and_no_number(client, screen, staff_of, make_organisation):
    client.force_login(staff_of(make_organisation(), name="ottilie"))
    words = words_of(client.get(screen))
    assert "“Tea”: people have signed up." in words
    assert "3 people" not in words
    assert 'name="knowingly"' in client.get(screen).content.decode()


def test_the_list_above_tells_of_the_events_below_it(its_staff, tea):
    above = reverse("wagtailadmin_pages:unpublish", args=[tea.get_parent().pk])
    assert "This is about the events below it, if you unpublish them, too. “Tea”: 3 people" in words_of(
        its_staff.get(above)
    )
    its_staff.post(above, {"include_descendants": "on"})
    assert is_live(tea)


@pytest.mark.parametrize("why", ["nobody has signed up", "it is over"])
def test_where_nobody_relies_on_it_nothing_has_to_be_ticked(client, make_event, date_of, signed_up, administrator, why):
    page = make_event("Old tea", starts_in_days=2)
    if why == "it is over":
        signed_up(date_of(page))
        date = date_of(page)
        for moment in ("starts_at", "ends_at", "day", "closes_at"):
            if getattr(date, moment):
                setattr(date, moment, getattr(date, moment).replace(year=2024))
        date.save()
    client.force_login(administrator)
    screen = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    assert "knowingly" not in client.get(screen).content.decode()
    client.post(screen)
    assert not is_live(page)


def test_a_translation_goes_without_a_tick(client, tea, polish_home, translate, administrator):
    polish = translate(tea, "pl", title="Herbata")
    client.force_login(administrator)
    screen = reverse("wagtailadmin_pages:unpublish", args=[polish.pk])
    assert "signed up" not in words_of(client.get(screen))
    client.post(screen)
    assert not is_live(polish)
    assert is_live(tea)


def test_what_the_screen_says_is_true(client, tea, date_of, polish_home, translate):
    """Nobody else can sign up; who is on the list keeps the place and the link, is reminded, and is not told."""
    polish = translate(tea, "pl", title="Herbata")
    date = date_of(tea)
    amina = date.signups.first()
    link = manage_url(amina).removeprefix("http://testserver")
    OutgoingEmail.objects.all().delete()
    tea.unpublish()
    assert not is_live(polish)
    for page in (tea, polish):
        assert client.get(f"{page.url}sign-up/{date.pk}/").status_code == 404
    assert "Tea" in client.get(link).content.decode()
    amina.refresh_from_db()
    assert amina.state == "confirmed"
    assert not OutgoingEmail.objects.exists()
    date.reminder_days = 14
    date.save()
    type(amina).objects.update(confirmed_at=date.starts_at.replace(year=2024))
    reminders.remind_due()
    assert set(OutgoingEmail.objects.values_list("kind", flat=True)) == {"signup.reminder"}


def test_deleting_several_says_why_not_before_it_is_refused(its_staff, tea):
    screen = bulk("delete", tea)
    assert "so it cannot be deleted. Cancel its dates instead" in words_of(its_staff.get(screen))
    its_staff.post(screen)
    assert EventPage.objects.filter(pk=tea.pk).exists()


# --- What links to it -----------------------------------------------------------------------------------------


def linking_to(page):
    return [("paragraph", f'<p>Come to <a linktype="page" id="{page.pk}">tea</a>.</p>')]


@pytest.mark.parametrize("action", ["unpublish", "delete"])
@pytest.mark.parametrize("together", [False, True])
def test_pages_that_link_to_it_are_named_and_lead_to_their_place(
    client, make_information_page, make_technique, administrator, action, together
):
    page = make_technique("World cafe")
    about = make_information_page("Ways <we> work", body=linking_to(page))
    client.force_login(administrator)
    screen = bulk(action, page) if together else reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    html = client.get(screen).content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[about.pk])
    assert f'<a href="{edit}"><bdi>Ways &lt;we&gt; work</bdi></a>' in html
    wanted = "Change these first, if you can." if action == "delete" else "Until it is published again"
    assert wanted in html


def test_what_lists_it_among_others_is_named_too(client, make_event, make_technique, administrator):
    """Techniques of an event: Wagtail's own index of references does not know of such lists."""
    page = make_technique("World cafe")
    make_event("Tea", techniques=[page])
    client.force_login(administrator)
    words = words_of(client.get(reverse("wagtailadmin_pages:unpublish", args=[page.pk])))
    assert "These link to it or show it: Tea " in words


def test_who_may_not_open_a_page_reads_that_there_is_one_and_not_its_title(
    client, make_information_page, make_technique, make_user
):
    page = make_technique("World cafe")
    make_information_page("Secret plans", body=linking_to(page))
    group = Group.objects.create(name="Writers of techniques")
    for right in ("change", "publish"):
        GroupPagePermission.objects.create(group=group, page=page.get_parent(), permission_type=right)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(make_user(groups=[group.name]))
    words = words_of(client.get(reverse("wagtailadmin_pages:unpublish", args=[page.pk])))
    assert "1 place links to it or shows it. You cannot open it." in words
    assert "Secret plans" not in words


def test_pages_that_go_along_are_not_named(client, make_information_page, polish_home, translate, administrator):
    above = make_information_page("Above")
    below = make_information_page("Below", parent=above, body=linking_to(above))
    client.force_login(administrator)
    screen = reverse("wagtailadmin_pages:delete", args=[above.pk])
    assert ReferenceIndex.get_references_to(above).filter(object_id=str(below.pk)).exists()
    assert "These link to it" not in words_of(client.get(screen))


# --- Shared things --------------------------------------------------------------------------------------------


def delete_screens(kind, thing):
    """Where one is deleted alone, and where it is deleted with others."""
    model = (thing._meta.app_label, thing._meta.model_name)
    if kind in ("image", "document"):
        return [reverse(f"wagtail{kind}s:delete" if kind == "image" else "wagtaildocs:delete", args=[thing.pk]),
                bulk("delete", thing, model=model)]  # fmt: skip
    return [
        reverse(f"wagtailsnippets_{model[0]}_{model[1]}:delete", args=[thing.pk]),
        bulk("delete", thing, model=model),
    ]


@pytest.fixture
def a_picture(db):
    return get_image_model().objects.create(title="Tea", file=get_test_image_file())


@pytest.mark.parametrize("kind", ["venue", "topic", "image", "document"])
def test_where_a_shared_thing_stands_is_said_before_it_is_deleted(
    client, kind, make_event, make_information_page, venue, a_picture, administrator
):
    english = Locale.get_default()
    page = make_event("Tea", slug="tea") if kind == "venue" else make_information_page("Tea and toast")
    if kind == "topic":
        thing = Topic.objects.create(name="Parks", slug="parks", locale=english)
        page.topics.add(thing)
    elif kind == "document":
        thing = page.audio = get_document_model().objects.create(title="Talk", file="talk.mp3")
        page.audio_transcript = "Hello."
    elif kind == "image":
        thing = page.image = a_picture
        page.image_is_decoration = True
    else:
        thing = venue
    page.save()
    client.force_login(administrator)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for screen in delete_screens(kind, thing):
        html = client.get(screen).content.decode()
        assert f'<a href="{edit}"><bdi>{page.title}</bdi></a>' in html, screen
        if kind == "venue":
            assert "1 date to come is held here." in html


def test_the_other_languages_of_a_shared_thing_go_too_and_it_says_so(
    client, venue, polish_home, translate, administrator
):
    translate(venue, "pl")
    client.force_login(administrator)
    for screen in delete_screens("venue", venue):
        assert "It is deleted in 1 other language, too." in words_of(client.get(screen))


def test_an_agreement_says_what_is_lost_with_it(client, make_event, administrator):
    thing = Agreement.objects.create(what_people_said="A bench.", locale=Locale.get_default(), event=make_event("Tea"))
    client.force_login(administrator)
    for screen in delete_screens("agreement", thing):
        words = words_of(client.get(screen))
        assert "step by step, is deleted with it" in words
        assert "People read it on the page of “Tea”" in words
