"""Where the directory is found."""

from django.urls import path

from alongside.directory.views import find, service

app_name = "directory"
urlpatterns = [
    path("support", find.find, name="find"),
    path("support.json", find.find_json, name="find_json"),
    path("support/<slug:slug>/", service.service, name="service"),
]
