from django.urls import path

from alongside.organisations.views import acting

app_name = "organisations"
urlpatterns = [
    path("acting/", acting.choose, name="acting"),
]
