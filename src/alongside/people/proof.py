"""Fresh proof: whoever is at this browser has just shown that they are the person, by the strongest way they have.

Asked before anything by which an account could be taken over. allauth keeps in the session who proved what, and when.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from alongside.people import policy, queries
from alongside.people.models import Person
from alongside.people.requests import Request


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof is recent enough. For somebody with a second step, a code by mail is none."""
    person = request.user
    if not isinstance(person, Person):
        return False
    since = time.time() - policy.PROVEN_FOR.total_seconds()
    recent = [one for one in get_authentication_records(request, person) if one["at"] >= since]
    return any(one["method"] == "mfa" for one in recent) if queries.has_second_step(person) else bool(recent)


def given(request: HttpRequest, person: Person, *, by: str) -> None:
    """Keep that `person` has shown who they are: by a "code" that was mailed, or by a "link" of ours."""
    record_authentication(request, person, method=by)


def needed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views that ask for fresh proof first. What was sent without it is not done: they come back to the page."""

    @wraps(view)
    def asking(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('people:prove')}?{urlencode({'next': request.get_full_path()})}")

    return asking
