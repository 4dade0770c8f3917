"""Where every address leads. Each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("alongside.openreferral.urls")),  # first: programs ask it a hundred times for each page that people read
    path("", include("alongside.directory.urls")),
    path("", include("alongside.files.urls")),
    path("", include("alongside.people.urls")),
    path("", include("alongside.organisations.urls")),
    path("", include("alongside.journeys.urls")),
    path("", include("alongside.replies.urls")),
    path("", include("alongside.positions.urls")),
    path("", include("alongside.agreements.urls")),
    path("", include("alongside.plan.urls")),
    path("", include("alongside.notices.urls")),
    path("", include("alongside.demo.urls")),
    path("", include("alongside.jobs.urls")),
    path("", include("alongside.places.urls")),
    path("", include("alongside.terms.urls")),
    path("design/", include("alongside.design.urls")),
    path("", include("alongside.pages.urls")),  # last: under an organisation's address other rooms come first
]

handler400 = "alongside.pages.views.errors.unreadable"
handler403 = "alongside.pages.views.errors.not_allowed"
handler404 = "alongside.pages.views.errors.not_found"
handler500 = "alongside.pages.views.errors.broken"
