"""Facts are shared, words are translated (design.md, rule 1; languages.md, trap 4)."""

from datetime import time

from wagtail_localize.models import Translation

from corner.languages.pages import in_language
from events.models import Occasion


def test_a_stale_copy_on_the_translation_is_never_shown(make_event, polish_home, translate):
    """Polish was translated when there were 12 places. Staff then make it 5; nobody touches the Polish page."""
    event = make_event(capacity=12)
    translate(event, "pl")
    event.capacity_in_person = 5
    event.save_revision().publish()
    polish = event.get_translation(polish_home.locale)
    assert polish.capacity_in_person == 12  # the copy is stale …
    assert polish.facts.capacity_in_person == 5  # … and is not asked


def test_a_translators_publish_writes_no_fact_back(make_event, polish_home, translate):
    event = make_event(mode="in-person")
    polish = translate(event, "pl")
    event.mode = "both"
    event.save_revision().publish()
    polish.save_revision().publish()
    event.refresh_from_db()
    assert event.mode == "both"
    assert type(polish).objects.get(pk=polish.pk).facts.mode == "both"


def test_a_page_first_written_in_polish_is_its_own_source(home, polish_home, publish):
    from events.models import EventIndexPage

    index = publish(polish_home, EventIndexPage(title="Wydarzenia", intro="Spotkania.", locale=polish_home.locale))
    assert index.is_source
    assert index.facts == index


def test_in_a_list_the_facts_are_the_sources(make_event, polish_home, translate, django_assert_num_queries):
    event = make_event()
    translate(event, "pl")
    (shown,) = in_language([event], "pl")
    with django_assert_num_queries(0):
        assert shown.facts == event


# --- Staff change the time and the title: a reader of Arabic is never late -----------------------------------------


OLD_TITLE, NEW_TITLE = "شاي في الحديقة", "شاي وكعك في الحديقة"


def moves_to(event, start, end, title):
    """Staff change the time of the one date and the title, on the English page, and publish."""
    event = type(event).objects.get(pk=event.pk)
    (row,) = rows = list(event.dates.all())
    row.start_time, row.end_time = start, end
    event.title, event.dates = title, rows
    event.save_revision().publish()
    return type(event).objects.get(pk=event.pk)


def test_arabic_shows_the_new_time_at_once_and_the_old_title_until_it_is_translated(
    make_event, arabic_home, translate, client
):
    event = make_event("Tea in the park", slug="tea")
    translate(event.get_parent().specific, "ar", title="الفعاليات")
    translate(event, "ar", title=OLD_TITLE)
    places = ["/ar/events/tea/", "/ar/events/", "/ar/"]
    before = {place: shown_at(client, place) for place in places}
    assert all(OLD_TITLE in words and "10:30" in words for words in before.values())

    event = moves_to(event, time(15, 45), time(17, 15), "Tea and cake in the park")
    for place in places:
        words = shown_at(client, place)
        assert "15:45" in words, place
        assert OLD_TITLE in words, place
        assert "cake" not in words, place
    invitation = shown_at(client, f"/ar/events/tea/calendar/{Occasion.objects.of_page(event).get().pk}.ics")
    assert "T154500" in invitation
    assert OLD_TITLE in invitation

    assert 0 < progress_of(event) < 1  # the translator is told that a sentence is new
    translate(event, "ar", title=NEW_TITLE)
    assert progress_of(event) == 1
    for place in places:
        words = shown_at(client, place)
        assert "15:45" in words, place
        assert NEW_TITLE in words, place
        assert OLD_TITLE not in words, place


def progress_of(event):
    """How much of the event is in Arabic, from 0 to 1."""
    done = Translation.objects.get(source__object_id=event.translation_key, target_locale__language_code="ar")
    all_strings, translated = done.get_progress()
    return translated / all_strings


# --- Facts inside StreamFields ------------------------------------------------------------------------------------


def staff_change(page, field, other_facts=(), **facts):
    """Staff change the first block of a field on the English page, and publish."""
    for name, value in dict(other_facts).items():
        setattr(page, name, value)
    stored = page._meta.get_field(field).get_prep_value(getattr(page, field))
    stored[0] = {**stored[0], "value": {**stored[0]["value"], **facts}}
    setattr(page, field, stored)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def shown_at(client, address):
    return client.get(address).content.decode()


def test_a_programme_that_moves_moves_in_polish_too(make_event, polish_home, translate, client):
    """The hello moves from 10:30 to 13:55. Nobody touches the Polish page; its words stay Polish."""
    event = make_event(slug="tea")
    translate(event, "pl")
    staff_change(event, "what_to_expect", time="13:55:00", title="Hello all")
    words = shown_at(client, "/pl/events/tea/")
    assert "13:55" in words
    assert "[pl] Hello" in words
    assert "Hello all" not in words


def test_a_step_that_gets_longer_or_becomes_a_break_does_so_in_polish(make_technique, polish_home, translate, client):
    technique = make_technique(slug="world-cafe")
    translate(technique, "pl")
    staff_change(technique, "steps", {"minutes_in_all": 45}, minutes=45, is_break=True)
    page = client.get("/pl/techniques/world-cafe/").context["page"]
    assert (page.steps[0].value["minutes"], page.steps[0].value["is_break"]) == (45, True)
    assert page.steps[0].value["title"] == "[pl] Welcome"


