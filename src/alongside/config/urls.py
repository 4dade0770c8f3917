"""Where every address leads. Each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("alongside.pages.urls")),
    path("", include("alongside.directory.urls")),
    path("", include("alongside.people.urls")),
    path("", include("alongside.organisations.urls")),
    path("design/", include("alongside.design.urls")),
]
