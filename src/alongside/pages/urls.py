from django.urls import URLPattern, path

from alongside.pages.views import home

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
]
