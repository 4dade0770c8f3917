"""Answers for programs: the same for everybody, so no session, account or form token is prepared for them."""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, URLResolver, get_resolver, get_urlconf

from alongside.kit import replicas

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Answer this without asking who asks: such a request has no `user` and no `session`."""
    view.is_public = True  # type: ignore[attr-defined]
    view.login_required = False  # type: ignore[attr-defined]
    return view


@lru_cache(maxsize=1024)
def _resolved(resolver: URLResolver, path: str) -> ResolverMatch:
    """Where an address leads. Programs ask for the same few again and again, and to find them costs a third of the answer."""
    return resolver.resolve(path)


class PublicMiddleware:
    """Answers what is public at once. It stands below what holds for every answer, and above what is about a person.

    What is about a person costs a third of such a request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            found = _resolved(get_resolver(get_urlconf()), request.path_info)
        except Resolver404:
            return self.get_response(request)
        if not getattr(found.func, "is_public", False):
            return self.get_response(request)
        request.resolver_match = found
        return replicas.answer(found.func, request, *found.args, **found.kwargs)
