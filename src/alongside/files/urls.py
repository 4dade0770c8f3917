from django.urls import path

from alongside.files import views

app_name = "files"

urlpatterns = [path("files/<uuid:id>/", views.open_file, name="open")]
