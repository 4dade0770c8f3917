"""The last step of signing in, for whoever has shown that they may: by a link of ours instead of a code."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponseBase

from alongside.people.models import Person


def let_in(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Sign `person` in, with a new session, and answer with where they go next. allauth may ask for more on the way."""
    response: HttpResponseBase = perform_login(request, person, email_verification="none")
    return response
