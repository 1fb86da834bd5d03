"""What has to hold before a page goes live, by whatever route it goes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import page_permission_policy

SIGNS = gettext_lazy("Use letters, digits and hyphens only, such as: tea-in-the-park.")
TAKEN = gettext_lazy("Another page here has this address. Write another, or leave it empty to make it from the title.")


class NotReady(ValidationError):
    """A page that must not go live yet. The message is for staff: what is missing, and what to do."""


class SecondReadingAhead(NotReady):
    """A page that two people read, and only one has. Publishing it past the second would be a slip."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Two people read this page before it goes live, because of its hard topics or because people under 18 "
                "are invited. Press “Approve”; the second person does the same. If it cannot wait, press “Cancel "
                "workflow” first."
            )
        )


def refuse_past_second_reading(action: PublishRevisionAction) -> None:
    """Raises SecondReadingAhead. What was approved before and is only now due goes live whatever is read meanwhile."""
    from corner.models.second_reading import waits_for_second_reading

    if action.revision.approved_go_live_at is None and waits_for_second_reading(action.object):
        raise SecondReadingAhead


@contextmanager
def gathered(errors: dict[str, Any]) -> Iterator[None]:
    """What is refused inside is added to `errors`, by field, so that staff hear all of it at once."""
    try:
        yield
    except ValidationError as error:
        error.update_error_dict(errors)


class PublishingGate:
    """For a page: the last check, in `save`, where every route to publishing passes.

    wagtail-localize writes the live row *before* its publish action, and converts a page to an alias without
    validation; so the check of translations does not ask for `clean` (languages.md, "Publishing a translation").
    The check at the start of the publish action is in `corner.languages.patches`.
    """

    live: bool
    pk: Any

    def clean_for_publishing(self) -> None:
        """Rules that a live page must keep and a draft need not. Raises ValidationError."""

    def save(self, *args: Any, **kwargs: Any) -> Any:
        written = kwargs.get("update_fields")
        if self.live and (written is None or "live" in written):
            if kwargs.get("clean", True):
                self.refuse_unready()
            if self.pk:
                self._refuse_half_translated()
        return super().save(*args, **kwargs)  # type: ignore[misc]

    def refuse_unready(self) -> None:
        """Raises ValidationError while readers would miss something.

        Errors always come by field: wagtail-localize sorts them so, and fails on others.
        """
        try:
            self.clean_for_publishing()
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                raise
            raise NotReady({NON_FIELD_ERRORS: error.error_list}) from error

    def _refuse_half_translated(self) -> None:
        """Raises HalfTranslated, unless the words are those that are live already (a page that is only locked)."""
        from corner.languages.finished import refuse_unfinished, says_the_same

        try:
            refuse_unfinished(self)
        except NotReady:
            published = type(self)._default_manager.filter(pk=self.pk, live=True).first()  # type: ignore[attr-defined]
            if published is None or not says_the_same(self, published):
                raise


class BasePageForm(WagtailAdminPageForm):
    """Shows at the field what the publishing gate would refuse, when staff press Publish; and lists to choose from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelMultipleChoiceField):
                self._offer(field)
        # Left empty, the page makes its address from the title. Wagtail's editor fills it in as the title is typed,
        # but not what was typed before its scripts had come; the field is on a tab that nobody would look at.
        self.fields["slug"].required = False
        if self.for_user and not page_permission_policy.user_has_permission(self.for_user, "publish"):
            # Contributors change the pages that they look after. Who let go of one could not take it back.
            self.fields.pop("owner", None)

    def _offer(self, field: forms.ModelMultipleChoiceField) -> None:
        """Each thing once, in the language the page was written in: what is chosen holds for all its languages.

        As boxes to tick: in a list where a key has to be held down, one click loses all that was chosen.
        """
        choices: Any = field.queryset
        if issubclass(choices.model, TranslatableMixin):
            choices = choices.filter(locale_id=self.instance.source_locale_id or self.instance.locale_id)
        field.widget = forms.CheckboxSelectMultiple()
        field.queryset = choices.order_by("title") if issubclass(choices.model, Page) else choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if wrong := self.errors.as_data().get("slug"):
            # Wagtail speaks of "the slug", which staff know as the page's address.
            del self.errors["slug"]
            self.add_error("slug", SIGNS if any(each.code == "invalid" for each in wrong) else TAKEN)
        return cleaned

    def save(self, commit: bool = True) -> Page:
        page = super().save(commit=commit)
        # For `corner.admin.checked`, which knows who it was; no field, so it ends with this request.
        page.was_checked_now = bool("last_reviewed" in self.changed_data and page.last_reviewed)
        return page

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        try:
            self.instance.clean_for_publishing()
        except ValidationError as error:
            self._update_errors(error)

    def _update_errors(self, errors: ValidationError) -> None:
        """What belongs to a field that this form does not have stands at its top."""
        by_field = getattr(errors, "error_dict", {})
        for name in [name for name in by_field if name != NON_FIELD_ERRORS and name not in self.fields]:
            by_field.setdefault(NON_FIELD_ERRORS, []).extend(by_field.pop(name))
        super()._update_errors(errors)


class RefusalAsMessage:
    """In the admin, a refusal to publish becomes a message on the page staff came from, never an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseRedirect | None:
        if not isinstance(error, ValidationError) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        # A reason may hold a link to what is missing; words that are not marked as safe are escaped.
        reasons = format_html_join(" ", "{}", ((reason,) for reason in error.messages))
        messages.error(request, format_html(getattr(error, "headline", _("Not published. {}")), reasons))
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            back = reverse("wagtailadmin_home")
        return redirect(back)
