"""The last step of signing in, for whoever has shown that they may: by a link of ours instead of a code."""

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from alongside.people import proof
from alongside.people.models import Person


def let_in(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Sign `person` in, with a new session, and answer with where they go next.

    A link stands for a mailed code and no more: whoever has a second step is asked for it on the way.
    """
    if request.user.is_authenticated and request.user != person:
        logout(request)  # nothing of theirs is carried over
    proof.given(request, person, by="link")
    response: HttpResponseBase = perform_login(request, person, email_verification="none")
    return response
