"""Somebody starts the site for the first time, and finds a living place."""

import re

import pytest
from django.utils import timezone, translation
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, TranslationSource

from contacts.models import OrganisationPage, PersonPage, Venue
from corner.languages.pages import localized
from corner.models import ConsentRecord, SiteSettings, Topic, TranslationCheck
from events.models import Agreement, EventPage, Occasion
from home.starter.put import find_page, get_page, get_venue
from home.starter.translate import TRANSLATED_PAGES, TRANSLATIONS, things_to_translate, untranslated
from library.models import InformationPage
from tests.home.loading import live_pages, load

pytestmark = pytest.mark.django_db

COUNTED = (
    Page, Site, Locale, Topic, Venue, Agreement, ConsentRecord, Occasion, get_image_model(), get_document_model(),
)  # fmt: skip


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_a_newcomer_finds_one_named_site_with_a_home_page(loaded):
    site = Site.objects.get()
    assert site.site_name == "Southampton Coproduction Corner"
    assert site.root_page.specific == get_page("")
    assert not Page.objects.filter(title__startswith="Welcome to your new Wagtail site").exists()


def test_loading_again_doubles_nothing(loaded):
    before = counts()
    assert "Nothing was changed" in load()
    assert counts() == before


def test_loading_when_empty_leaves_a_filled_site_alone(loaded):
    get_page("join").delete()
    assert "Nothing was loaded" in load(if_empty=True)
    assert find_page("join") is None


def test_what_staff_changed_stays(loaded):
    page = get_page("techniques/world-cafe")
    page.title, page.slug = "Our café", "our-cafe"
    page.save_revision().publish()
    load()
    assert get_page("techniques/world-cafe").title == "Our café"
    assert not Page.objects.filter(slug="world-cafe", locale=page.locale).exists()


def test_what_is_missing_is_made_again(loaded):
    get_page("join").delete()
    assert "1 × information page" in load()
    assert get_page("join").live


def test_somebody_who_was_taken_off_the_site_does_not_come_back(loaded):
    get_page("people/rob-kurn").delete()
    load()
    assert find_page("people/rob-kurn") is None


def test_an_address_that_staff_took_for_their_own_page_stays_theirs(loaded):
    home = get_page("")
    get_page("join").delete()
    theirs = home.add_child(instance=InformationPage(title="Join our choir", slug="join", live=False))
    load()
    assert Page.objects.get(pk=theirs.pk).slug == "join"
    assert get_page("join").live


def test_a_translation_that_no_longer_fits_is_left_in_english(loaded):
    """Staff rewrote the English before anybody translated it: no half translated page, and no crash."""
    page = get_page("techniques/world-cafe")
    Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).delete()
    page.intro = "Words that nobody has translated."
    page.save_revision().publish()
    assert "left in English" in load(verbosity=2)
    assert not page.get_translations().live().filter(alias_of=None).exists()


def test_every_page_opens_in_its_own_language(loaded, opened):
    assert len(opened) > 50
    for page, status, text in opened:
        assert status == 200, page.url_path
        assert f'<html lang="{page.locale.language_code}"' in text.replace("en-GB", "en-gb"), page.url_path


def test_every_picture_on_a_page_has_words_or_is_decoration(loaded):
    for page in live_pages():
        if page.image_id:
            assert bool(page.image_alt) != page.image_is_decoration, page


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_each_key_page_is_published_in_the_language(loaded, code):
    locale = Locale.objects.get(language_code=code)
    for key in TRANSLATED_PAGES:
        page = get_page(key).get_translation(locale)
        assert page.live, key
        assert page.alias_of_id is None, key


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_no_english_string_of_a_key_page_lacks_its_translation(loaded, code):
    for thing in things_to_translate():
        source = TranslationSource.update_or_create_from_instance(thing)[0]
        assert StringSegment.objects.filter(source=source).exists()
        assert not untranslated(source, TRANSLATIONS[code]), thing


def test_a_string_without_translation_would_be_noticed(loaded):
    source = TranslationSource.update_or_create_from_instance(get_page("people"))[0]
    words = {english: other for english, other in TRANSLATIONS["pl"].items() if english != "When we answer"}
    assert untranslated(source, words) == ["When we answer"]


