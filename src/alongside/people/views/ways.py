"""The ways in that a person has: passkeys, an authenticator app, recovery codes. Each change asks for fresh proof first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as theirs
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.people import actions, proof, queries, rules
from alongside.people.requests import Request
from alongside.people.views import codes


@require_safe
def ways(request: Request) -> HttpResponse:
    """How I sign in, and what is there for the day when I cannot."""
    has = queries.ways_of(request.user)
    return render(
        request, "people/ways.html", {"has": has, "missing": not has.second_step and rules.needs_second_step(request.user)}
    )


def _kept_if_last(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Who must have a second step adds another before the last one goes."""

    @wraps(view)
    def keeping(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if rules.may_lose_a_way(request.user, of=queries.ways_of(request.user).steps):
            return view(request, *args, **kwargs)
        messages.error(request, _("What you do here needs a second step. Add another first, then remove this one."))
        return redirect("mfa_index")

    return keeping


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


@method_decorator((proof.needed, _kept_if_last), name="dispatch")
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


@method_decorator(proof.needed, name="dispatch")
class BeginApp(app.ActivateTOTPView):  # type: ignore[misc]
    """An authenticator app learns our secret, and shows by a first code that it has it."""

    template_name = "people/app_begin.html"
    request: Request

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        secret = page["form"].secret
        grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return {**page, "picture": mark_safe(page["totp_svg"]), "secret": grouped}  # noqa: S308  # drawn by segno

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        actions.way_added(self.request.user, way="app")
        return answer

    def get_success_url(self) -> str:
        return codes.after(self.request, made_codes=self.did_generate_recovery_codes)


@method_decorator((proof.needed, _kept_if_last), name="dispatch")
class RemoveApp(app.DeactivateTOTPView):  # type: ignore[misc]
    """Its codes no longer work."""

    template_name = "people/app_remove.html"
    request: Request

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        actions.way_removed(self.request.user, way="app")
        return answer

    def get_success_url(self) -> str:
        return reverse("mfa_index")
