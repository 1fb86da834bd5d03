"""A machine helps a translator: it fills in what is empty, never more, and readers are told (languages.md)."""

import time

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.views import edit_translation

from corner.languages.kept import fault_in, keeps_everything
from corner.models import AuditEntry, SiteSettings
from tests.fixtures.site import submit

PLAN = '<p>Read <a href="https://example.org/plan">the plan</a> by 3 May, {name}.</p>'


@pytest.fixture
def page(make_information_page, polish_home):
    return make_information_page("Parks", slug="parks", intro="Bring 2 friends.", body=[("paragraph", PLAN)])


@pytest.fixture
def polish(page):
    return submit(page, "pl")


@pytest.fixture
def translator(polish, make_user, client):
    call_command("make_translator_groups", verbosity=0)
    client.force_login(make_user("ola", groups=["Polish translators"]))
    return client


def press(client, translation):
    """Press the button; gives back what is said then, each message with its kind."""
    client.get(reverse("wagtailadmin_home"))  # what was said before is read
    answer = client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    assert answer.status_code == 302
    return [f"{message.level_tag}: {message}" for message in get_messages(answer.wsgi_request)]


def texts(code="pl"):
    found = StringTranslation.objects.filter(
        locale__language_code=code,
        context__object_id=Page.objects.get(slug="parks", locale__language_code="en-gb").translation_key,
    )
    return dict(found.values_list("translation_of__data", "data"))


WHOLE = {
    "Parks": "[pl] Parks",
    "Bring 2 friends.": "[pl] Bring 2 friends.",
    'Read <a id="a1">the plan</a> by 3 May, {name}.': '[pl] Read <a id="a1">the plan</a> by 3 May, {name}.',
}


# --- It helps -----------------------------------------------------------------------------------------------


def test_it_fills_in_what_is_empty(machine, translator, polish):
    [said] = press(translator, polish)
    assert texts() == WHOLE
    assert said.startswith("success: LibreTranslate filled in 3 texts. Read each beside the original")
    assert {each["target"] for each in machine.asked} == {"pl"}


def test_what_a_person_wrote_stays(machine, translator, polish):
    segment = polish.source.stringsegment_set.get(context__path="intro")
    address = reverse("wagtail_localize:edit_string_translation", args=[polish.pk, segment.pk])
    translator.put(address, "value=Zabierz+2+osoby.", content_type="application/x-www-form-urlencoded")
    press(translator, polish)
    assert texts() == {**WHOLE, "Bring 2 friends.": "Zabierz 2 osoby."}
    assert "Bring 2 friends." not in [text for each in machine.asked for text in each["texts"]]


def test_nothing_is_published(machine, translator, polish, client):
    press(translator, polish)
    assert not polish.get_target_instance().live
    assert "[pl]" not in client.get("/pl/parks/").content.decode()


def test_a_page_that_is_live_stays_as_it_is(machine, translator, polish, page, client, translate):
    translate(page, "pl")
    page.intro = "Bring 5 friends."
    page.save_revision().publish()
    press(translator, polish)
    assert texts()["Bring 5 friends."] == "[pl] Bring 5 friends."
    assert "5 friends" not in client.get("/pl/parks/").content.decode()


def test_readers_are_told_until_somebody_has_checked_it(
    machine, translator, polish, client, administrator, django_capture_on_commit_callbacks
):
    press(translator, polish)
    client.force_login(administrator)
    target = polish.get_target_instance()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})
    words = client.get("/pl/parks/").content.decode()
    assert "[pl] Bring 2 friends." in words
    assert is_marked(words)
    client.post(reverse("check_translation", args=[target.pk]), {"checked": "1"})
    assert not is_marked(client.get("/pl/parks/").content.decode())


def is_marked(words):
    from django.utils.translation import gettext, override

    with override("pl"):
        return gettext("A machine translated this page. Nobody who speaks this language has checked it yet.") in words


def test_the_second_press_says_that_nothing_is_left(machine, translator, polish):
    press(translator, polish)
    machine.asked.clear()
    assert press(translator, polish) == ["warning: There isn't anything left to translate."]
    assert machine.asked == []


def test_it_is_written_down_who_pressed(machine, translator, polish):
    press(translator, polish)
    entry = AuditEntry.objects.get(action="translation.machine")
    assert (entry.actor.get_username(), entry.details) == ("ola", {"filled": 3})


def test_if_that_cannot_be_written_down_nothing_is_filled_in(machine, translator, polish, monkeypatch):
    def fails(*args, **ids):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("corner.languages.machine_view.audit.record", fails)
    with pytest.raises(RuntimeError):
        press(translator, polish)
    assert texts() == {}


