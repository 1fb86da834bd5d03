"""Facts are shared, words are translated (design.md, rule 1; languages.md, trap 4)."""

from corner.languages.pages import in_language


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