def test_the_venue_of_the_translated_event_is_translated_too(loaded):
    with translation.override("ar"):
        venue = localized(get_venue("Southampton Voluntary Services"))
        assert venue.locale.language_code == "ar"
        assert venue.name == "Southampton Voluntary Services"


def test_no_translation_claims_that_a_speaker_checked_it(loaded):
    assert not TranslationCheck.objects.exists()


def test_dates_of_sample_events_lie_ahead_in_all_languages(loaded):
    event = get_page("events/world-cafe-money")
    (occasion,) = Occasion.objects.filter(event__translation_key=event.translation_key)
    assert occasion.day > timezone.localdate()
    assert [places.capacity for places in occasion.places.all()] == [24]


def test_the_workshop_of_2024_is_over_and_only_its_month_is_known(loaded):
    event = get_page("events/workshop-girls-parks-and-wellbeing")
    (occasion,) = Occasion.objects.filter(event__translation_key=event.translation_key)
    assert occasion.is_over
    assert occasion.month_only


def test_the_three_people_are_shown_on_a_basis_and_with_the_networks_address(loaded):
    people = PersonPage.objects.live()
    assert {person.title for person in people} == {"Lucy Green", "Rob Kurn", "Rebecca Kinge"}
    for person in people:
        assert person.basis().basis == ConsentRecord.Basis.PUBLISHED
        assert person.basis().source == "the 2024 report"
        assert [way.value["value"] for way in person.reach] == ["coproduction@southamptonvs.org.uk"]


def test_organisations_say_where_their_names_come_from(loaded):
    assert set(OrganisationPage.objects.values_list("named_in", flat=True)) == {"the 2024 report"}


def test_no_page_shows_a_persons_own_address(loaded, opened):
    for page, _status, text in opened:
        assert "soton.ac.uk" not in text, page
        assert "R.Kurn" not in text, page


def test_no_page_links_the_doubtful_doi(loaded, opened):
    assert not [page for page, _status, text in opened if "doi.org" in text]


def test_the_report_page_shows_the_doi_as_text_and_its_citation_to_the_letter(loaded, client):
    report = get_page("about/report")
    text = client.get(report.get_url()).content.decode()
    assert "Making Coproduction Meaningful, Centre for the South, September 2024, DOI: 10.5258/SOTON/PPo208" in text
    assert "doi.org" not in text
    assert report.original.file.read().startswith(b"This is a text extract")


def test_every_page_that_pages_link_to_is_there(loaded):
    settings = SiteSettings.load()
    for name in ("about", "privacy", "accessibility", "working_together", "ethics", "join"):
        assert getattr(settings, f"{name}_page").live, name


def test_privacy_and_accessibility_say_that_they_are_templates(loaded):
    assert get_page("about/privacy").is_template
    assert get_page("about/accessibility").is_template


def test_home_shows_a_case_study_and_partners(loaded):
    home = get_page("")
    assert home.case_study == get_page("case-studies/teenage-girls-and-parks")
    assert home.partners.count() == 6


def test_wherever_a_sample_is_named_it_is_called_one(loaded, opened, client):
    """Nobody should set out for an event that does not happen, or believe a promise that nobody made."""
    samples = [page for page in EventPage.objects.live().filter(locale=Locale.get_default()) if page.is_sample]
    shown = {page.url: text for page, _status, text in opened if page.locale == Locale.get_default()}
    shown |= {
        address: client.get(address).content.decode() for address in ("/search/?q=girls", "/topics/young-people/")
    }
    named = 0
    for address, html in shown.items():
        for page in samples:
            for after in re.findall(rf'href="{page.url}"[^>]*>(?:(?!</a>).)*</a>(.{{0,40}})', html):
                named += 1
                assert after.startswith(' <span class="tag">Sample</span>'), (address, page.title)
    assert named > 15


def test_no_sample_agreement_names_a_real_group_or_case(loaded):
    for entry in Agreement.objects.filter(is_sample=True):
        assert entry.case_study is None
        said = " ".join([entry.who_will_do_it, entry.what_was_agreed, entry.what_changed])
        assert [group.title for group in OrganisationPage.objects.all() if group.title in said] == []
