"""The board's part for what pages share: topics, venues and agreements, in every state that makes sense for them."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from contacts.models import Venue
from corner.languages.board_cells import State
from corner.languages.board_shared import STATES, rows_of_shared, shared_for, shared_models
from corner.languages.board_shared_view import SharedBoard
from corner.languages.pages import localized
from corner.models import AuditEntry, Topic
from events.models import Agreement
from tests.fixtures.site import fill, submit

BOARD = "/admin/translations/"
SHARED = "/admin/translations/shared/"


def cell(thing, code="pl"):
    """What the board says of a shared thing in a language, asked anew."""
    [row] = rows_of_shared([type(thing).objects.get(pk=thing.pk)], [Locale.objects.get(language_code=code)])
    return row.cells[0]


def say_anew(thing, **words):
    """Staff change the original and save it."""
    thing = type(thing).objects.get(pk=thing.pk)
    for field, value in words.items():
        setattr(thing, field, value)
    thing.save()


def read_in(thing, code="pl"):
    """The thing as a reader of a language has it."""
    with translation.override(code):
        return localized(type(thing).objects.get(pk=thing.pk))


@pytest.fixture
def topic(polish_home):
    return Topic.objects.create(name="Parks", slug="parks", description="Green places.", locale=Locale.get_default())


@pytest.fixture
def agreement(polish_home):
    return Agreement.objects.create(what_people_said="We want a bench.", locale=Locale.get_default())


@pytest.fixture
def groups(topic, arabic_home):
    call_command("make_translator_groups", verbosity=0)


@pytest.fixture
def staff(groups, client, staff_of, make_organisation):
    client.force_login(staff_of(make_organisation()))
    return client


@pytest.fixture
def ola(groups, make_user):
    return make_user("ola", groups=["Polish translators"])


@pytest.fixture
def translator(ola, client):
    client.force_login(ola)
    return client


def board(client, query="", address=SHARED):
    answer = client.get(address + query)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(words):
    return re.findall(r'<bdi id="title-[\w-]+"[^>]*>([^<]*)</bdi>', words)


def columns(words):
    return re.findall(r'<th scope="col">([^<]*)</th>', words.partition('class="listing board"')[2])[1:]


def in_polish(thing):
    return type(thing).objects.filter(translation_key=thing.translation_key, locale__language_code="pl").first()


def is_refused(answer):
    return answer.status_code == 302 and answer.headers["Location"] == "/admin/"


def edit(thing):
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


# --- From missing to fine -----------------------------------------------------------------------------------


def test_what_nobody_was_offered_is_missing(topic):
    assert cell(topic).state == State.MISSING
    assert cell(topic).thing is None


def test_what_is_being_translated_says_how_much_is_done(topic):
    fill(submit(topic, "pl"))
    StringTranslation.objects.filter(context__path="description").delete()
    assert (cell(topic).state, cell(topic).words) == (State.DRAFT, "Draft, 50 %")
    assert cell(topic).address == edit(in_polish(topic))
    assert read_in(topic) == topic


def test_a_draft_that_was_saved_half_translated_is_still_a_draft(topic):
    submitted = submit(topic, "pl")
    fill(submitted)
    StringTranslation.objects.filter(context__path="description").delete()
    submitted.save_target(publish=True)
    assert cell(topic).words == "Draft, 50 %"


def test_with_every_word_translated_somebody_has_to_publish_it(topic):
    submitted = submit(topic, "pl")
    fill(submitted)
    assert cell(topic).state == State.READY
    assert read_in(topic) == topic
    submitted.save_target(publish=True)
    assert cell(topic).state == State.FINE
    assert read_in(topic).name == "[pl] Parks"


def test_a_name_that_stays_the_same_in_every_language_is_translated(topic, translate):
    translate(topic, "pl", name="Parks")
    assert cell(topic).state == State.FINE
    say_anew(topic, description="Green places to sit.")
    assert cell(topic).state == State.OUT_OF_DATE


def test_nobody_is_asked_to_check_it():
    assert State.UNCHECKED not in STATES
    assert list(SharedBoard.meanings) == STATES


def test_what_was_written_in_polish_is_the_original_there(polish_home, administrator):
    polish = Locale.objects.get(language_code="pl")
    written = Topic.objects.create(name="Parki", slug="parki", locale=polish)
    assert shared_for(administrator, [polish]) == [written]
    assert cell(written).state == State.ORIGINAL


def test_what_staff_have_stopped_is_written_by_hand(venue, polish_home, translate):
    polish = translate(venue, "pl")
    Translation.objects.update(enabled=False)
    assert (cell(venue).state, cell(venue).pieces) == (State.FINE, 0)
    Venue.objects.filter(pk=polish.pk).update(directions=venue.directions)
    assert cell(venue).words == "Draft"
    assert read_in(venue) == venue


# --- Out of date --------------------------------------------------------------------------------------------


def test_new_words_make_it_out_of_date_and_readers_have_the_original_again(topic, translate):
    translate(topic, "pl")
    say_anew(topic, description="Green places to sit.")
    assert cell(topic).state == State.OUT_OF_DATE
    assert read_in(topic) == topic


def test_added_words_do_too(venue, polish_home, translate):
    translate(venue, "pl")
    say_anew(venue, parking_details="Two places.")
    assert cell(venue).state == State.OUT_OF_DATE


def test_new_words_that_are_translated_wait_to_be_published(topic, translate):
    translate(topic, "pl")
    say_anew(topic, description="Green places to sit.")
    translated = Translation.objects.get(source__object_id=topic.translation_key)
    fill(translated)
    assert cell(topic).state == State.READY
    translated.save_target(publish=True)
    assert cell(topic).state == State.FINE


def test_words_taken_out_of_the_original_wait_to_be_taken_out_of_the_translation(topic, translate):
    translate(topic, "pl")
    say_anew(topic, description="")
    assert cell(topic).state == State.READY
    translate(topic, "pl")
    assert cell(topic).state == State.FINE
    assert in_polish(topic).description == ""


def test_a_fact_or_a_change_of_spaces_does_not(venue, agreement, translate):
    for thing in (venue, agreement):
        translate(thing, "pl")
    say_anew(venue, address="Elsewhere", postcode="SO15 1AA", step_free="no")
    say_anew(venue, directions="By bus:  get off at the Civic Centre. ")
    say_anew(agreement, status=Agreement.Status.DONE)
    assert cell(venue).state == cell(agreement).state == State.FINE


# --- What is on it, and whose it is -------------------------------------------------------------------------


def test_every_kind_of_snippet_with_words_is_on_it(topic, venue, agreement, administrator):
    """Two lists that must not part: what translators get a right on, and what the board shows."""
    from corner.management.commands.make_translator_groups import snippet_permissions

    rights = {f"{right.content_type.app_label}.{right.codename}" for right in snippet_permissions()}
    models = shared_models(administrator)
    assert {f"{model._meta.app_label}.change_{model._meta.model_name}" for model in models} == rights
    assert shared_for(administrator, []) == [agreement, topic, venue]


def test_a_venue_without_words_to_translate_waits_for_nobody(venue, polish_home, administrator):
    say_anew(venue, directions="")
    assert shared_for(administrator, []) == []


def test_staff_see_every_language_and_the_way_to_the_pages(staff):
    words = board(staff)
    assert columns(words) == ["Polish", "Arabic"]
    assert titles(words) == ["Parks"]
    assert f'<a href="{BOARD}">Pages</a>' in words
    assert f'<a href="{SHARED}" aria-current="page">' in words
    assert f'<a href="{SHARED}">' in board(staff, address=BOARD)


def test_a_translator_sees_the_own_language_and_what_was_offered_in_it(translator, topic, agreement):
    submit(topic, "pl")
    submit(agreement, "ar")
    words = board(translator)
    assert columns(words) == ["Polish"]
    assert titles(words) == ["Parks"]
    assert 'name="ticked"' not in words
    assert ">Offer" not in words


def test_somebody_who_may_change_no_snippet_has_no_such_part(groups, client, make_user):
    ewa = make_user("ewa", groups=["Polish translators"])
    group = ewa.groups.get()
    group.permissions.remove(*group.permissions.filter(codename__startswith="change_"))
    client.force_login(ewa)
    assert is_refused(client.get(SHARED))
    assert SHARED not in board(client, address=BOARD)


def test_somebody_who_writes_no_pages_is_refused(groups, client, make_user):
    client.force_login(make_user("host", groups=["Event hosts"]))
    assert is_refused(client.get(SHARED))


def test_looking_changes_nothing(staff):
    before = Topic.objects.count(), Translation.objects.count(), AuditEntry.objects.count()
    board(staff)
    staff.get("/admin/")
    assert before == (Topic.objects.count(), Translation.objects.count(), AuditEntry.objects.count())


def test_one_click_leads_a_translator_to_the_work(translator, topic):
    address = edit(submit(topic, "pl").get_target_instance())
    assert re.search(rf'<a href="{address}">Draft, 0 %</a>', board(translator))
    assert translator.get(address).status_code == 200


def test_a_name_carries_its_language_and_direction(staff, arabic_home):
    Topic.objects.create(name="الحدائق.", slug="gardens", locale=arabic_home.locale)
    words = board(staff)
    assert re.search(r'lang="ar" dir="rtl">الحدائق\.<', words)
    assert re.search(r'lang="en-GB" dir="ltr">Parks<', words)


# --- Narrowing ----------------------------------------------------------------------------------------------


def test_by_kind_words_language_and_state(staff, topic, venue):
    submit(topic, "pl")
    assert titles(board(staff, "?kind=contacts.venue")) == ["Central Library"]
    assert titles(board(staff, "?words=LIBR")) == ["Central Library"]
    assert columns(board(staff, "?language=ar")) == ["Arabic"]
    assert titles(board(staff, "?state=draft")) == ["Parks"]
    assert titles(board(staff, "?state=missing&language=pl")) == ["Central Library"]
    assert "There is nothing like that here." in board(staff, "?words=nothing")


@pytest.mark.parametrize("query", ["?language=xx", "?state=unchecked", "?kind=x", "?page=x", "?words=%00"])
def test_an_address_typed_by_hand_shows_the_board_all_the_same(staff, query):
    assert titles(board(staff, query)) == ["Parks"]


# --- Offering -----------------------------------------------------------------------------------------------


def test_what_is_ticked_is_offered_in_one_language_and_readers_see_nothing_of_it(staff, topic, venue):
    keys = [topic.translation_key, venue.translation_key]
    answer = staff.post(SHARED, {"ticked": keys, "to": "pl"}, follow=True)
    assert "2 shared things are offered to the translators: Polish." in answer.content.decode()
    assert in_polish(topic)
    assert in_polish(venue)
    assert not Topic.objects.filter(locale__language_code="ar").exists()
    assert read_in(topic) == topic
    assert cell(topic).words == "Draft, 0 %"


def test_the_button_in_a_cell_offers_that_one_thing(staff, topic, venue):
    assert f'value="{topic.translation_key}:pl"' in board(staff)
    staff.post(SHARED, {"one": f"{topic.translation_key}:pl", "to": "ar", "ticked": [venue.translation_key]})
    assert in_polish(topic)
    assert Venue.objects.count() == Topic.objects.filter(locale__language_code="pl").count() == 1


def test_offering_again_is_harmless(staff, topic, translate):
    translate(topic, "pl")
    Translation.objects.update(enabled=False)  # staff have stopped it
    answer = staff.post(SHARED, {"one": f"{topic.translation_key}:pl"}, follow=True)
    assert "1 shared thing was there already. Nothing changed on it." in answer.content.decode()
    assert in_polish(topic).name == "[pl] Parks"
    assert not Translation.objects.get(source__object_id=topic.translation_key).enabled
    assert not AuditEntry.objects.filter(action="translation.offered").exists()


def test_it_is_written_down_who_offered_what(staff, topic):
    staff.post(SHARED, {"one": f"{topic.translation_key}:pl"})
    entry = AuditEntry.objects.get(action="translation.offered")
    assert str(entry.actor_id) == staff.session["_auth_user_id"]
    assert entry.details == {"original": topic.pk, "language": "pl"}


def test_what_could_not_be_made_is_said(staff, topic, monkeypatch):
    monkeypatch.setattr("corner.languages.offering.translate_object", lambda *args, **kwargs: None)
    answer = staff.post(SHARED, {"one": f"{topic.translation_key}:pl"}, follow=True)
    assert 'These could not be offered: “<bdi lang="en-GB" dir="ltr">Parks</bdi>”.' in answer.content.decode()
    assert not AuditEntry.objects.filter(action="translation.offered").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"to": "pl"}, "Tick something first."),
        ({"ticked": ["x"], "to": "pl"}, "Choose from the list."),
        ({"one": "x:pl"}, "Choose from the list."),
        ({"one": "x"}, "Choose a language."),
    ],
)
def test_what_is_forgotten_is_said_and_nothing_is_offered(staff, topic, data, message):
    assert message in staff.post(SHARED, data, follow=True).content.decode()
    assert in_polish(topic) is None


def test_a_translator_offers_nothing(translator, topic):
    assert is_refused(translator.post(SHARED, {"one": f"{topic.translation_key}:pl"}))
    assert in_polish(topic) is None


# --- On the admin's first screen ----------------------------------------------------------------------------


def waiting(client):
    found = re.search(r'id="translations-waiting.*?</ul>', client.get("/admin/").content.decode(), re.DOTALL)
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', found.group(0)) if found else []


def test_a_translator_reads_what_waits_and_gets_there(translator, topic, venue, agreement, translate):
    submit(topic, "pl")
    fill(submit(venue, "pl"))  # ready: whoever translates it also publishes it
    submit(agreement, "ar")
    [(address, words)] = waiting(translator)
    assert words == "2 shared things wait for you: Polish."
    assert titles(board(translator, address.replace("&amp;", "&").removeprefix(SHARED))) == ["Parks", "Central Library"]


def test_a_translator_with_nothing_to_do_reads_nothing(translator, topic, translate):
    translate(topic, "pl")
    assert waiting(translator) == []


def test_staff_read_what_is_out_of_date(staff, topic, translate):
    translate(topic, "pl")
    assert waiting(staff) == []
    say_anew(topic, description="Green places to sit.")
    [(address, words)] = waiting(staff)
    assert words == "1 translation of a shared thing is out of date."
    assert titles(board(staff, address.removeprefix(SHARED))) == ["Parks"]


# --- How much it asks ---------------------------------------------------------------------------------------


def test_the_screens_ask_no_more_for_more_things(
    staff, topic, agreement, venue, translate, django_assert_max_num_queries
):
    """In every state at once, so that each of them is there before the counting begins."""

    def one_more(number):
        things = [
            Topic.objects.create(name=f"{name} {number}", slug=f"{name}-{number}", locale=Locale.get_default())
            for name in "abcd"
        ]
        submit(things[0], "pl")
        translate(things[1], "pl")
        translate(things[2], "pl")
        say_anew(things[2], description="More.")
        translate(things[3], "ar")
        Translation.objects.filter(source__object_id=things[3].translation_key).update(enabled=False)

    one_more(1)
    translate(venue, "pl")
    translate(agreement, "pl")
    for address in (SHARED, f"{SHARED}?state=draft", "/admin/"):
        staff.get(address)  # content types and the like are remembered from here on
    few = {}
    for address in (SHARED, f"{SHARED}?state=draft", "/admin/"):
        with CaptureQueriesContext(connection) as captured:
            staff.get(address)
        few[address] = len(captured)
    for number in (2, 3):
        one_more(number)
    for address, queries in few.items():
        with django_assert_max_num_queries(queries):
            staff.get(address)
