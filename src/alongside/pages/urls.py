from django.urls import URLPattern, path

from alongside.pages.views import home, organisation

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("organisations/<slug:slug>/", organisation.organisation, name="organisation"),
]
