"""Where the open feed is found. The base is stable; a slash at the end is as good as none."""

from django.urls import re_path

from alongside.openreferral.views import feed

app_name = "openreferral"
urlpatterns = [
    re_path(r"^openreferral/?$", feed.details, name="details"),
]
