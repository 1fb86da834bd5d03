"""A Polish translator, request by request: what is theirs, and nothing else (languages.md, "Translators' rights")."""

import io
import json
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views import edit_translation

from tests.fixtures.site import fill, submit, translate


@pytest.fixture
def technique(make_technique, polish_home, arabic_home):
    technique = make_technique(title="World Cafe", slug="world-cafe")
    submit(technique, "pl")
    submit(technique, "ar")
    call_command("make_translator_groups", verbosity=0)
    return technique


def in_(language, instance):
    locale = Locale.objects.get(language_code=language)
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale)


@pytest.fixture
def polish(technique):
    return in_("pl", technique)


@pytest.fixture
def arabic(technique):
    return in_("ar", technique)


@pytest.fixture
def translator(technique, make_user, client):
    client.force_login(make_user("ola", groups=["Polish translators"]))
    return client


@pytest.fixture
def reviewer(technique, make_user, client):
    client.force_login(make_user("ewa", groups=["Polish reviewers"]))
    return client


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def localize(name, *args):
    return reverse(f"wagtail_localize:{name}", args=args)


def segment_of(translation):
    return translation.source.stringsegment_set.get(context__path="quiet_option")


def is_refused(answer):
    return answer.status_code == 403 or (answer.status_code == 302 and answer.headers["Location"] == "/admin/")


# --- What is theirs -----------------------------------------------------------------------------------------


def test_they_open_and_preview_their_page(translator, polish):
    page = polish.get_target_instance()
    answer = translator.get(edit(page))
    assert answer.status_code == 200
    assert "Write instead of talking." in answer.content.decode()
    assert translator.get(localize("preview_translation", polish.pk)).status_code == 200