def test_nobody_waits_for_the_database_while_the_machine_thinks(machine, translator, polish, monkeypatch):
    from django.db import connection

    from corner.languages.machine import CarefulMachine

    depth = len(connection.savepoint_ids)
    deeper = []
    ask = CarefulMachine.translate

    def watched(self, *args):
        deeper.append(len(connection.savepoint_ids) - depth)
        return ask(self, *args)

    monkeypatch.setattr(CarefulMachine, "translate", watched)
    press(translator, polish)
    assert deeper == [0]


def test_deepl_speaks_otherwise_and_helps_the_same(machine, translator, polish, settings, monkeypatch):
    from wagtail_localize.machine_translators.deepl import DeepLTranslator

    options = {"AUTH_KEY": "k", "TIMEOUT": 1}
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"] = {
        "CLASS": "wagtail_localize.machine_translators.deepl.DeepLTranslator",
        "OPTIONS": options,
    }
    monkeypatch.setattr(DeepLTranslator, "get_api_endpoint", lambda self: f"{machine.address}/v2/translate")
    press(translator, polish)
    assert texts() == {source: text.replace("[pl]", "[PL]") for source, text in WHOLE.items()}
    machine.mode = "error"
    StringTranslation.objects.all().delete()
    [said] = press(translator, polish)
    assert said.startswith("error: DeepL did not answer for 3 texts.")


# --- It fails -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["slow", "drips", "error", "broken_json", "other_json", "too_few", "hangs_up"])
def test_a_machine_that_fails_loses_nothing_and_keeps_nobody_waiting(machine, translator, polish, mode):
    machine.mode = mode
    started = time.monotonic()
    [said] = press(translator, polish)
    assert time.monotonic() - started < 2.5
    assert said.startswith("error: LibreTranslate did not answer for 3 texts. Nothing is lost")
    assert texts() == {}
    machine.mode = "ok"
    press(translator, polish)
    assert texts() == WHOLE


def test_a_machine_that_is_away(machine, translator, polish, settings):
    machine.server_close()
    machine.shutdown()
    [said] = press(translator, polish)
    assert said.startswith("error: LibreTranslate did not answer for 3 texts.")


@pytest.mark.parametrize(("mode", "requests", "filled"), [("refuses_the_second", 3, 2), ("hangs_at_the_second", 2, 1)])
def test_what_came_before_and_after_a_failure_is_kept(machine, translator, polish, monkeypatch, mode, requests, filled):
    """A machine that refuses one text may take the next. One that hangs is not asked again."""
    monkeypatch.setattr("corner.languages.machine.TEXTS_AT_ONCE", 1)
    machine.mode = mode
    said = press(translator, polish)
    assert len(machine.asked) == requests
    assert len(texts()) == filled
    assert f"did not answer for {3 - filled} text" in said[1]


def test_one_press_does_not_last_for_ever(machine, translator, polish, monkeypatch):
    monkeypatch.setattr("corner.languages.machine.TEXTS_AT_ONCE", 1)
    monkeypatch.setattr("corner.languages.machine.ALTOGETHER", 0)
    press(translator, polish)
    assert len(machine.asked) <= 1


def test_a_long_text_goes_alone():
    from wagtail_localize.strings import StringValue

    from corner.languages.machine import in_batches

    strings = [StringValue("a" * letters) for letters in (400, 400, 400, 5000, *[1] * 12)]
    assert [len(batch) for batch in in_batches(strings)] == [2, 1, 1, 10, 2]


# --- It is wrong --------------------------------------------------------------------------------------------


