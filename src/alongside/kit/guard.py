"""A view for those only whose seats carry a permission."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """What a guarded view takes: somebody is signed in. Which model of person that is, only rooms above know."""

    user: AbstractBaseUser  # type: ignore[assignment]


def only(permission: str) -> Callable[[View], View]:
    """Refuse everybody without `permission`. Nobody signed in gets so far: the login-required middleware asks first."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
