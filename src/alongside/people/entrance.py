"""The last step of signing in, for whoever has shown that they may: by a link of ours instead of a code."""

from urllib.parse import urlencode

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from alongside.people import proof
from alongside.people.models import Person

GOING_TO = "people.going_to"


def let_in(request: HttpRequest, person: Person, *, mailed_to: str = "") -> HttpResponseBase:
    """Sign `person` in, with a new session, and answer with where they go next.

    A link stands for a mailed code and no more: whoever has a second step is asked for it on the way. Where it went out in a
    mail, `mailed_to` is theirs from now on; a link that was printed or shown says nothing of anybody's address.
    """
    if request.user.is_authenticated and request.user != person:
        logout(request)  # nothing of theirs is carried over
    if mailed_to and mailed_to.lower() == person.email:
        verify_email_indirectly(request, person, person.email)
    proof.given(request, person, by="link")
    response: HttpResponseBase = perform_login(request, person, email_verification="none")
    return response


def held_up(request: HttpRequest) -> None:
    """Keep where somebody was going who must set up a second step first: the first page, and not what they try after it."""
    request.session.setdefault(GOING_TO, request.get_full_path())


def goes_on(request: HttpRequest) -> str | None:
    """Where they were going; said once."""
    there: str | None = request.session.pop(GOING_TO, None)
    return there


def send_code(request: HttpRequest, person: Person, *, then: str) -> HttpResponse:
    """Mail `person` a code, as if they had asked for it themselves, and lead on to where it is typed; then to `then`."""
    LoginCodeVerificationProcess.initiate(request=request, user=person, email=person.email)
    return redirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': then})}")
