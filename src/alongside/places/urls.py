from django.urls import path

from alongside.places.views import looking_after as views
from alongside.places.views import rules

app_name = "places"
urlpatterns = [
    path("place/", views.place, name="place"),
    path("place/describe/", views.describe, name="describe"),
    path("place/logo/", views.logo, name="logo"),
    path("place/data/", views.who_decides, name="who_decides"),
    path("place/map/", views.map_, name="map"),
    path("place/rules/", rules.every, name="rules"),
    path("place/rules/<str:name>/", rules.one, name="rule"),
    path("place/rules/<str:name>/undo/", rules.undo, name="undo_rule"),
    path("place/numbers/", views.helplines, name="helplines"),
    path("place/numbers/add/", views.helpline, name="add_helpline"),
    path("place/numbers/right/", views.check_helplines, name="check_helplines"),
    path("place/numbers/<uuid:pk>/", views.helpline, name="helpline"),
    path("place/numbers/<uuid:pk>/remove/", views.remove_helpline, name="remove_helpline"),
    path("place/patches/", views.patches, name="patches"),
    path("place/patches/add/", views.add_patch, name="add_patch"),
    path("place/patches/<slug:slug>/", views.patch, name="patch"),
    path("place/patches/<slug:slug>/name/", views.name_patch, name="name_patch"),
    path("place/patches/<slug:slug>/areas/", views.change_patch, name="change_patch"),
    path("place/patches/<slug:slug>/end/", views.end_patch, name="end_patch"),
]
