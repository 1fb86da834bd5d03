"""What people need to take part, and what we answer. It needs a right of its own, and every look is written down.

Opening a link shows nothing and changes nothing: what people need is there after a press only (safety.md, "Privacy").
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from corner import audit
from corner.form_fields import LinesField
from events import needs
from events.admin.pages import OccasionScreen, Screen
from events.admin.scope import all_in_source_words, with_id
from events.describing import Description
from events.models import AccessNeed, Occasion, SignUp

RIGHT = "events.view_accessneed"
#: On one screen. What is not answered comes first, so nothing waits unseen.
MOST = 200


def look_at(occasion: Occasion, user: Any, states: list[str]) -> dict[SignUp, list[AccessNeed]]:
    """What the parties in these states need, in the order of signing up. It is written down that `user` looked."""
    found = list(
        AccessNeed.objects.for_user(user)
        .filter(signup__occasion=occasion, signup__state__in=states)
        .select_related("signup", "replied_by")
        .order_by("signup__created_at", "pk")
    )
    audit.record("accessneeds.viewed", occasion, user, count=len(found))
    parties: dict[SignUp, list[AccessNeed]] = {}
    for need in found:
        parties.setdefault(need.signup, []).append(need)
    return parties


class ReplyForm(forms.Form):
    """What we tell somebody about one of their needs."""

    reply = forms.ChoiceField(
        label=gettext_lazy("Our answer"),
        choices=[("", gettext_lazy("Choose")), *AccessNeed.Reply.choices],
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    words = LinesField(
        label=gettext_lazy("What the person is told"),
        help_text=gettext_lazy("They read it on their own page. The e-mail says only that there is an answer."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, need: AccessNeed, data: Any = None) -> None:
        given = {"reply": need.reply, "words": need.reply_words}
        super().__init__(data, initial=given, auto_id=f"need-{need.pk}-%s")


@dataclass(frozen=True)
class ShownNeed:
    need: AccessNeed
    form: ReplyForm

    @property
    def edition(self) -> str:
        return needs.edition(self.need)


class NeedsMixin:
    """For screens on which needs are shown by a press, and answered."""

    request: HttpRequest

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = self._answer() if request.POST.get("go") == "answer" else None
        context = self.get_context_data(shown=True, **self.what_is_shown(refused))  # type: ignore[attr-defined]
        answer: HttpResponse = self.render_to_response(context)  # type: ignore[attr-defined]
        return answer

    def may_be_answered(self) -> QuerySet[AccessNeed]:
        raise NotImplementedError

    def what_is_shown(self, refused: ShownNeed | None) -> dict[str, Any]:
        raise NotImplementedError

    def _answer(self) -> ShownNeed | None:
        """Save the answer; the need with its form when that is not right."""
        need = with_id(self.may_be_answered().select_related("signup"), self.request.POST.get("need", ""))
        if need is None:
            raise Http404
        form = ReplyForm(need, self.request.POST)
        if not form.is_valid():
            return ShownNeed(need, form)
        given, seen = form.cleaned_data, self.request.POST.get("seen", "")
        try:
            if needs.answer(need, given["reply"], given["words"], self.request.user, seen=seen):
                messages.success(self.request, _("The answer is saved. It stands on the person's own page."))
            else:
                messages.warning(self.request, _("This party is not on the list any more. Nothing was saved."))
        except needs.AnsweredMeanwhile:
            messages.warning(self.request, _("A colleague has answered this meanwhile. Choose “Show everything”."))
        return None


def _with_forms(found: Iterable[AccessNeed], refused: ShownNeed | None) -> Iterator[ShownNeed]:
    for need in found:
        yield refused if refused and refused.need == need else ShownNeed(need, ReplyForm(need))


class Needs(NeedsMixin, OccasionScreen):
    """Those of one date."""

    template_name = "events/staff/needs.html"
    label = gettext_lazy("What people need")

    def may_be_answered(self) -> QuerySet[AccessNeed]:
        return AccessNeed.objects.for_user(self.request.user).filter(signup__occasion=self.occasion)

    def what_is_shown(self, refused: ShownNeed | None) -> dict[str, Any]:
        parties = look_at(self.occasion, self.request.user, SignUp.State.active())
        return {"parties": [(signup, self.event, list(_with_forms(own, refused))) for signup, own in parties.items()]}


class NeedsToCome(NeedsMixin, Screen):
    """Those of all dates to come: what nobody has answered, or everything with that first."""

    template_name = "events/staff/needs_to_come.html"
    page_title = gettext_lazy("What people need")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "unanswered": needs.unanswered(self.request.user)}

    def may_be_answered(self) -> QuerySet[AccessNeed]:
        return needs.to_come(self.request.user)

    def what_is_shown(self, refused: ShownNeed | None) -> dict[str, Any]:
        everything = self.request.POST.get("which") == "all"
        wanted = needs.to_come(self.request.user) if everything else needs.to_come(self.request.user).filter(reply="")
        found = list(wanted.select_related(*_OCCASION, "replied_by")[: MOST + 1])
        shown = list(_with_forms(found[:MOST], refused))
        return {"parties": _by_party(shown, self.request.user), "all": everything, "more": len(found) > MOST}


_OCCASION = (
    "signup__occasion__event__source_locale",
    "signup__occasion__event__responsible_organisation",
    "signup__occasion__venue",
)


def _by_party(shown: list[ShownNeed], user: Any) -> list[tuple[SignUp, Description, list[ShownNeed]]]:
    """Each party with its date and its needs, in the order they come. It is written down, date by date, who looked."""
    occasions = {each.need.signup.occasion_id: each.need.signup.occasion for each in shown}
    for key, occasion in occasions.items():
        audit.record("accessneeds.viewed", occasion, user, count=sum(s.need.signup.occasion_id == key for s in shown))
    words = all_in_source_words(occasions.values())
    parties: dict[int, tuple[SignUp, Description, list[ShownNeed]]] = {}
    for each in shown:
        signup = each.need.signup
        parties.setdefault(signup.pk, (signup, words[signup.occasion_id], []))[2].append(each)
    return list(parties.values())
