from django.urls import URLPattern, path

from alongside.pages.views import desk, home, legal, organisation

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("organisations/<slug:slug>/", organisation.organisation, name="organisation"),
    path("about/", legal.about, name="about"),
    path("help/", legal.help_, name="help"),
    path("worried/", legal.worried, name="worried"),
    path("accessibility/", legal.accessibility, name="accessibility"),
    path("privacy/", legal.privacy, name="privacy"),
    path("robots.txt", legal.robots, name="robots"),
    path("desk", desk.desk, name="desk"),
]
