from django.urls import URLPattern, path, re_path

from alongside.pages.views import desk, home, legal, looks, organisation, people

app_name = "pages"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("organisations/<slug:slug>/", organisation.organisation, name="organisation"),
    path("people/", people.every, name="people"),
    re_path(r"^people/people\.(?P<kind>csv|xlsx)$", people.sheet, name="people_sheet"),
    path("people/<uuid:pk>/", people.one, name="person"),
    re_path(r"^people/(?P<pk>[0-9a-f-]{36})/(?P<deed>sign-out|suspend|restore|second-step)/$", people.do, name="person_do"),
    path("people/looks/", looks.looks, name="looks"),
    path("about/", legal.about, name="about"),
    path("help/", legal.help_, name="help"),
    path("worried/", legal.worried, name="worried"),
    path("accessibility/", legal.accessibility, name="accessibility"),
    path("privacy/", legal.privacy, name="privacy"),
    path("robots.txt", legal.robots, name="robots"),
    path("desk", desk.desk, name="desk"),
]
