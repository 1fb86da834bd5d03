"""On Wagtail's page of the own account: the way to second factor, passkeys, codes, password, e-mail and sessions."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel


class NothingToFillIn(forms.ModelForm):
    class Meta:
        model = get_user_model()
        fields: list[str] = []


class HowYouSignIn(BaseSettingsPanel):
    name = "how-you-sign-in"
    title = _("How you sign in")
    order = 150  # after the name
    template_name = "account/panel.html"
    form_class = NothingToFillIn
