"""Signing in with the account of a council or the NHS, where the place has set that up.

Their word is taken for one thing: that this person holds this address. Whom we know by it is signed in, and asked for the
second step like anybody; others get an account, if the place lets people make one.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from alongside.people import actions
from alongside.people.models import Person


class OutsideAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Named as SOCIALACCOUNT_ADAPTER in settings."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return settings.SIGN_UP_OPEN

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Keep nothing of what they said but who it is, and take no address that they are not sure of."""
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        sure = any(address.verified for address in sociallogin.email_addresses)
        if sociallogin.state.get("process") != AuthProcess.LOGIN or not (sociallogin.is_existing or sure):
            raise ImmediateHttpResponse(render(request, "people/outside_unsure.html", status=403))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        person: Person = sociallogin.user
        person.email = (data.get("email") or "").strip().lower()
        person.name = " ".join((data.get("name") or "").split())[:200]
        return person

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: object = None) -> Person:
        sociallogin.email_addresses = [one for one in sociallogin.email_addresses if one.verified]
        sociallogin.save(request)
        return actions.came_from_outside(sociallogin.user)
