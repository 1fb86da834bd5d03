"""In the admin: all texts of a language as one file, to take home and to bring back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import upload_pofile

from corner.languages.po_files import LARGEST, BadFile, Outcome, content_of, read, take_in, texts_for, write
from corner.languages.translators import own_languages


def languages_for(user: Any) -> QuerySet[Locale]:
    """The languages that `user` translates into, as far as a page or snippet has been submitted for them."""
    wanted = Locale.objects.filter(pk__in=Translation.objects.filter(enabled=True).values("target_locale"))
    languages = own_languages(user)
    return wanted if languages is None else wanted.filter(pk__in=languages)


def may_see_files(user: Any) -> bool:
    """Whether `user` translates at all; an account without a right on any page does not."""
    languages = own_languages(user)
    return languages is None or bool(languages)


@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """Every language of the user, with a link and a form."""
    if not may_see_files(request.user):
        raise PermissionDenied
    counts = Translation.objects.filter(enabled=True).values_list("target_locale").annotate(Count("pk"))
    number = dict(counts.order_by())
    languages = [(locale, number[locale.pk]) for locale in languages_for(request.user)]
    return TemplateResponse(request, "corner/admin/po_files.html", {"languages": languages, "largest": LARGEST})


@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    locale = _language(request, code)
    words = write(texts_for(request.user, locale).values(), code)
    headers = {"Content-Disposition": f'attachment; filename="texts-{code}.po"'}
    return HttpResponse(words, content_type="text/x-gettext-translation; charset=utf-8", headers=headers)


@require_POST
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """What is new in the file is saved and waits to be published; a bad file is refused whole."""
    locale = _language(request, code)
    try:
        outcome = take_in(read(request.FILES.get("file"), code), locale, request.user)
    except BadFile as refusal:
        messages.error(request, _("Nothing was saved. %(why)s") % {"why": refusal})
        for fault in refusal.faults:
            messages.error(request, fault)
    else:
        _say(request, outcome)
    return redirect("po_files")


@require_POST
def upload_for_one_page(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize's own view takes a file of any size; here it has the limits of a whole language's file."""
    try:
        content_of(request.FILES.get("file"))
    except BadFile as refusal:
        messages.error(request, _("Nothing was saved. %(why)s") % {"why": refusal})
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    return upload_pofile(request, translation_id)


def _language(request: HttpRequest, code: str) -> Locale:
    """The language asked for. Somebody else's is refused, and it is not said whether there is such a one."""
    locale = languages_for(request.user).filter(language_code=code).first()
    if locale is None or not may_see_files(request.user):
        raise PermissionDenied
    return locale


def _say(request: HttpRequest, outcome: Outcome) -> None:
    words = ngettext(
        "%(count)d text is saved. Nothing is published: open the page to do that.",
        "%(count)d texts are saved. Nothing is published: open each page to do that.",
        outcome.saved,
    )
    messages.success(request, words % {"count": outcome.saved})
    passed_over = {
        _("not texts of pages that you translate, or the original has changed"): outcome.unknown,
        _("marked as unsure (“fuzzy”)"): outcome.unsure,
        _("changed by somebody else since you downloaded the file"): outcome.newer,
    }
    if any(passed_over.values()):
        reasons = "; ".join(f"{count} {reason}" for reason, count in passed_over.items() if count)
        messages.warning(request, _("Passed over: %(reasons)s.") % {"reasons": reasons})
