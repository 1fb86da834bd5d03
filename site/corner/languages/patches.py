"""What has to be changed inside Wagtail and wagtail-localize, all in one place, each with its reason.

A test checks that everything named here still exists (tests/languages/test_patches.py); run it on a new version first.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.admin.api.serializers import PageTranslationsField
from wagtail.models import DraftStateMixin, Page
from wagtail_localize import wagtail_hooks
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation
from wagtail_localize.views import edit_translation, report, submit_translations, update_translations

from corner.languages.finished import HalfTranslated, refuse_to_copy_unfinished, refuse_unfinished
from corner.languages.machine_view import machine_translate
from corner.languages.one_language import refuse_below_other_language
from corner.languages.parents import ParentNotTranslated, languages_of_parent, missing_parent
from corner.languages.po_view import upload_for_one_page
from corner.languages.translators import own_languages, pages_to_see
from corner.publishing import refuse_past_second_reading
from corner.routing import route_for_request
from corner.scheduled import refuse_unready

_publish = PublishRevisionAction.execute
_save_target = Translation.save_target
_copy_one = CopyPageAction._copy_page
_check_copy = CopyPageAction.check
_check_alias = CreatePageAliasAction.check
_translations_in_api = PageTranslationsField.to_representation
_check_move = MovePageAction.check


def publish_as_one(action: PublishRevisionAction, *args: Any, **kwargs: Any) -> Any:
    """Publishing and everything that follows from it (dates, cascades) happen together or not at all.

    Every route to publishing passes here; on most there is no transaction otherwise (design.md, "Whose facts").
    Raises, also when it is only scheduled: HalfTranslated for an unfinished translation, SecondReadingAhead for a page
    that a second person has yet to read, ValidationError for one with gaps.
    """
    with transaction.atomic():
        if isinstance(action.object, Page):
            refuse_unfinished(action.object)
            refuse_past_second_reading(action)
            refuse_unready(action.object)
        return _publish(action, *args, **kwargs)


def save_finished_target(translation: Translation, user: Any = None, publish: bool = True) -> Any:
    """A page goes live only when every string is translated, and is made only below a translated parent.

    A live page is refused as well when the save is meant as a draft, since wagtail-localize writes the live row.
    One bad language is refused here, so that it does not stop the others. Raises HalfTranslated, ParentNotTranslated.
    """
    model = translation.source.specific_content_type.model_class()
    if model and issubclass(model, DraftStateMixin):
        target = model._default_manager.filter(
            translation_key=translation.source.object_id, locale_id=translation.target_locale_id
        ).first()
        if target is None and (parent := missing_parent(translation)):
            raise ParentNotTranslated(parent, translation.target_locale)
        total, done = translation.get_progress()
        if done < total and (publish or (target and target.live)):
            raise HalfTranslated(total - done)
    return _save_target(translation, user=user, publish=publish)


def copy_below_own_language(action: CopyPageAction, *args: Any, **kwargs: Any) -> Any:
    """Before anything is copied. Raises OtherLanguage. A copy for translation says which language it will be in.

    Of what is below, which comes along, an unfinished translation is refused first as well: see `copy_as_original`.
    """
    locale = (action.update_attrs or {}).get("locale")
    refuse_below_other_language(action.page, action.to or action.page.get_parent(), locale)
    if action.reset_translation_key:
        below = action.page.get_descendants(inclusive=True) if action.recursive else [action.page]
        for page in below:
            refuse_to_copy_unfinished(page.specific)
    return _check_copy(action, *args, **kwargs)


def copy_as_original(
    action: CopyPageAction, page: Page, to: Page | None = None, update_attrs: dict[str, Any] | None = None, **more: Any
) -> Page:
    """A copy that is no translation is a page of its own, written in the language it stands in."""
    if action.reset_translation_key and hasattr(page.specific, "source_locale_id"):
        update_attrs = {**(update_attrs or {}), "source_locale": page.locale}
    return _copy_one(action, page, to=to, update_attrs=update_attrs, **more)


def alias_below_own_language(action: CreatePageAliasAction, *args: Any, **kwargs: Any) -> Any:
    """Before a page is mirrored. Raises OtherLanguage."""
    refuse_below_other_language(action.page, action.parent or action.page.get_parent(), action.update_locale)
    return _check_alias(action, *args, **kwargs)


def move_below_own_language(action: MovePageAction, parent_after: Page, *args: Any, **kwargs: Any) -> Any:
    """Before a page is moved. Raises OtherLanguage."""
    refuse_below_other_language(action.page, parent_after)
    return _check_move(action, parent_after, *args, **kwargs)


class ParentsFirstForm(submit_translations.SubmitTranslationForm):
    """Offers only languages in which the parent page exists (trap 8): a child would make a live English alias of it."""

    def __init__(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(instance, *args, **kwargs)
        if not isinstance(instance, Page) or instance.get_parent().is_root():
            return
        locales = self.fields["locales"]
        locales.queryset = locales.queryset.filter(pk__in=languages_of_parent(instance))
        locales.help_text = _(
            "Languages are offered once the page above this one, “%(parent)s”, has been submitted for them."
        ) % {"parent": instance.get_parent().get_admin_display_title()}


class OwnLanguagesReport(report.TranslationsReportView):
    """The report of translations; a translator sees those into the own languages."""

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()
        languages = own_languages(self.request.user)
        return rows if languages is None else rows.filter(target_locale__in=languages)


def readable_translations(field: PageTranslationsField, page: Page) -> list[dict[str, Any]]:
    """In the admin's own API: the other languages of a page, without the titles of drafts that are not the user's."""
    rows = _translations_in_api(field, page)
    seen = set(pages_to_see(page.get_translations(), field.context["request"].user).values_list("pk", flat=True))
    return [row for row in rows if row["id"] in seen]


def leave_out_of_lists() -> None:
    """Each row of a list asked the database two questions, for buttons that stand on the page itself and the board."""
    for name, buttons in (
        ("register_page_listing_more_buttons", wagtail_hooks.page_listing_more_buttons),
        ("register_snippet_listing_buttons", wagtail_hooks.register_snippet_listing_buttons),
    ):
        hooks._hooks[name].remove((buttons, 0))  # Wagtail has no call for it


def no_machine() -> None:
    """For "Sync and publish": it would publish what no person has seen, and keep the database waiting meanwhile."""


def apply() -> None:
    """Called once, when the site starts."""
    PublishRevisionAction.execute = publish_as_one
    Page.route_for_request = staticmethod(route_for_request)
    Translation.save_target = save_finished_target
    CopyPageAction.check = copy_below_own_language
    CopyPageAction._copy_page = copy_as_original
    CreatePageAliasAction.check = alias_below_own_language
    MovePageAction.check = move_below_own_language
    submit_translations.SubmitTranslationForm = ParentsFirstForm
    report.TranslationsReportView = OwnLanguagesReport
    edit_translation.machine_translate = machine_translate
    edit_translation.upload_pofile = upload_for_one_page
    PageTranslationsField.to_representation = readable_translations
    update_translations.get_machine_translator = no_machine
    leave_out_of_lists()
    # "Synchronise content from another locale" would fill a new language with live English aliases (trap 8).
    LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]
