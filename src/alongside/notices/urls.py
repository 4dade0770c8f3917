from django.urls import path

from alongside.notices.views import choosing, mail, returned

app_name = "notices"

urlpatterns = [
    path("mail/", mail.mail, name="mail"),
    path("mail/test/", mail.test, name="test"),
    path("mail/test/<str:token>/", mail.arrived, name="arrived"),
    path("mail/returned/<uuid:id>/", returned.settle, name="settle"),
    path("mail/choose/", choosing.choose, name="choose"),
    path("mail/choose/<str:token>/", choosing.by_link, name="choose_by_link"),
    path("mail/<uuid:id>/again/", mail.again, name="again"),
]
