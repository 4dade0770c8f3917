"""Requests that come from somebody signed in."""

from django.http import HttpRequest

from alongside.people.models import Person


class Request(HttpRequest):
    """What a view takes when it needs a person. The login-required middleware has seen to it."""

    user: Person