def test_what_lost_a_number_a_link_or_a_placeholder_is_left_to_a_person(machine, translator, polish):
    machine.mode = "mangles"
    said = press(translator, polish)
    assert texts() == {"Parks": "[pl] Parks"}
    assert said[1].startswith("warning: 2 texts stay empty for you: LibreTranslate lost a link")


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("{name} is on the list", "imię jest na liście"),
        ("{name} is on the list", "{imię} jest na liście"),
        ("%(count)s places", "% (count) s miejsc"),
        ('<a id="a1">Here</a>', "Tutaj"),
        ('<a id="a1">Here</a>', '<a id="a2">Tutaj</a>'),
        ('<a id="a1">Here</a> <a id="a2">there</a>', '<a id="a1">Tu</a> <a id="a1">tam</a>'),
        ("<b>Please</b> ring", "Zadzwoń"),
        ("Please ring", "<script>alert()</script>"),
        ("Please ring", '<a href="https://example.org/">Zadzwoń</a>'),
        ("Come at 10:30", "Przyjdź o 10.00"),
        ("Ring 023 8000 0000", "Zadzwoń: 023 8000 000"),
        ("1,000 people", "1.00 osób"),
        ("Write to tea@example.org", "Napisz do herbata@example.org"),
        ("See https://example.org/plan.", "Zobacz https://example.org/"),
        ("Tea", ""),
        ("Tea", " "),
        ("Tea", "herbata " * 1000),
        ("Tea", "<b>" * 300 + "herbata"),
    ],
)
def test_a_text_that_is_not_whole(source, translation):
    assert not keeps_everything(source, translation)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("{name} has 2 places", "2 miejsca dla {name}"),
        ('<a id="a1">Here</a> <a id="a2">there</a>', '<a id="a2">Tam</a> <a id="a1">tu</a>'),
        ("Come at 10:30", "تعال الساعة ١٠:٣٠"),
        ("1,000 people", "1 000 osób"),
        ("3 May 2026", "2026年5月3日"),
        ("Write to tea@example.org.", "Napisz: tea@example.org."),
        ("Tea &amp; toast<br/>for all", "Herbata &amp; tosty<br>dla wszystkich"),
    ],
)
def test_a_text_that_is_whole(source, translation):
    assert keeps_everything(source, translation)


def test_html_nested_without_end_is_a_fault_and_no_error():
    assert fault_in("Tea " * 2000, "<b>" * 5000) == "Its HTML is nested too deeply."


# --- Who, and where -----------------------------------------------------------------------------------------


def test_the_editor_offers_it(machine, translator, polish):
    edit = reverse("wagtailadmin_pages:edit", args=[polish.get_target_instance().pk])
    assert "LibreTranslate" in translator.get(edit).content.decode()


def test_without_a_machine_nothing_is_offered(translator, polish):
    edit = reverse("wagtailadmin_pages:edit", args=[polish.get_target_instance().pk])
    address = reverse("wagtail_localize:machine_translate", args=[polish.pk])
    assert address not in translator.get(edit).content.decode()
    assert translator.post(address).status_code == 404


def test_looking_fills_nothing(machine, translator, polish):
    assert translator.get(reverse("wagtail_localize:machine_translate", args=[polish.pk])).status_code == 405


@pytest.mark.parametrize("lock", ["the fence", "the screen"])
def test_another_languages_page_is_not_filled(machine, translator, page, arabic_home, monkeypatch, lock):
    """With wagtail-localize's own lock open, each of ours refuses."""
    monkeypatch.setattr(edit_translation, "user_can_edit_instance", lambda user, instance: True)
    if lock == "the screen":
        monkeypatch.setattr("corner.languages.fence.is_other_language", lambda match, user: False)
    arabic = submit(page, "ar")
    answer = translator.post(reverse("wagtail_localize:machine_translate", args=[arabic.pk]))
    assert answer.headers["Location"] == "/admin/"
    assert texts("ar") == {}
    assert machine.asked == []


def test_a_snippet_is_left_to_people(machine, translator, venue):
    """It has no draft, and no place to say that a machine wrote it."""
    polish = submit(venue, "pl")
    edit = reverse("wagtailsnippets_contacts_venue:edit", args=[polish.get_target_instance().pk])
    assert "LibreTranslate" not in translator.get(edit).content.decode()
    assert translator.post(reverse("wagtail_localize:machine_translate", args=[polish.pk])).status_code == 404
    assert machine.asked == []


def test_staff_who_sync_and_publish_publish_no_machines_words(machine, client, administrator, polish):
    """wagtail-localize would offer to do both at once, so that nobody reads what goes live."""
    client.force_login(administrator)
    address = reverse("wagtail_localize:update_translations", args=[polish.source_id])
    assert "use_machine_translation" not in client.get(address).content.decode()
    client.post(address, {"publish_translations": "on", "use_machine_translation": "on"})
    assert machine.asked == []
    assert not polish.get_target_instance().live


# --- Administrators decide ----------------------------------------------------------------------------------


def test_switched_off_it_is_offered_nowhere_and_asked_nothing(translator, polish, machine):
    SiteSettings.objects.update(machine_translation=False)
    editor = reverse("wagtailadmin_pages:edit", args=[polish.get_target_instance().pk])
    assert "machine_translate" not in translator.get(editor).content.decode()
    answer = translator.post(reverse("wagtail_localize:machine_translate", args=[polish.pk]))
    assert answer.status_code == 404
    assert machine.asked == []
    assert texts() == {}


def test_it_is_off_until_somebody_switches_it_on():
    assert SiteSettings().machine_translation is False
