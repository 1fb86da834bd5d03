"""Where messages for somebody go: kept by those with the right, never shown to the public."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from contacts.admin.people_menu import PEOPLE_MENU
from contacts.models import OrganisationPage, PersonPage, PrivateAddress
from corner import audit

MODELS = [PersonPage, OrganisationPage]


class AddressForm(WagtailAdminModelForm):
    """The page is chosen as a page, and kept by its key: one address for every language."""

    subject = forms.ModelChoiceField(
        label=_("Messages for"), queryset=Page.objects.none(), help_text=_("It holds for every language of that page.")
    )

    class Meta:
        model = PrivateAddress
        fields = ["email"]
        help_texts = {"email": _("Ask them first. Readers never see it. Without one, messages go to the network.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        subject.queryset = Page.objects.type(*MODELS)
        subject.widget = AdminPageChooser(target_models=MODELS)
        self.order_fields(["subject", "email"])
        if self.instance.pk:
            subject.disabled = True
            subject.initial = Page.objects.filter(translation_key=self.instance.subject_key).order_by("pk").first()

    def clean_subject(self) -> Page:
        subject: Page = self.cleaned_data["subject"]
        others = PrivateAddress.objects.exclude(pk=self.instance.pk)
        if others.filter(subject_key=subject.translation_key).exists():
            raise ValidationError(_("There is an address for this page already. Change that one."))
        return subject

    def save(self, commit: bool = True) -> PrivateAddress:
        self.instance.subject_key = self.cleaned_data["subject"].translation_key
        return super().save(commit)


class AddressList(generic.IndexView):
    def get_base_queryset(self) -> QuerySet:
        title = Page.objects.filter(translation_key=OuterRef("subject_key")).order_by("pk").values("title")[:1]
        return super().get_base_queryset().annotate(subject=Subquery(title))


class AddAddress(generic.CreateView):
    @transaction.atomic
    def save_instance(self) -> PrivateAddress:
        address = super().save_instance()
        audit.record("private_address.added", address, self.request.user, subject=address.subject_key)
        return address


class EditAddress(generic.EditView):
    @transaction.atomic
    def save_instance(self) -> PrivateAddress:
        address = super().save_instance()
        audit.record("private_address.changed", address, self.request.user, subject=address.subject_key)
        return address


class AddressViewSet(ModelViewSet):
    model = PrivateAddress
    name = "private_addresses"
    icon = "mail"
    menu_label = _("Private addresses")
    menu_order = 50
    menu_hook = PEOPLE_MENU
    index_view_class = AddressList
    add_view_class = AddAddress
    edit_view_class = EditAddress
    list_display = [TitleColumn("subject", label=_("Messages for"), url_name="private_addresses:edit"), "email"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[AddressForm]:
        return AddressForm
