"""A code that is mailed to a person who is signed in already, and shows that it is still they."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings

from alongside.people import proof
from alongside.people.requests import Request

KEY = "people.mailed"
"""Where the session keeps it: the code, since when, how many tries are left."""


def send(request: Request) -> bool:
    """Mail a code to the person's address, unless that was done too often from this network."""
    adapter = get_adapter(request)
    email = request.user.email
    if not ratelimit.consume(request, action="request_login_code", key=f"{adapter.get_client_ip(request)} {email}"):
        return False
    code = adapter.generate_login_code()
    request.session[KEY] = {"code": code, "at": time.time(), "left": settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS}
    adapter.send_mail("account/email/proof_code", email, {"code": code})
    return True


def is_waiting(request: Request) -> bool:
    """Whether a code is on its way that still works."""
    kept = _kept(request)
    return kept is not None and time.time() - kept["at"] <= settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT


def accepts(request: Request, typed: str) -> bool:
    """Whether this is the code. A right one is used up by it, a wrong one costs a try."""
    kept = _kept(request)
    if kept is None or not is_waiting(request):
        return False
    if compare_user_code(actual=typed, expected=kept["code"]):
        del request.session[KEY]
        proof.given(request, request.user, by="code")
        return True
    kept["left"] -= 1
    request.session[KEY] = kept
    if kept["left"] <= 0:
        del request.session[KEY]
    return False


def _kept(request: Request) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(KEY)
    return kept
