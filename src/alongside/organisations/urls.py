from django.urls import path

from alongside.organisations.views import acting, beginning, bringing, contacts, entries, invitations, seats

app_name = "organisations"
urlpatterns = [
    path("acting/", acting.choose, name="acting"),
    path("begin/<str:token>/", beginning.begin, name="begin"),
    path("organisations/", entries.all_of_them, name="list"),
    path("organisations/add/", entries.add, name="add"),
    path("organisations/imports/", bringing.all_of_them, name="imports"),
    path("organisations/imports/<uuid:pk>/", bringing.one, name="import"),
    path("organisations/imports/<uuid:pk>/columns/", bringing.columns, name="import_columns"),
    path("organisations/imports/<uuid:pk>/decide/", bringing.decide, name="import_decide"),
    path("organisations/imports/<uuid:pk>/bring-in/", bringing.bring_in, name="import_bring_in"),
    path("organisations/imports/<uuid:pk>/take-back/", bringing.take_back, name="import_take_back"),
    path("organisations/imports/<uuid:pk>/report.csv", bringing.report, name="import_report"),
    path("organisations/<slug:slug>/change/", entries.change, name="change"),
    path("organisations/<slug:slug>/close/", entries.close, name="close"),
    path("organisations/<slug:slug>/reopen/", entries.reopen, name="reopen"),
    path("organisations/<slug:slug>/contacts/add/", contacts.add, name="add_contact"),
    path("organisations/<slug:slug>/contacts/<uuid:id>/", contacts.change, name="contact"),
    path("organisations/<slug:slug>/contacts/<uuid:id>/remove/", contacts.remove, name="remove_contact"),
    path("organisations/<slug:slug>/seats/", seats.all_of_them, name="seats"),
    path("organisations/<slug:slug>/seats/<uuid:id>/", seats.change, name="seat"),
    path("organisations/<slug:slug>/seats/<uuid:id>/end/", seats.end, name="end_seat"),
    path("organisations/<slug:slug>/seats/<uuid:id>/give-back/", seats.give_back, name="give_back"),
    path("organisations/<slug:slug>/hand-over/", seats.hand_over, name="hand_over"),
    path("organisations/<slug:slug>/invitations/<uuid:id>/again/", invitations.again, name="invite_again"),
    path("organisations/<slug:slug>/invitations/<uuid:id>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
]
