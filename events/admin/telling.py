"""Asking staff whether people are told of a new time or place, right after they published it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.models import Page

from corner.languages.config import BY_CODE
from events import mail_kinds, telling
from events.admin.pages import OccasionScreen
from events.admin.scope import in_source_words
from events.models import EventPage, Occasion
from events.source_pages import source_page_of

#: The buttons of the editor that publish; with a workflow, the one that approves may.
PUBLISHING = ("action-publish", "action-workflow-action")


def ask_after_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A hook for when a page was published: on to the first date that nobody has decided on, if there is one."""
    if not any(name in request.POST for name in PUBLISHING) or not isinstance(page, EventPage) or not page.live:
        return None
    dates = telling.undecided(Occasion.objects.of_page(page))
    if first := dates.filter(pk__in=Occasion.objects.for_user(request.user)).first():
        return redirect("events_tell", first.pk)
    if other := dates.select_related("event__responsible_organisation").first():
        wanted = _(
            "The time or the place of a date has changed, and people have signed up. %(organisation)s decides whether "
            "we tell them. If nobody decides within an hour, we tell them."
        )
        messages.info(request, wanted % {"organisation": other.event.responsible_organisation.title})
    return None


class Tell(OccasionScreen):
    """What people know, how it is now, the mail, and two buttons."""

    template_name = "events/staff/tell.html"
    label = gettext_lazy("Tell people of the change?")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        since = self.occasion.change_untold_since
        parties = list(self.occasion.signups.active())
        people = sum(signup.number_of_places for signup in parties)
        languages = sorted({BY_CODE[signup.language].name for signup in parties if signup.language in BY_CODE})
        known = telling.as_people_know_it(self.occasion)
        known_words = in_source_words(known) if known else None
        return {
            **super().get_context_data(**kwargs),
            "known": known_words,
            "is_as_known": known_words and (known_words.when, known_words.where) == (self.event.when, self.event.where),
            "parties": len(parties),
            "people": people,
            "question": ngettext("Tell the %(people)d person?", "Tell the %(people)d people?", people)
            % {"people": people},
            "languages": languages,
            "without_email": sum(not signup.email for signup in parties),
            "decide_until": since and since + telling.WAIT_FOR_STAFF,
            "mail": mail_kinds.preview("signup.date_changed", self.occasion),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("go") == "tell":
            parties = telling.tell(self.occasion, request.user)
            if parties is None:
                messages.info(request, _("This was decided already."))
            else:
                told = ngettext("We write to %(count)d party.", "We write to %(count)d parties.", parties)
                messages.success(request, told % {"count": parties})
        elif request.POST.get("go") == "leave":
            seen = request.POST.get("sequence", "")
            if telling.leave_untold(self.occasion, request.user, seen=int(seen) if seen.isdecimal() else -1):
                messages.success(request, _("We do not write to anybody about this change."))
            else:
                messages.warning(request, _("It has changed again, or was decided already. Look at it again."))
        return self._onward(request)

    def _onward(self, request: HttpRequest) -> HttpResponse:
        """To the next date of the page that is to be decided on, else back to the page."""
        same_page = Occasion.objects.for_user(request.user).filter(event=self.occasion.event)
        if following := telling.undecided(same_page).first():
            return redirect("events_tell", following.pk)
        page = source_page_of(self.occasion.event)
        if page and page.permissions_for_user(request.user).can_edit():
            return redirect("wagtailadmin_pages:edit", page.pk)
        return redirect("events_occasion", self.occasion.pk)
