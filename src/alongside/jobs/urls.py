from django.urls import path

from alongside.jobs import views

app_name = "jobs"
urlpatterns = [
    path("work/", views.failed, name="failed"),
    path("work/<int:pk>/again/", views.again, name="again"),
    path("work/<int:pk>/drop/", views.drop, name="drop"),
]
