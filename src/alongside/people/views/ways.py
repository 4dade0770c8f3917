"""The ways in that a person has: passkeys, an authenticator app, recovery codes. Each change asks for fresh proof first."""

from typing import Any

from allauth.mfa.webauthn import views as theirs
from allauth.mfa.webauthn.internal import auth as webauthn
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from alongside.people import actions, proof, queries
from alongside.people.requests import Request
from alongside.people.views import codes


@require_safe
def ways(request: Request) -> HttpResponse:
    """How I sign in, and what is there for the day when I cannot."""
    return render(request, "people/ways.html", {"has": queries.ways_of(request.user)})


@method_decorator(proof.needed, name="dispatch")
class AddPasskey(theirs.AddWebAuthnView):  # type: ignore[misc]
    """The browser makes a passkey; we keep the half that opens nothing."""

    template_name = "people/passkey_add.html"
    request: Request

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        return {**super(theirs.AddWebAuthnView, self).get_context_data(**kwargs), "options": options}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        actions.way_added(self.request.user, way="passkey")
        return answer

    def get_success_url(self) -> str:
        return codes.after(self.request, made_codes=self.did_generate_recovery_codes)


@method_decorator(proof.needed, name="dispatch")
class NamePasskey(theirs.EditWebAuthnView):  # type: ignore[misc]
    """Another name for it."""

    template_name = "people/passkey_name.html"

    def get_success_url(self) -> str:
        return reverse("mfa_index")


@method_decorator(proof.needed, name="dispatch")
class RemovePasskey(theirs.RemoveWebAuthnView):  # type: ignore[misc]
    """It no longer signs anybody in."""

    template_name = "people/passkey_remove.html"
    request: Request

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        actions.way_removed(self.request.user, way="passkey")
        return answer

    def get_success_url(self) -> str:
        return reverse("mfa_index")
