"""What translators may reach in the admin, request by request (languages.md, "Translators' rights").

Page permissions keep a translator out of other languages' pages. Left open by Wagtail and wagtail-localize, and
closed here: stopping a translation, turning it into an alias, submitting and syncing (for staff), the strings of
another language's translation, snippets, whose permission is for a whole model, and what tells the titles of drafts in
other languages. tests/languages/test_permission_matrix.py knocks at every door.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtail_localize.models import Translation

from corner.languages.translators import SUBMIT, is_translator, own_codes, own_languages, pages_to_see

LOCALIZE = "wagtail_localize"
PAGES = "wagtailadmin_pages"

#: Routes of wagtail-localize for staff, that is for whoever may submit a page for translation.
FOR_STAFF = {
    "submit_page_translation",
    "submit_snippet_translation",
    "update_translations",
    "stop_translation",
    "convert_to_alias",
}
#: What the editor of a translated page posts to restart a translation or to turn it into an alias.
FOR_STAFF_POSTED = {"localize-restart-translation", "localize-convert-to-alias"}

#: A translator writes words. Where pages stand, and whether they exist, is for staff.
SHAPING_THE_TREE = {
    "add",
    "add_subpage",
    "choose_parent",
    "convert_alias",
    "copy",
    "delete",
    "move",
    "move_confirm",
    "set_page_position",
    "set_privacy",
}
BULK_ALLOWED = {"publish", "unpublish"}  # Wagtail checks the right to publish, page by page

#: What a page is called in the addresses of Wagtail. Its own checks come too late for some: they name the page first.
PAGE_IN_ADDRESS = ("page_id", "parent_page_id", "page_to_move_id")
#: Wagtail sends whoever may not look at a page there to the pages that are theirs.
EXPLORER = {"wagtailadmin_explore", "wagtailadmin_explore_results"}
#: No work of a translator, though anybody who may enter the admin can. What people searched for, titles of the pages
#: that were changed last, tasks of workflows, pages fetched from elsewhere, and an error made on purpose.
NOT_THEIR_WORK = {
    "searches_without_answer",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_error_test",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
}
NOT_THEIR_ROOMS = {"wagtailadmin_workflows", "wagtailembeds", "wagtailforms", "wagtailsearchpromotions"}


class TranslatorsFence:
    """Refuses what is outside a user's languages, with the message that Wagtail gives to everybody it refuses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        user = request.user
        if not user.is_authenticated or user.has_perm(SUBMIT):
            return None
        if is_for_staff(match, request) or is_other_language(match, user):
            return permission_denied(request)
        if is_translator(user) and (is_not_for_translators(match, user) or names_hidden_pages(match, request)):
            return permission_denied(request)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """wagtail-localize trusts what it is sent; a bad file or a string without its value gets a message here."""
        match = request.resolver_match
        if match is None or match.namespace != LOCALIZE or not isinstance(error, MALFORMED):
            return None
        if match.url_name == "upload_pofile":
            messages.error(request, _("Nothing was imported. The file is no PO file of this page: download it anew."))
            return redirect(_back(request))
        if match.url_name in ("edit_string_translation", "edit_override"):
            too_long = isinstance(error, DataError)
            reason = _("This text is too long.") if too_long else _("Send the text as “value”.")
            return JsonResponse({"detail": f"{_('Nothing was saved.')} {reason}"}, status=400)
        return None


#: What bad input raises inside wagtail-localize: no header or no value (KeyError), bytes that PostgreSQL refuses,
#: HTML nested without end (RecursionError), a title longer than its column (DataError, on PostgreSQL) …
MALFORMED = (KeyError, ValueError, IndexError, AttributeError, TypeError, RecursionError, DataError)


def is_for_staff(match: ResolverMatch, request: HttpRequest) -> bool:
    """Whether the request is one that needs the right to submit pages for translation."""
    if match.namespace == LOCALIZE:
        return match.url_name in FOR_STAFF
    return request.method == "POST" and bool(FOR_STAFF_POSTED & set(request.POST))


