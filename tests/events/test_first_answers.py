"""What most staff would choose stands in the form of a new event; what each event has to answer itself does not."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_event(client, staff_of, events_index):
    """The form of a new event, as somebody of these organisations first sees it."""

    def look(*organisations):
        client.force_login(staff_of(*organisations))
        address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", events_index.pk])
        return client.get(address).context["form"]

    return look


def test_people_join_in_person_and_sign_up_here(new_event):
    form = new_event()
    assert (form["mode"].value(), form["signup"].value()) == ("in-person", "here")
    assert [block.block_type for block in form["what_to_expect"].value()] == ["line"]


def test_the_first_part_of_the_day_is_empty_in_every_field(new_event):
    """The browser writes “undefined” into the field of a value that is not there."""
    (line,) = new_event()["what_to_expect"].value()
    assert list(line.value) == list(line.block.child_blocks)
    assert not any(line.value.values())


def test_the_organisation_that_somebody_works_for_is_responsible(new_event, make_organisation):
    first, second = make_organisation(), make_organisation()
    assert new_event(first)["responsible_organisation"].value() == first.pk
    assert new_event(first, second)["responsible_organisation"].value() is None


def test_how_we_work_together_is_linked(new_event, make_information_page):
    make_information_page("About us")
    agreed = make_information_page("How we work together", purpose="working-together")
    assert new_event()["working_together_page"].value() == agreed.pk


def test_nobody_answers_for_the_calm_space_payment_or_photos(new_event):
    form = new_event()
    assert not any(form[name].value() for name in ("calm_space", "payment", "photos_policy"))


def test_the_next_recommendation_gets_the_next_number(client, administrator, make_recommendation):
    page = make_recommendation(number=6)
    client.force_login(administrator)
    address = reverse("wagtailadmin_pages:add", args=["library", "recommendationpage", page.get_parent().pk])
    assert client.get(address).context["form"]["number"].value() == 7