def test_a_helplines_new_number_is_on_every_page(make_information_page, polish_home, translate, client):
    link = {"name": "Samaritans", "what": "Free for everyone.", "phone": "116 123", "url": "https://example.org/"}
    help_page = make_information_page(slug="help", body=[("support_link", link)])
    translate(help_page, "pl")
    staff_change(help_page, "body", phone="0808 000 111")
    words = shown_at(client, "/pl/help/")
    assert "0808 000 111" in words
    assert "116 123" not in words
    assert "[pl] Free for everyone." in words


def test_in_a_preview_facts_are_the_sources_too(make_technique, polish_home, translate, client, administrator):
    technique = make_technique(slug="world-cafe")
    polish = translate(technique, "pl")
    staff_change(technique, "steps", {"minutes_in_all": 45}, minutes=45)
    client.force_login(administrator)
    answer = client.get(f"/admin/pages/{polish.pk}/view_draft/")
    assert answer.context["page"].steps[0].value["minutes"] == 45


def test_blocks_that_only_one_language_has_stay_as_they_are(make_information_page, polish_home, translate, client):
    """Staff take one helpline out and put another in: the Polish page keeps what it has, and shows no English."""
    link = {"name": "Samaritans", "what": "Free for everyone.", "phone": "116 123"}
    help_page = make_information_page(slug="help", body=[("support_link", link)])
    translate(help_page, "pl")
    help_page.body = [("support_link", {"name": "Childline", "what": "For children.", "phone": "0800 1111"})]
    help_page.save_revision().publish()
    words = shown_at(client, "/pl/help/")
    assert "116 123" in words
    assert "Childline" not in words
    assert "0800 1111" not in words


def test_somebodys_own_words_leave_every_language_when_they_leave_the_original(
    make_information_page, polish_home, translate, client
):
    """They may no longer agree that their words stand here; nobody waits for a translator."""
    quote = {"quote": "I was heard.", "attribution": "Amina", "consent": True}
    page = make_information_page(slug="said", body=[("quote", quote), ("paragraph", "<p>Tea and toast.</p>")])
    translate(page, "pl")
    assert "[pl] I was heard." in shown_at(client, "/pl/said/")
    page.body = [block for block in page.body.get_prep_value() if block["type"] != "quote"]
    page.save_revision().publish()
    words = shown_at(client, "/pl/said/")
    assert "I was heard." not in words
    assert "Tea and toast." in words


def test_what_a_list_inside_a_block_says_stays_translated(make_information_page, polish_home, translate, client):
    help_page = make_information_page(
        slug="help",
        body=[
            {"type": "checklist", "value": {"items": ["Paper and pens"]}},
            {"type": "heading", "value": {"text": "Next", "level": "h2"}},
        ],
    )
    translate(help_page, "pl")
    stored = help_page.body.get_prep_value()
    stored[1]["value"]["level"] = "h3"
    help_page.body = stored
    help_page.save_revision().publish()
    answer = client.get("/pl/help/")
    assert "[pl] Paper and pens" in answer.content.decode()
    assert dict(answer.context["page"].body[1].value) == {"text": "[pl] Next", "level": "h3"}


def test_a_picture_and_whether_it_only_decorates_belong_together(
    make_information_page, polish_home, translate, client, a_picture
):
    """The Polish page may show another picture; what is said of the English one does not hold for it."""
    picture = {"image": {"image": a_picture.pk, "alt_text": "A table with tea", "decorative": False}, "caption": ""}
    help_page = make_information_page(slug="help", body=[{"type": "picture", "value": picture}])
    translate(help_page, "pl")
    staff_change(help_page, "body", image={"image": a_picture.pk, "alt_text": "", "decorative": True})
    assert 'alt="[pl] A table with tea"' in shown_at(client, "/pl/help/")


def test_the_dates_of_an_agreement_in_polish_are_the_originals(polish_home, translate):
    """A snippet has no page of its own; its updates are dated all the same."""
    from django.utils import translation
    from wagtail.models import Locale

    from corner.languages.pages import localized
    from events.models import Agreement

    update = {"date": "2026-03-01", "only_month": False, "text": "<p>The bench is there.</p>"}
    agreement = Agreement.objects.create(
        what_people_said="We need a bench.", locale=Locale.get_default(), updates=[{"type": "update", "value": update}]
    )
    agreement = Agreement.objects.get(pk=agreement.pk)
    translate(agreement, "pl")
    stored = agreement.updates.get_prep_value()
    stored[0]["value"]["date"] = "2026-04-02"
    agreement.updates = stored
    agreement.save()
    with translation.override("pl"):
        shown = localized(Agreement.objects.get(pk=agreement.pk))
    assert shown.what_people_said == "[pl] We need a bench."
    assert shown.updates[0].value["date"].isoformat() == "2026-04-02"


def test_facts_of_blocks_cost_no_query(make_technique, polish_home, translate, django_assert_num_queries):
    from corner.languages.shared_blocks import lay_facts_over

    technique = make_technique()
    polish = translate(technique, "pl")
    source = polish.facts
    with django_assert_num_queries(0):
        lay_facts_over(polish, source)
