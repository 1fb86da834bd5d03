"""Readers are told how far a translation can be trusted."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from corner.languages import register
from corner.models import TranslationCheck
from tests.fixtures.site import submit, translate

ADDRESS = "/pl/techniques/world-cafe/"


@pytest.fixture(autouse=True)
def in_english(settings):
    """The words of the notices as they stand in the templates, whatever the Polish catalogue says by now."""
    from django.utils.translation import trans_real

    settings.LOCALE_PATHS = []
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


@pytest.fixture
def polish(make_technique, polish_home):
    return translate(make_technique(title="World Cafe", slug="world-cafe"), "pl")


def notices(client, address=ADDRESS):
    words = client.get(address).content.decode()
    return [
        name
        for name, sign in {
            "unchecked": "This page is a translation. Nobody",
            "machine": "A machine translated this page.",
            "interface": "The buttons and labels in this language are a draft.",
        }.items()
        if sign in words
    ]


def test_a_translation_that_nobody_has_checked_says_so(polish, client):
    assert notices(client) == ["unchecked"]


def test_what_a_machine_translated_says_so(polish, client):
    StringTranslation.objects.filter(context__path="quiet_option").update(translation_type="machine")
    assert notices(client) == ["machine"]


def test_the_original_says_nothing(polish, client):
    assert notices(client, "/techniques/world-cafe/") == []


def test_staff_record_that_a_speaker_has_checked_it(polish, client, administrator):
    client.force_login(administrator)
    address = reverse("check_translation", args=[polish.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[polish.pk])).content.decode()
    assert client.get(address).status_code == 200
    assert not TranslationCheck.objects.exists()  # looking records nothing
    client.post(address, {"checked": "1"})
    assert TranslationCheck.objects.get().checked_by == administrator
    client.logout()
    assert notices(client) == ["interface"]


def test_the_notice_can_be_shown_again(polish, client, administrator):
    client.force_login(administrator)
    address = reverse("check_translation", args=[polish.pk])
    client.post(address, {"checked": "1"})
    client.post(address, {"unchecked": "1"})
    assert notices(client) == ["unchecked"]


def test_publishing_other_words_brings_the_notice_back(polish, client, administrator):
    from corner.languages.checking import mark_checked

    mark_checked(polish, administrator)
    translate(polish.facts, "pl")  # the same words
    assert notices(client) == ["interface"]
    translate(polish.facts, "pl", title="Inny tytuł")
    assert notices(client) == ["unchecked"]


def test_a_page_that_is_no_translation_cannot_be_checked(polish, client, administrator):
    client.force_login(administrator)
    answer = client.post(reverse("check_translation", args=[polish.facts.pk]))
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/admin/"
    assert not TranslationCheck.objects.exists()


def test_a_draft_cannot_be_checked(make_technique, polish_home, client, administrator):
    target = submit(make_technique(), "pl").get_target_instance()
    client.force_login(administrator)
    client.post(reverse("check_translation", args=[target.pk]), {"checked": "1"})
    assert not TranslationCheck.objects.exists()


def test_in_a_reviewed_language_a_checked_page_says_nothing(polish, client, administrator, monkeypatch):
    from datetime import date

    from corner.languages.checking import mark_checked

    mark_checked(polish, administrator)
    monkeypatch.setitem(register.REVIEWED, "pl", date(2026, 11, 1))
    assert notices(client) == []


def test_forms_search_and_error_pages_say_that_their_words_are_a_draft(client, make_event, polish_home, date_of):
    event = make_event(slug="tea")
    translate(event, "pl")
    form = f"/pl/events/tea/sign-up/{date_of(event).pk}/"
    assert notices(client, form) == ["unchecked"]
    for address in ("/pl/search/", "/pl/sign-ups/lost-link/", "/pl/nothing-here/"):
        assert notices(client, address) == ["interface"], address


def test_beside_legal_words_in_english_stands_an_offer_in_the_readers_language(
    client, make_event, polish_home, date_of
):
    offer = "We can find an interpreter."
    event = make_event(slug="tea", payment="yes", payment_details="£20")
    translate(event, "pl")
    form = f"/events/tea/sign-up/{date_of(event).pk}/"
    for address in ("/events/tea/", form):
        assert offer not in client.get(address).content.decode()
        assert offer in client.get(f"/pl{address}").content.decode(), address
