"""Which pages may be read from a replica, and by whom. What is marked `kit.public` may always."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from alongside.kit import replicas
from alongside.kit.reading import SAFE_METHODS

PAGES = frozenset({
    "directory:find",
    "directory:service",
    "organisations:list",
    "pages:about",
    "pages:help",
    "pages:home",
    "pages:organisation",
    "pages:privacy",
    "pages:worried",
})  # fmt: skip
"""What is the same for every visitor. Whatever is not named here reads from the primary."""


class ReplicaMiddleware:
    """Lets visitors read these pages from a replica, and marks whoever sends a form. Not loaded where there is no replica.

    It stands last. Who is signed in always reads from the primary: a seat or a session that has ended is gone at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DATABASE_REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in SAFE_METHODS:
            replicas.remember_writing(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method not in SAFE_METHODS or match is None or match.view_name not in PAGES:
            return None
        return None if request.user.is_authenticated else replicas.answer(view, request, *args, **kwargs)
