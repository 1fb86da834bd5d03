"""What translators may reach in the admin, request by request (languages.md, "Translators' rights").

Page permissions keep a translator out of other languages' pages. Left open by Wagtail and wagtail-localize, and
closed here: stopping a translation, turning it into an alias, submitting and syncing (for staff), the strings of
another language's translation, and snippets, whose permission is for a whole model.
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
from wagtail_localize.models import Translation

from corner.languages.translators import SUBMIT, is_translator, own_languages

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
    "convert_alias",
    "copy",
    "delete",
    "move",
    "move_confirm",
    "set_page_position",
    "set_privacy",
}
BULK_ALLOWED = {"publish", "unpublish"}  # Wagtail checks the right to publish, page by page


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
        if is_translator(user) and is_not_for_translators(match, user):
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


def without_refused(props: dict[str, Any], user: Any, is_page: bool) -> dict[str, Any]:
    """What wagtail-localize's editor is told to offer, without what would be refused to `user` when they use it.

    The button that stops a translation is always drawn; without its address our style sheet hides it. A machine is
    offered for pages only (`machine_view`).
    """
    if not is_page:
        props = {**props, "machineTranslator": None}
    if user.has_perm(SUBMIT):
        return props
    links = {**props["links"], "stopTranslationUrl": "", "convertToAliasUrl": None}
    can_delete = props["perms"]["canDelete"] and not (is_page and is_translator(user))
    return {**props, "links": links, "perms": {**props["perms"], "canDelete": can_delete}}


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