def test_they_translate_a_string(translator, polish):
    address = localize("edit_string_translation", polish.pk, segment_of(polish).pk)
    answer = translator.put(address, "value=Pisz", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 201
    assert StringTranslation.objects.get(context__path="quiet_option").data == "Pisz"


def test_they_take_a_po_file_home_and_bring_it_back(translator, polish):
    file = translator.get(localize("download_pofile", polish.pk)).content.decode()
    file = file.replace(
        'msgid "Write instead of talking."\nmsgstr ""', 'msgid "Write instead of talking."\nmsgstr "Pisz"'
    )
    translator.post(localize("upload_pofile", polish.pk), {"file": io.BytesIO(file.encode())})
    assert StringTranslation.objects.get(context__path="quiet_option").data == "Pisz"


def test_they_see_their_own_languages_in_the_report(translator, technique):
    rows = translator.get(localize("translations_report")).context["object_list"]
    assert {row.target_locale.language_code for row in rows} == {"pl"}


def test_a_reviewer_publishes_a_finished_page(reviewer, polish, django_capture_on_commit_callbacks):
    translate(polish.source.get_source_instance().get_parent().specific, "pl")
    fill(polish)
    page = polish.get_target_instance()
    with django_capture_on_commit_callbacks(execute=True):
        reviewer.post(edit(page), {"action": "publish"})
    assert type(page).objects.get(pk=page.pk).live


def test_they_translate_a_snippet_into_their_language(translator, venue):
    target = submit(venue, "pl").get_target_instance()
    assert translator.get(reverse("wagtailsnippets_contacts_venue:edit", args=[target.pk])).status_code == 200


# --- What is not --------------------------------------------------------------------------------------------


def test_they_publish_nothing(translator, polish):
    fill(polish)
    page = polish.get_target_instance()
    translator.post(edit(page), {"action": "publish"})
    assert not type(page).objects.get(pk=page.pk).live


def test_the_english_page_is_not_theirs(translator, technique):
    assert is_refused(translator.get(edit(technique)))
    assert is_refused(translator.post(edit(technique), {"title": "Changed"}))


def test_the_arabic_page_is_not_theirs(translator, arabic):
    assert is_refused(translator.get(edit(arabic.get_target_instance())))


@pytest.fixture
def ours_alone(monkeypatch):
    """wagtail-localize looks at page rights too. With its lock open, only ours can refuse."""
    monkeypatch.setattr(edit_translation, "user_can_edit_instance", lambda user, instance: True)


@pytest.mark.parametrize("name", ["download_pofile", "preview_translation"])
def test_they_read_no_arabic_translation(translator, arabic, ours_alone, name):
    assert is_refused(translator.get(localize(name, arabic.pk)))


def test_they_bring_back_no_arabic_po_file(translator, arabic, ours_alone):
    file = str(arabic.export_po()).replace('msgstr ""', 'msgstr "x"')
    answer = translator.post(localize("upload_pofile", arabic.pk), {"file": io.BytesIO(file.encode()), "next": "/"})
    assert is_refused(answer)
    assert not StringTranslation.objects.filter(locale__language_code="ar", data="x").exists()


def test_they_have_no_arabic_page_translated_by_machine(translator, arabic, ours_alone):
    assert is_refused(translator.post(localize("machine_translate", arabic.pk)))


def test_they_write_no_arabic_string(translator, arabic, ours_alone):
    address = localize("edit_string_translation", arabic.pk, segment_of(arabic).pk)
    answer = translator.put(address, "value=x", content_type="application/x-www-form-urlencoded")
    assert is_refused(answer)
    assert not StringTranslation.objects.filter(locale__language_code="ar", data="x").exists()


def test_they_take_no_arabic_snippet_home(translator, venue):
    """The right to change snippets is for a whole model: here wagtail-localize's own lock is open to them."""
    arabic = submit(venue, "ar")
    assert is_refused(translator.get(localize("download_pofile", arabic.pk)))


def test_they_do_not_stop_their_translation(translator, polish):
    """Left alone, wagtail-localize lets them."""
    assert is_refused(translator.post(localize("stop_translation", polish.pk)))
    polish.refresh_from_db()
    assert polish.enabled


def test_they_do_not_restart_one(translator, polish):
    Translation.objects.filter(pk=polish.pk).update(enabled=False)
    assert is_refused(translator.post(edit(polish.get_target_instance()), {"localize-restart-translation": "1"}))
    polish.refresh_from_db()
    assert not polish.enabled


def test_they_do_not_turn_their_page_into_an_alias(translator, polish):
    """Left alone, wagtail-localize lets them."""
    page = polish.get_target_instance()
    address = localize("convert_to_alias", page.pk)
    assert is_refused(translator.get(address))
    assert is_refused(translator.post(address))
    assert type(page).objects.get(pk=page.pk).alias_of_id is None


@pytest.mark.parametrize("language", ["pl", "ar", "ro"])
def test_they_submit_nothing(translator, technique, language):
    """`submit_translation` publishes in any language without a right to publish (trap 6): it is for staff."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    address = localize("submit_page_translation", technique.pk)
    assert is_refused(translator.get(address))
    assert is_refused(translator.post(address, {"locales": [locale.pk]}))


def offered_in_editor(client, page):
    """What the translation editor is told to offer."""
    found = re.search(r'js-translation-editor" data-props="([^"]*)"', client.get(edit(page)).content.decode())
    props = json.loads(unescape(found.group(1)))
    links = props["links"]
    return {
        "stop": bool(links["stopTranslationUrl"]),
        "alias": bool(links["convertToAliasUrl"]),
        "delete": props["perms"]["canDelete"],
    }


def test_they_are_not_offered_what_is_refused(translator, polish):
    page = polish.get_target_instance()
    assert offered_in_editor(translator, page) == {"stop": False, "alias": False, "delete": False}
    assert "corner/admin/translation-editor.css" in translator.get(edit(page)).content.decode()


def test_staff_are_offered_all_of_it(polish, client, administrator):
    client.force_login(administrator)
    assert offered_in_editor(client, polish.get_target_instance()) == {"stop": True, "alias": True, "delete": True}


def test_they_sync_nothing(translator, polish):
    assert is_refused(
        translator.post(localize("update_translations", polish.source_id), {"publish_translations": "on"})
    )


@pytest.mark.parametrize("name", ["delete", "copy", "move"])
def test_where_their_page_stands_is_not_theirs(translator, polish, name):
    """With the right to change a page, Wagtail lets them delete a draft."""
    page = polish.get_target_instance()
    assert is_refused(translator.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])))
    assert Page.objects.filter(pk=page.pk).exists()


def test_they_delete_nothing_in_bulk(translator, polish):
    page = polish.get_target_instance()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert is_refused(translator.post(f"{address}?id={page.pk}"))
    assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("name", ["edit", "delete", "history", "usage", "copy"])
def test_other_languages_snippets_are_not_theirs(translator, venue, name):
    """The right to change snippets is for a whole model; only the request can be narrowed."""
    arabic = submit(venue, "ar").get_target_instance()
    for snippet in (venue, arabic):
        try:
            address = reverse(f"wagtailsnippets_contacts_venue:{name}", args=[snippet.pk])
        except LookupError:
            continue
        assert is_refused(translator.get(address))
        assert is_refused(translator.post(address, {"name": "Changed"}))
    venue.refresh_from_db()
    assert venue.name == "Central Library"


def test_snippet_choosers_and_lists_for_code_are_not_theirs(translator, venue):
    assert is_refused(translator.get(reverse("wagtailsnippetchoosers_contacts_venue:choose")))
    assert is_refused(translator.get(localize("snippets_api_listing", "contacts", "venue")))


def test_a_snippet_that_does_not_exist_is_refused_too(translator, venue):
    assert is_refused(translator.get("/admin/snippets/contacts/venue/edit/99999/"))


# --- Staff --------------------------------------------------------------------------------------------------


def test_staff_who_publish_everywhere_submit_and_stop(technique, polish, staff_of, make_organisation, client):
    client.force_login(staff_of(make_organisation()))
    assert client.get(localize("submit_page_translation", technique.pk)).status_code == 200
    client.post(localize("stop_translation", polish.pk))
    polish.refresh_from_db()
    assert not polish.enabled


def test_making_the_groups_twice_makes_them_once(technique):
    from django.contrib.auth.models import Group
    from wagtail.models import GroupPagePermission

    def counted():
        return Group.objects.count(), GroupPagePermission.objects.count()

    before = counted()
    call_command("make_translator_groups", verbosity=0)
    assert counted() == before


def test_the_editor_shows_each_text_in_its_own_direction(translator):
    """In an English admin, Urdu and Arabic would else be typed from left to right."""
    from django.contrib.staticfiles import finders

    assert "corner/admin/writing-direction.css" in translator.get("/admin/").content.decode()
    with open(finders.find("corner/admin/writing-direction.css")) as style:
        assert "unicode-bidi: plaintext" in style.read()
