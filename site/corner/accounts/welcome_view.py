"""The page behind the link of an invitation: it shows a form, and only sending the form uses the link."""

from allauth.account.internal import flows
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from corner.accounts import invitations
from corner.accounts.forms import ChoosePassword
from corner.links import BadLink
from corner.models import Invitation


def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password, and be signed in with it. allauth leads on; without a second factor nothing else opens."""
    try:
        invitation = invitations.find(token)
        form = ChoosePassword(request.POST or None, user=invitation.user)
        if request.method == "POST" and form.is_valid():
            invitations.accept(invitation, form.cleaned_data["password1"])
            return _sign_in(request, invitation)
    except BadLink:
        return render(request, "account/welcome_gone.html", status=410)
    return render(request, "account/welcome.html", {"form": form, "invitation": invitation})


def _sign_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Through all of allauth's steps, so that no step is left out that signing in has."""
    if request.user.is_authenticated:  # somebody else, at a shared machine
        flows.logout.logout(request)
    name = invitation.user.get_username()
    login = Login(user=invitation.user, redirect_url=None)
    return flows.login.perform_password_login(request, {"username": name}, login)
