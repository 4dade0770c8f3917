"""Where the directory is found."""

from django.urls import path

from alongside.directory.views import service

app_name = "directory"
urlpatterns = [
    path("support/<slug:slug>/", service.service, name="service"),
]
