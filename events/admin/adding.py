"""Staff add a party, say after a call: the public form's questions and rules, in the admin."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale

from corner.languages.config import BY_CODE
from corner.models import SiteSettings
from events import signing_up
from events.admin.pages import OccasionScreen
from events.asking import questions_of
from events.forms import SignUpForm
from events.models import SignUp
from events.party import ADULT
from events.requests import Person, SignUpRequest
from events.results import Result, refusal_to_staff
from events.source_pages import source_page_of

MOST_SUPPORTERS = 5

#: Why nobody was added.
REFUSED = {
    Result.ALREADY: gettext_lazy("Somebody with this e-mail address is on the list already."),
    Result.FULL: gettext_lazy("There are not enough places, and this date has no waiting list."),
    Result.MORE_THAN_ALL: gettext_lazy("This date does not have so many places in all."),
    Result.FORM_USED: gettext_lazy("This form was sent before. Start with an empty one."),
    Result.CANCELLED: gettext_lazy("This date is cancelled."),
    Result.POSTPONED: gettext_lazy("This date is put off. Add people once the new date is known."),
    Result.PAST: gettext_lazy("This date is over. The list stays as it was."),
}
OTHERWISE = gettext_lazy("This date does not take people in this way.")


class StaffSignUpForm(SignUpForm):
    """What is asked on the phone. The event's own questions may stay open; names, ages and the adult may not."""

    language = forms.ChoiceField(label=gettext_lazy("Which language do we write or speak to them in?"))
    supporters = forms.IntegerField(
        label=gettext_lazy("Supporters who take no place"),
        help_text=gettext_lazy("Such as a personal assistant. You decide that they come beside the places."),
        min_value=0,
        max_value=MOST_SUPPORTERS,
        initial=0,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.occasion.event.source_locale.language_code
        codes = sorted(Locale.objects.values_list("language_code", flat=True), key=lambda code: (code != own, code))
        language: Any = self.fields["language"]
        language.choices = [(code, BY_CODE[code].name) for code in codes if code in BY_CODE]
        for question in self.questions:
            self.fields[question.field_name].required = False
        self.fields["agree"].label = _("They agree that we keep what would help them, to plan this event. Ask them.")

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings; what there is no choice about is not asked."""
        headings = [
            (_("Who it is"), ["name", "email", "phone", "language", "way"]),
            (_("Who comes"), ["people", "not_coming", *self._companion_names(), "supporters"]),
            (_("If somebody is under 16"), list(ADULT)),
            (_("Questions of this event"), [q.field_name for q in self.questions if not q.about_access]),
            (_("What would help"), ["need", "speaks", *self._about_access(), "more", "agree"]),
            (_("Helping"), ["host"]),
        ]
        shown = [(heading, [self[n] for n in names if n in self.fields]) for heading, names in headings]
        return [(heading, [f for f in fields if not f.is_hidden]) for heading, fields in shown if fields]

    def _companion_names(self) -> list[str]:
        return [field.name for _number, fields in self.companion_rows() for field in fields]

    def _about_access(self) -> list[str]:
        return [q.field_name for q in self.questions if q.about_access]

    def carried(self) -> list[forms.BoundField]:
        """What is sent along unseen."""
        return [self[name] for name in ("nonce", "made_at", "way", "people") if self[name].is_hidden]

    def everybody(self) -> tuple[Person, ...]:
        beside = [Person(takes_place=False)] * (self.cleaned_data.get("supporters") or 0)
        return (*super().everybody(), *beside)

    def to_staff_request(self, privacy_notice_version: str) -> SignUpRequest:
        wish = self.to_request(self.cleaned_data["language"], privacy_notice_version)
        return replace(wish, source=SignUp.Source.STAFF)


class AddSignUp(OccasionScreen):
    """Adds a party to the list of this date."""

    template_name = "events/staff/add.html"
    label = gettext_lazy("Add somebody")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reason = refusal_to_staff(self.occasion)
        form = kwargs.pop("form", None) or self._form()
        refused = REFUSED.get(reason, OTHERWISE) if reason else ""
        return {**super().get_context_data(**kwargs), "form": form, "refused": refused}

    def _form(self, data: Any = None) -> StaffSignUpForm:
        page = source_page_of(self.occasion.event)
        return StaffSignUpForm(
            data,
            occasion=self.occasion,
            questions=questions_of(page, page) if page else [],
            with_ages=bool(page and page.under_18s_invited),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        wish = form.to_staff_request(SiteSettings.load(request).privacy_notice_version)
        outcome = signing_up.sign_up(wish, request.user)
        if outcome.result == Result.CONFIRMED:
            messages.success(request, _("They have a place.") + " " + _told(wish))
        elif outcome.result == Result.WAITING:
            words = _("They are on the waiting list, number %(number)d.") % {"number": outcome.number}
            messages.success(request, f"{words} {_told(wish)}")
        else:
            form.add_error(None, str(REFUSED.get(outcome.result, OTHERWISE)))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return redirect("events_occasion", self.occasion.pk)


def _told(wish: SignUpRequest) -> str:
    if wish.email:
        return _("We write to them.")
    return _("They have no e-mail: tell them now. What changes later comes to the list of calls.")
