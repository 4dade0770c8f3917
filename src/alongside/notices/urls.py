from django.urls import path

from alongside.notices import views

app_name = "notices"

urlpatterns = [
    path("mail/", views.mail, name="mail"),
    path("mail/test/", views.test, name="test"),
    path("mail/test/<str:token>/", views.arrived, name="arrived"),
    path("mail/<uuid:id>/again/", views.again, name="again"),
]
