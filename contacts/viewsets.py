"""Where staff keep venues, consents and memberships in the admin."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet

from contacts.admin.people_menu import PEOPLE_MENU
from contacts.admin.venue_chooser import VenueChooserViewSet
from contacts.consent import subjects
from contacts.models import Membership, Venue
from corner import audit
from corner.accounts.permission import SuperusersOnly
from corner.admin.snippet_lists import language_filters
from corner.admin_tables import DayColumn
from corner.models import ConsentRecord


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "home"
    menu_label = _("Venues")
    menu_order = 30
    menu_hook = PEOPLE_MENU
    list_display = ["name", "postcode", Column("locale", label=_("Language"))]
    filterset_class = language_filters(Venue)
    chooser_viewset_class = VenueChooserViewSet


class ConsentForm(WagtailAdminModelForm):
    """A consent, with the page it is about chosen as a page; kept by its key, so that it holds for every language."""

    subject = forms.ModelChoiceField(
        label=_("About"),
        queryset=Page.objects.none(),
        help_text=_("The page of the person or story. It holds for every language of that page."),
    )

    class Meta:
        model = ConsentRecord
        fields = ["basis", "source", "given_on", "review_on", "withdrawn_on"]
        widgets = dict.fromkeys(("given_on", "review_on", "withdrawn_on"), AdminDateInput)
        help_texts = {
            "source": _(
                "Such as: e-mail of 3 May 2026, or: the 2024 report. "
                "Readers see these words only when the basis is a published source."
            ),
            "withdrawn_on": _("The page is taken from the site at once, unless another consent still stands."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        models = subjects()
        subject.queryset = Page.objects.type(*models)
        subject.widget = AdminPageChooser(target_models=models)
        self.order_fields(["subject", *self.Meta.fields])
        if self.instance.pk:
            # Moving a consent to somebody else would leave the first person on the site without one.
            subject.disabled = True
            subject.initial = Page.objects.filter(translation_key=self.instance.subject_key).order_by("pk").first()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("basis") == ConsentRecord.Basis.CONSENT and not cleaned.get("given_on"):
            self.add_error("given_on", _("Write the day on which they agreed."))
        return cleaned

    def save(self, commit: bool = True) -> ConsentRecord:
        if not self.instance.pk:
            self.instance.subject_key = self.cleaned_data["subject"].translation_key
        return super().save(commit)


class ConsentList(generic.IndexView):
    """Of people and stories. Those of a picture are written with the picture (`corner.picture_consent`)."""

    def get_base_queryset(self) -> QuerySet:
        of_picture = get_image_model().objects.filter(consent_key=OuterRef("subject_key"))
        title = Page.objects.filter(translation_key=OuterRef("subject_key")).order_by("pk").values("title")[:1]
        return super().get_base_queryset().filter(~Exists(of_picture)).annotate(subject=Subquery(title))


class AddConsent(generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """The page that a link names: `?subject=12`."""
        named = self.request.GET.get("subject", "")
        is_id = named.isdecimal() and len(named) < 10
        page = Page.objects.type(*subjects()).filter(pk=int(named)).first() if is_id else None
        return {**super().get_initial(), **({"subject": page} if page else {})}

    @transaction.atomic
    def save_instance(self) -> ConsentRecord:
        consent = super().save_instance()
        audit.record("consent.recorded", consent, actor=self.request.user, subject=consent.subject_key)
        return consent


class EditConsent(generic.EditView):
    @transaction.atomic
    def save_instance(self) -> ConsentRecord:
        consent = super().save_instance()
        action = "consent.withdrawn" if consent.withdrawn_on else "consent.changed"
        audit.record(action, consent, actor=self.request.user, subject=consent.subject_key)
        return consent


class ConsentViewSet(ModelViewSet):
    model = ConsentRecord
    name = "consents"
    icon = "key"
    menu_label = _("Consents")
    menu_order = 40
    menu_hook = PEOPLE_MENU
    index_view_class = ConsentList
    add_view_class = AddConsent
    edit_view_class = EditConsent
    list_display = [
        TitleColumn("subject", label=_("About"), url_name="consents:edit"),
        Column("basis", label=_("Basis"), accessor="get_basis_display"),
        Column("source", label=_("Where this is recorded")),
        DayColumn("given_on", label=_("Date"), width="12%"),
        DayColumn("review_on", label=_("Ask again on"), width="12%"),
        DayColumn("withdrawn_on", label=_("Withdrawn on"), width="12%"),
    ]
    list_filter = ["basis"]
    search_fields = ["source"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[ConsentForm]:
        return ConsentForm


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "group"
    menu_label = _("Who works where")
    menu_order = 60
    menu_hook = PEOPLE_MENU
    form_fields = ["user", "organisation"]
    list_display = ["user", "organisation"]
    list_filter = ["organisation"]
    copy_view_enabled = False

    @property
    def permission_policy(self) -> SuperusersOnly:
        return SuperusersOnly(self.model)

    def formfield_for_dbfield(self, db_field: Any, **kwargs: Any) -> Any:
        if db_field.name == "organisation":
            kwargs["widget"] = AdminPageChooser(target_models=[db_field.related_model])
        return super().formfield_for_dbfield(db_field, **kwargs)

    def register_permissions(self) -> None:
        """None is offered to groups: it could not be used."""
