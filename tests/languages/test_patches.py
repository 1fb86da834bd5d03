"""What corner changes inside Wagtail still exists on this version, and is changed (corner/languages/patches.py)."""

import inspect

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.admin.auth import permission_denied
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, StringSegmentQuerySet, Translation
from wagtail_localize.views import edit_translation, report, submit_translations

from corner.languages import fence, patches
from corner.languages.catalogues import read


def test_publishing_a_page_passes_our_gate():
    assert PublishRevisionAction.execute is patches.publish_as_one
    assert "execute" not in vars(PublishPageRevisionAction), "pages no longer publish through the common action"
    assert list(inspect.signature(patches._publish).parameters) == ["self", "skip_permission_checks"]


def test_saving_a_translation_passes_our_gate():
    assert Translation.save_target is patches.save_finished_target
    assert list(inspect.signature(patches._save_target).parameters) == ["self", "user", "publish"]
    assert hasattr(StringSegmentQuerySet, "annotate_translation")
    assert hasattr(Translation, "get_progress")


def test_the_form_and_the_report_are_ours():
    assert submit_translations.SubmitTranslationForm is patches.ParentsFirstForm
    assert "SubmitTranslationForm" in inspect.getsource(submit_translations.SubmitTranslationView.get_form)
    assert report.TranslationsReportView is patches.OwnLanguagesReport
    assert LocaleSynchronization not in [part["model"] for part in LOCALE_COMPONENTS]


def test_the_button_for_a_machine_and_the_one_for_a_file_are_ours():
    from django.urls import resolve, reverse
    from wagtail_localize.views import update_translations

    from corner.languages.machine_view import machine_translate
    from corner.languages.po_view import upload_for_one_page

    view = resolve(reverse("wagtail_localize:machine_translate", args=[1])).func
    assert inspect.unwrap(view) is inspect.unwrap(machine_translate)
    view = resolve(reverse("wagtail_localize:upload_pofile", args=[1])).func
    assert inspect.unwrap(view) is inspect.unwrap(upload_for_one_page)
    assert update_translations.get_machine_translator is patches.no_machine
    assert list(inspect.signature(edit_translation.apply_machine_translation).parameters) == [
        "translation_id",
        "user",
        "machine_translator",
    ]


def test_the_routes_that_the_fence_names_exist():
    from django.urls import get_resolver

    def names(resolver, namespace=""):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                inner = ":".join(filter(None, [namespace, pattern.namespace]))
                yield from names(pattern, inner)
            else:
                yield namespace, pattern.name

    routes = set(names(get_resolver()))
    assert {(fence.LOCALIZE, name) for name in fence.FOR_STAFF} <= routes
    assert {(fence.PAGES, name) for name in fence.SHAPING_THE_TREE} <= routes
    assert {(fence.LOCALIZE, name) for name in ("upload_pofile", "edit_string_translation", "edit_override")} <= routes
    assert ("", "wagtail_bulk_action") in routes
    assert callable(permission_denied)


def test_the_words_that_we_say_better_are_still_said():
    """An entry whose English has changed in wagtail-localize would silently say the untrue thing again."""
    from wagtail_localize.views import update_translations

    source = "".join(
        inspect.getsource(module).replace('"\n                "', "").replace("'\n                '", "")
        for module in (edit_translation, update_translations, submit_translations)
    )
    flat = " ".join(source.replace('" "', "").split())
    for entry in read("en-gb"):
        start = entry.msgid[:60]
        assert start in flat or start.replace('"', '\\"') in flat, f"no longer said: {entry.msgid}"


def test_lists_do_not_ask_of_every_row_whether_it_is_translated():
    from wagtail import hooks
    from wagtail_localize import wagtail_hooks as theirs

    for name in ("register_page_listing_more_buttons", "register_snippet_listing_buttons"):
        assert not [each for each in hooks.get_hooks(name) if each.__module__ == theirs.__name__]
    assert theirs.page_listing_more_buttons in hooks.get_hooks("register_page_header_buttons")
