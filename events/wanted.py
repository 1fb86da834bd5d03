"""What a reader asks the list of events for, in the address: the list, the month view and the feeds understand it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corner.fields import Answer
from corner.filters import SeveralOf
from corner.languages.pages import source_pages
from events.models import EventPage, Occasion
from events.months import month_asked

PAST = "past"
MONTH = "month"


class Kinds(forms.Form):
    """The kinds to choose from. One that does not exist is said at the field, and none is then chosen."""

    kind = SeveralOf(label=gettext_lazy("What kind"), choices=EventPage.Kind.choices)


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for in the address. Anything that is no choice of ours counts as not asked for."""

    kinds: list[str] = field(default_factory=list)
    online: bool = False
    calm_space: bool = False
    past: bool = False
    #: The first of the month that is shown as a sheet; None for the list.
    month: date | None = None

    @classmethod
    def from_request(cls, request: HttpRequest, kinds: Kinds | None = None) -> "Wanted":
        query = request.GET
        kinds = kinds or Kinds(query)
        as_month = query.get("view") == MONTH
        return cls(
            [] if kinds.errors else kinds.cleaned_data["kind"],
            query.get("online") == "yes",
            query.get("calm") == "yes",
            query.get("when") == PAST and not as_month,
            month_asked(query.get("month", "")) if as_month else None,
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.kinds or self.online or self.calm_space)

    @property
    def in_words(self) -> str:
        """The filters as the page names them: "Workshop, Online"; empty where nothing is filtered."""
        words = [str(EventPage.Kind(kind).label) for kind in self.kinds]
        words += [_("Online")] if self.online else []
        words += [_("Calm space")] if self.calm_space else []
        return ", ".join(words)

    @property
    def condition(self) -> Q:
        """The filter as a condition on the *source* page of an event."""
        condition = Q()
        if self.kinds:
            condition &= Q(kind__in=self.kinds)
        if self.online:
            condition &= Q(mode__in=[EventPage.Mode.ONLINE, EventPage.Mode.BOTH])
        if self.calm_space:
            condition &= Q(calm_space=Answer.YES)
        return condition

    @property
    def dates(self) -> Any:
        """The dates, over or to come, of the events that fit and that anybody may read."""
        events = source_pages(EventPage).filter(self.condition).order_by()
        return Occasion.objects.filter(on_page=True, event__translation_key__in=events.values("translation_key"))

    @property
    def filters(self) -> str:
        """The query of the filters alone: what a feed is asked for, and what stays from view to view."""
        return self.address(past=False, month=None)

    def address(self, page: int = 1, **changes: Any) -> str:
        """The query that asks for the same again but for the `changes`, or for another page of it."""
        other = replace(self, **changes)
        pairs: list[tuple[str, str]] = [("kind", kind) for kind in other.kinds]
        pairs += [("online", "yes")] if other.online else []
        pairs += [("calm", "yes")] if other.calm_space else []
        pairs += [("when", PAST)] if other.past else []
        pairs += [("view", MONTH), ("month", f"{other.month:%Y-%m}")] if other.month else []
        pairs += [("page", str(page))] if page > 1 else []
        return f"?{urlencode(pairs)}" if pairs else ""