def is_other_language(match: ResolverMatch, user: Any) -> bool:
    """Whether the request is about a translation into a language that `user` has no right on."""
    number = match.kwargs.get("translation_id")
    languages = own_languages(user)
    if match.namespace != LOCALIZE or number is None or languages is None:
        return False
    return Translation.objects.filter(pk=number).exclude(target_locale__in=languages).exists()


def is_not_for_translators(match: ResolverMatch, user: Any) -> bool:
    """Whether the request shapes the tree of pages, or reaches a snippet that is not in the translator's languages."""
    space, name = match.namespace, match.url_name or ""
    if space in NOT_THEIR_ROOMS or match.view_name in NOT_THEIR_WORK:
        return True
    if space == PAGES:
        return name in SHAPING_THE_TREE
    if space == LOCALIZE:
        return name.startswith("snippets_api")
    if name == "wagtail_bulk_action":
        return match.kwargs.get("action") not in BULK_ALLOWED
    if space.startswith("wagtailsnippetchoosers_"):
        return True
    if space.startswith("wagtailsnippets_"):
        return _is_other_languages_snippet(match, own_languages(user) or set())
    return False


def names_hidden_pages(match: ResolverMatch, request: HttpRequest) -> bool:
    """Whether the request is about pages whose titles a translator is not to read, or that do not exist.

    Somebody else's page may be chosen, if everybody can read it; all else is for pages in the own languages.
    """
    name = match.url_name or ""
    if name in EXPLORER:
        return False
    if name == "wagtail_bulk_action":
        numbers = request.GET.getlist("id")
        if "all" in numbers:
            numbers = request.GET.getlist("childOf") or ["0"]
    else:
        numbers = [str(match.kwargs[part]) for part in PAGE_IN_ADDRESS if part in match.kwargs]
    if not numbers:
        return False
    wanted = {int(number) for number in numbers if number.isdecimal() and len(number) < 19}
    pages = Page.objects.filter(pk__in=wanted)
    if name == "wagtailadmin_choose_page_child":
        seen = pages_to_see(pages, request.user)
    else:
        seen = pages.filter(locale_id__in=own_languages(request.user) or set())
    return len(wanted) < len(set(numbers)) or seen.count() < len(wanted)


def without_refused(props: dict[str, Any], user: Any, is_page: bool) -> dict[str, Any]:
    """What wagtail-localize's editor is told to offer, without what would be refused to `user` when they use it.

    The button that stops a translation is always drawn; without its address our style sheet hides it. A machine is
    offered for pages only (`machine_view`).
    """
    if not is_page:
        props = {**props, "machineTranslator": None}
    if user.has_perm(SUBMIT):
        return props
    translations = props["translations"]
    if is_translator(user):  # titles in other languages may be those of drafts
        known = {props["sourceLocale"]["code"], *own_codes(user)}
        translations = [each for each in translations if each["locale"]["code"] in known]
    links = {**props["links"], "stopTranslationUrl": "", "convertToAliasUrl": None}
    can_delete = props["perms"]["canDelete"] and not (is_page and is_translator(user))
    perms = {**props["perms"], "canDelete": can_delete}
    return {**props, "translations": translations, "links": links, "perms": perms}


def _is_other_languages_snippet(match: ResolverMatch, languages: set[int]) -> bool:
    """Every view of one snippet has its `pk`; the list alone has none. A new one is not a translator's to add."""
    pk = match.kwargs.get("pk")
    if pk is None:
        return match.url_name in ("add", "copy")
    app, _underscore, name = match.namespace.removeprefix("wagtailsnippets_").partition("_")
    model = apps.get_model(app, name)
    try:
        number = int(unquote(str(pk)))
    except ValueError:
        return True
    return not model._default_manager.filter(pk=number, locale_id__in=languages).exists()


def _back(request: HttpRequest) -> str:
    """Where the user came from: what the form says, else the page that sent it, else the start of the admin."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if address and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
            return address
    return reverse("wagtailadmin_home")
