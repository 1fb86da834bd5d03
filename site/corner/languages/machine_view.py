"""The button "Translate with …" of the translation editor, which says what became of every text."""

from typing import Any

from django.contrib import messages
from django.db import DataError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import apply_machine_translation

from corner import audit
from corner.languages.machine import AskedBefore, Outcome, is_switched_on
from corner.languages.translators import own_languages
from corner.models import BasePage


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Fill what is empty, of a page only: a page tells its readers that nobody has checked it; a snippet cannot.

    Nothing is published. wagtail-localize looks at the right to change the page, and keeps what people wrote.
    """
    machine: Any = get_machine_translator()
    translation = get_object_or_404(Translation, pk=translation_id)
    languages = own_languages(request.user)
    if languages is not None and translation.target_locale_id not in languages:
        return permission_denied(request)
    if machine is None or not is_switched_on():
        raise Http404
    if not issubclass(translation.source.specific_content_type.model_class(), BasePage):
        raise Http404
    asked = AskedBefore(machine)
    apply_machine_translation(translation_id, request.user, asked)
    asked.is_writing = True
    try:
        with transaction.atomic():
            apply_machine_translation(translation_id, request.user, asked)
            audit.record("translation.machine", translation, request.user, filled=machine.outcome.filled)
    except DataError:  # PostgreSQL holds no title of more than 255 letters
        messages.error(
            request, _("Nothing was filled in: a text came back too long. Please translate this page yourself.")
        )
    else:
        _say(request, machine.outcome, machine.display_name)
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def _say(request: HttpRequest, outcome: Outcome, machine: str) -> None:
    if not outcome.asked:
        messages.warning(request, _("There isn't anything left to translate."))
    if outcome.filled:
        words = ngettext(
            "%(machine)s filled in %(count)d text. Read it beside the original: readers are told that a machine wrote "
            "it until somebody has checked the page.",
            "%(machine)s filled in %(count)d texts. Read each beside the original: readers are told that a machine "
            "wrote them until somebody has checked the page.",
            outcome.filled,
        )
        messages.success(request, words % {"machine": machine, "count": outcome.filled})
    if outcome.broken:
        words = ngettext(
            "%(count)d text stays empty for you: %(machine)s lost a link, a number or a placeholder in it.",
            "%(count)d texts stay empty for you: %(machine)s lost a link, a number or a placeholder in them.",
            outcome.broken,
        )
        messages.warning(request, words % {"machine": machine, "count": outcome.broken})
    if outcome.unanswered:
        words = ngettext(
            "%(machine)s did not answer for %(count)d text. Nothing is lost: press the button again later, or "
            "translate it yourself.",
            "%(machine)s did not answer for %(count)d texts. Nothing is lost: press the button again later, or "
            "translate them yourself.",
            outcome.unanswered,
        )
        messages.error(request, words % {"machine": machine, "count": outcome.unanswered})
