"""The house with one page more, which says hello: the least that an answer through the same middleware can cost."""

import os
import sys

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from alongside.config import serving
from alongside.kit.public import public


@public
def hello(request: HttpRequest) -> HttpResponse:
    """Nothing is asked and nothing is read."""
    return HttpResponse("hello", content_type="text/plain")


def __getattr__(name: str) -> object:
    """What the web server and Django ask this module for, made only then: Django must have started before."""
    if name == "urlpatterns":
        return [path("hello", hello), path("", include("alongside.config.urls"))]
    if name == "application":
        from django.conf import settings

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
        settings.ROOT_URLCONF = __name__
        from alongside.config import wsgi

        return wsgi.application
    raise AttributeError(name)


if __name__ == "__main__":
    serving.leave_with(int(sys.argv[1]))
    serving.web(int(sys.argv[3]), sys.argv[4], "alongside.config.bench.hello:application")
