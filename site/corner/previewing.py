"""Ways to look at a page before anybody else does: as it is, its card in lists, on paper, on a phone, in a language.

Wagtail's preview modes. Whatever the mode, what is shown is what stands in the form now, saved or not: dates too, also
where another language shows them. A preview writes nothing, and nobody keeps it.
"""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from wagtail.models import Page

from corner.languages.config import BY_CODE
from corner.languages.pages import is_restricted, locale_ids, restricted_paths
from corner.languages.untranslated import Twin

#: Modes that show another one in a frame: the mode inside, and the class that sets the frame's width.
FRAMES = {"print": ("paper", "paper"), "phone": ("", "phone")}
LANGUAGE = "in-"
#: What holds the frame: nothing but a style sheet and the frame.
POLICY_OF_FRAME = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


class PreviewModes:
    """For a page class: the modes of its preview. A class with a card of its own in lists names it.

    A class with routes of its own names this before Wagtail's `RoutablePageMixin`, whose preview knows no modes.
    """

    #: The template of one card in lists; `preview_cards` gives the context of each.
    card_template: ClassVar[str] = "corner/admin/previews/plain_card.html"

    def preview_cards(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What `card_template` needs to know of this page as it is written now: a list, for an event has many dates."""
        return [{"page": self}]

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        own: Any = self
        others = [code for code in BY_CODE if locale_ids().get(code) not in (None, own.locale_id)]
        return [
            ("", _("Page")),
            ("card", _("Card in lists")),
            ("print", _("On paper")),
            ("phone", _("On a phone")),
            *((LANGUAGE + code, _("In %(language)s") % {"language": BY_CODE[code].name}) for code in others),
        ]

    def serve_preview(self, request: Any, mode_name: str | None) -> HttpResponse:
        own: Any = self
        mode_name = mode_name or ""  # Wagtail says None where nobody chose one
        request.being_written = own.facts if own.is_source else None
        if mode_name in FRAMES:
            response = _frame(request, *FRAMES[mode_name])
        elif mode_name == "card":
            response = self._cards(request)
        elif mode_name.startswith(LANGUAGE) and mode_name.removeprefix(LANGUAGE) in BY_CODE:
            response = self._in_language(request, mode_name.removeprefix(LANGUAGE))
        else:
            response = self.serve_itself(request)
            if mode_name == "paper":
                response = _on_paper(response)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def serve_itself(self, request: Any) -> HttpResponse:
        """The page as readers see it, from the words in the form."""
        return super().serve_preview(request, "")  # type: ignore[misc]

    def _cards(self, request: Any) -> HttpResponse:
        own: Any = self
        context = {"cards": self.preview_cards(request), "card_template": self.card_template, "section": own.section}
        return TemplateResponse(request, "corner/admin/previews/cards.html", context)

    def _in_language(self, request: Any, code: str) -> HttpResponse:
        """The page's translation, as far as it is written; or the notice that readers of that language get instead."""
        own: Any = self
        twin = _version_in(own, code, request.user)
        with translation.override(code):
            if twin is None:
                words = {"twin": Twin(own, own.get_url(request) or "#")}
                response: Any = TemplateResponse(request, "untranslated.html", words)
            else:
                request.being_written = twin if twin.is_source else own if own.is_source else None
                if own.is_source:
                    twin.facts = own
                response = twin.serve_itself(request)
            # Now, while the language is active: a template response is else drawn later.
            return response.render() if hasattr(response, "render") else response


def _version_in(page: Any, code: str, user: Any) -> Any:
    """The page in a language, its draft for those who may work on it, else what readers see; None where there is none.

    A translator of one language sees no draft of another (languages.md).
    """
    pages = type(page)._default_manager.filter(translation_key=page.translation_key, locale_id=locale_ids().get(code))
    version: Page | None = pages.filter(alias_of=None).first()
    if version is None:
        return None
    may = version.permissions_for_user(user)
    if may.can_edit() or may.can_publish():
        return version.get_latest_revision_as_object()
    return version if version.live and not is_restricted(version, restricted_paths()) else None


def _frame(request: HttpRequest, mode: str, kind: str) -> HttpResponse:
    """A page that holds a frame as wide as a phone or a sheet; what is inside comes from the same address."""
    response = render(request, "corner/admin/previews/frame.html", {"mode": mode, "kind": kind})
    response.headers["Content-Security-Policy"] = POLICY_OF_FRAME
    return response


def _on_paper(response: Any) -> HttpResponse:
    """The same page with the style sheet that prints it (`corner.print_style`)."""
    drawn = response.render() if hasattr(response, "render") else response
    screen, paper = (f'href="{address}"'.encode() for address in (static("css/site.css"), reverse("print_style")))
    drawn.content = drawn.content.replace(screen, paper, 1)
    return drawn
