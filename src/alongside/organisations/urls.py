from django.urls import path

from alongside.organisations.views import acting, beginning, contacts, entries, seats

app_name = "organisations"
urlpatterns = [
    path("acting/", acting.choose, name="acting"),
    path("begin/<str:token>/", beginning.begin, name="begin"),
    path("organisations/", entries.all_of_them, name="list"),
    path("organisations/add/", entries.add, name="add"),
    path("organisations/<slug:slug>/change/", entries.change, name="change"),
    path("organisations/<slug:slug>/close/", entries.close, name="close"),
    path("organisations/<slug:slug>/reopen/", entries.reopen, name="reopen"),
    path("organisations/<slug:slug>/contacts/add/", contacts.add, name="add_contact"),
    path("organisations/<slug:slug>/contacts/<uuid:id>/", contacts.change, name="contact"),
    path("organisations/<slug:slug>/contacts/<uuid:id>/remove/", contacts.remove, name="remove_contact"),
    path("organisations/<slug:slug>/seats/", seats.all_of_them, name="seats"),
    path("organisations/<slug:slug>/seats/<uuid:id>/", seats.change, name="seat"),
    path("organisations/<slug:slug>/seats/<uuid:id>/end/", seats.end, name="end_seat"),
]
