"""Inviting somebody, and changing what they may do."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserEditForm

from contacts.accounts import belonging, roles
from corner.accounts import invitations

User = get_user_model()


class OrganisationsField(forms.ModelMultipleChoiceField):
    def __init__(self) -> None:
        super().__init__(
            belonging.to_choose_from(),
            label=_("Organisations"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("They see who signed up for the events of these, and of no others."),
        )


class RolesField(forms.ModelMultipleChoiceField):
    """Groups to tick, each with what it may do."""

    def __init__(self) -> None:
        super().__init__(
            Group.objects.order_by("name"),
            label=_("Roles"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("What they may do. You can change it later."),
        )

    def label_from_instance(self, group: Group) -> str:
        sentence = roles.sentence_of(group)
        return f"{group}: {sentence}" if sentence else str(group)


class InviteForm(WagtailAdminModelForm):
    """Makes a person who cannot sign in before they have used the link in the mail."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The invitation goes there. They sign in with it."))
    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    groups = RolesField()
    is_superuser = forms.BooleanField(
        label=_("Administrator"),
        required=False,
        help_text=_("May do and see everything, and invites others. Two or three people are enough."),
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "groups", "is_superuser"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"] = OrganisationsField()

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if filter_users_by_email(email):
            raise forms.ValidationError(
                _("Somebody with this e-mail address is here already. Look in the list of users."), code="taken"
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("groups") and not cleaned.get("is_superuser") and "groups" not in self.errors:
            self.add_error("groups", _("Choose at least one role. Without one they can do nothing."))
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        """The person, with an invitation in the outbox."""
        user = super().save(commit=False)
        user.username = get_adapter().generate_unique_username([user.first_name, user.last_name, user.email])
        user.set_unusable_password()
        user.save()
        self.save_m2m()
        actor = self.for_user
        belonging.set_organisations(user, self.cleaned_data["organisations"], actor)
        invitations.invite(user, actor)
        return user


class StaffForm(UserEditForm):
    """Wagtail's form, with organisations."""

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = for_user
        self.fields["groups"] = RolesField()
        self.fields["organisations"] = OrganisationsField()
        self.initial["organisations"] = list(belonging.of(self.instance))

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if any(user.pk != self.instance.pk for user in filter_users_by_email(email)):
            raise forms.ValidationError(_("Somebody else signs in with this e-mail address."), code="taken")
        return email

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        belonging.set_organisations(user, self.cleaned_data["organisations"], self.actor)
        return user
