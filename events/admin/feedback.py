"""How it was, as staff see it: the same sums as readers, what people wrote, and what comes in on paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from corner.personal import personal
from events import feedback
from events.admin.pages import OccasionScreen
from events.admin.scope import in_source_words, occasion_for
from events.feedback_form import PaperForm
from events.feedback_results import results_of
from events.models import EventPage, Feedback, Occasion
from events.statements import RATINGS, Statement, statements_of, usual


def facts_of(page: EventPage | None) -> EventPage | None:
    return page.facts if page else None


def statements_asked(page: EventPage | None) -> list[Statement]:
    """What is asked, in the source's words; the usual statements once the page is gone."""
    return statements_of(page.facts, page.facts) if page else usual()


class FeedbackScreen(OccasionScreen):
    """A screen about what people said of a date."""

    label: Any = gettext_lazy("How it was")

    def own(self) -> Any:
        return Feedback.objects.for_user(self.request.user).filter(occasion=self.occasion)


class HowItWas(FeedbackScreen):
    """How many answered, the sums in the same steps as for readers, and the free words with a tick for the page.

    Never an answer by itself: in a small group, staff would know whose it is.
    """

    template_name = "events/staff/feedback.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = facts_of(self.event.page)
        sources = list(self.own().values_list("source", flat=True))
        closed = feedback.why_closed(self.occasion, facts)
        return {
            **super().get_context_data(**kwargs),
            "count": len(sources),
            "sources": [(source.label, sources.count(source)) for source in Feedback.Source if source in sources],
            "results": results_of([self.occasion], facts, facts)[self.occasion.pk] if facts else None,
            "facts": facts,
            "with_words": self.own().exclude(words=""),
            "is_open": closed is None,
            "is_asked": closed not in (feedback.Closed.NOT_ASKED, feedback.Closed.NOT_HELD),
            "address": feedback.feedback_url(self.occasion, self.occasion.event.source_locale.language_code),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was ticked stands on the page, what was not does not; of those only that were on the screen."""
        listed, ticked = set(request.POST.getlist("listed")), set(request.POST.getlist("show"))
        changed = 0
        for given in self.own().exclude(words=""):
            key = str(given.pk)
            if key in listed and given.words_are_public != (key in ticked):
                feedback.show_words(given, key in ticked, request.user)
                changed += 1
        words = ngettext("Saved. %(count)d is changed.", "Saved. %(count)d are changed.", changed)
        messages.success(request, words % {"count": changed})
        return redirect("events_feedback", self.occasion.pk)


class TypeIn(FeedbackScreen):
    """The same form as on the web, for sheets of paper, one after the other."""

    template_name = "events/staff/feedback_type_in.html"
    label = gettext_lazy("Type in answers from paper")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or PaperForm(statements=statements_asked(self.event.page))
        typed = self.own().filter(source=Feedback.Source.PAPER).count()
        is_open = feedback.why_closed(self.occasion, facts_of(self.event.page)) is None
        return {**super().get_context_data(**kwargs), "form": form, "typed": typed, "is_open": is_open}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if feedback.why_closed(self.occasion, facts_of(self.event.page)):
            messages.warning(request, _("This date does not take answers now. Nothing was kept."))
            return redirect("events_feedback", self.occasion.pk)
        form = PaperForm(request.POST, statements=statements_asked(self.event.page))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        feedback.give(
            self.occasion,
            form.cleaned_data["nonce"],
            form.ratings(),
            form.cleaned_data["words"],
            source=Feedback.Source.PAPER,
            language=self.occasion.event.source_locale.language_code,
            actor=request.user,
        )
        messages.success(request, _("The sheet is saved. Here is the form for the next one."))
        return redirect("events_feedback_type_in", self.occasion.pk)


@personal
@require_safe
def on_paper(request: HttpRequest, occasion_id: int, kind: str) -> HttpResponse:
    """To print: the poster with the code for the room ("poster"), or the form on paper ("sheet")."""
    occasion = occasion_for(request, occasion_id)
    event = in_source_words(occasion)
    facts = facts_of(event.page)
    # The code on a poster that is printed before the day leads to the form once it has begun.
    if feedback.why_closed(occasion, facts) not in (None, feedback.Closed.NOT_YET):
        raise Http404
    context = {
        "occasion": occasion,
        "event": event,
        "address": _address_in_room(occasion),
        "statements": statements_asked(event.page),
        "ratings": list(RATINGS.values()),
        "back": reverse("events_feedback", args=[occasion.pk]),
    }
    return render(request, f"events/staff/feedback_{kind}.html", context)


def _address_in_room(occasion: Occasion) -> str:
    return feedback.feedback_url(occasion, occasion.event.source_locale.language_code, in_room=True)
