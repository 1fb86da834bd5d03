"""Who comes: companions, children with the adult who looks after them, and people who have no e-mail."""

import pytest

from corner.models import OutgoingEmail
from events.models import Attendee, CallTask, ResponsibleAdult, SignUp
from events.requests import Person
from events.signing_up import AdultMissing, sign_up

ADULT = {
    "adult_name": "Amina",
    "adult_phone": "023 8000 0001",
    "emergency_contact": "Grandmother, 023 8000 0002",
}


@pytest.fixture
def family_day(make_event):
    return make_event(
        title="Family day",
        largest_party=4,
        under_18s_invited=True,
        ages="4 to 16",
        safeguarding_lead="Sam, youth worker",
        for_guardians="It ends at 4.",
    )


def names_of(signup):
    return [(each.name, each.under_16) for each in signup.attendees.all()]


# --- companions ---------------------------------------------------------------------------------------------


def test_companions_may_be_named_by_first_name(make_event, visit):
    answer = visit(make_event(largest_party=4)).press("send", people="3", **{"with-1-name": "Yusuf"})
    assert answer.status_code == 303
    assert names_of(SignUp.objects.get()) == [("Amina", False), ("Yusuf", False), ("", False)]


def test_nobody_has_to_be_named(make_event, visit):
    visit(make_event(largest_party=4)).press("send", people="2")
    assert names_of(SignUp.objects.get()) == [("Amina", False), ("", False)]


def test_names_of_more_people_than_are_coming_are_asked_about_and_kept(make_event, visit):
    written = {"with-1-name": "Yusuf", "with-2-name": "Lena"}
    html = visit(make_event(largest_party=4)).press("send", people="2", **written).content.decode()
    assert 'href="#people">You wrote about more people than that' in html
    assert 'value="Lena"' in html
    assert not SignUp.objects.exists()


def test_one_person_is_not_asked_who_comes(make_event, visit):
    assert "Who comes" not in visit(make_event(largest_party=1)).page.content.decode()


def test_the_names_are_read_back_before_anything_is_sent(make_event, visit):
    html = visit(make_event(largest_party=3)).press("check", people="2", **{"with-1-name": "Yusuf"}).content.decode()
    assert "Another person" in html
    assert '<input type="hidden" name="with-1-name" value="Yusuf"' in html


def test_names_can_be_changed_after_looking(make_event, visit):
    html = visit(make_event(largest_party=3)).press("change", people="2", **{"with-1-name": "Yusuf"}).content.decode()
    assert 'value="Yusuf"' in html


# --- under 16 -----------------------------------------------------------------------------------------------


def test_ages_are_asked_only_where_young_people_are_invited(make_event, visit, family_day):
    assert "Under 16" not in visit(make_event(largest_party=4)).page.content.decode()
    assert "Under 16" in visit(family_day).page.content.decode()


def test_a_child_comes_with_an_adult_and_somebody_to_ring(family_day, visit):
    html = visit(family_day).press("send", people="2", **{"with-1-under-16": "on"}).content.decode()
    for name in ADULT:
        assert f'href="#{name}"' in html
    assert not SignUp.objects.exists()


def test_the_adult_is_kept_apart_and_deleted_sooner(family_day, visit):
    young = {"with-1-name": "Yusuf", "with-1-under-16": "on", "with-2-under-16": "on"}
    visit(family_day).press("send", people="3", **young, **ADULT)
    signup = SignUp.objects.get()
    assert names_of(signup) == [("Amina", False), ("Yusuf", True), ("", True)]
    adult = ResponsibleAdult.objects.get()
    assert (adult.signup, adult.name, adult.phone, adult.may_collect) == (signup, "Amina", "023 8000 0001", "")
    assert adult.erase_after < signup.erase_after


def test_a_parent_signs_up_a_child_and_stays_away(family_day, visit):
    visit(family_day).press(
        "send", people="1", not_coming="on", **{"with-1-name": "Yusuf", "with-1-under-16": "on"}, **ADULT
    )
    signup = SignUp.objects.get()
    assert signup.name == "Amina"
    assert names_of(signup) == [("Yusuf", True)]
    assert signup.places.__class__.objects.get(pk=signup.places_id).taken == 1


def test_an_adult_without_a_child_is_asked_about_not_kept(family_day, visit):
    html = visit(family_day).press("send", people="2", **ADULT).content.decode()
    assert "Nobody is ticked as under 16" in html
    assert not ResponsibleAdult.objects.exists()


def test_the_service_itself_insists_on_the_adult(family_day, date_of, wish):
    with pytest.raises(AdultMissing):
        sign_up(wish(date_of(family_day), people=(Person("Yusuf", under_16=True),)))


# --- a phone, and no e-mail ---------------------------------------------------------------------------------


@pytest.fixture
def rings(visit):
    """Somebody with a phone and no e-mail."""

    def make(page):
        visitor = visit(page)
        visitor.answers |= {"email": "", "phone": "023 8000 0003"}
        return visitor

    return make


def test_an_e_mail_address_or_a_phone_number_is_enough(make_event, visit):
    html = visit(make_event()).press("send", email="", phone="").content.decode()
    assert "Write your e-mail address, or a phone number" in html


def test_who_has_only_a_phone_is_told_everything_by_the_page(make_event, rings, client):
    page = make_event()
    answer = rings(page).press("send", people="1")
    assert answer.status_code == 303
    html = client.get(answer.url).content.decode()
    signup = SignUp.objects.get()
    assert "You have a place" in html
    assert "If the time or the place changes, we ring you." in html
    assert "023 8000 0003" in html
    assert "e-mail in the next few minutes" not in html
    [link] = {part.split('"')[0] for part in html.split('href="') if part.startswith("http") and "/sign-ups/" in part}
    own = client.get(link)
    assert own.status_code == 200
    assert signup.phone in own.content.decode()
    assert not OutgoingEmail.objects.exists()
    assert not CallTask.objects.exists()  # nothing is left to be said


def test_two_people_may_share_a_phone(make_event, rings):
    page = make_event()
    rings(page).press("send")
    rings(page).press("send", name="Yusuf")
    assert SignUp.objects.active().count() == 2


def test_pressed_twice_it_is_one_sign_up_and_the_same_page(make_event, rings):
    visitor = rings(make_event())
    first, second = visitor.press("send"), visitor.press("send")
    assert first.url == second.url
    assert SignUp.objects.count() == Attendee.objects.count() == 1
