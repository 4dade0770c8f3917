from django.urls import path

from alongside.terms import views

app_name = "terms"
urlpatterns = [
    path("terms/", views.terms, name="needs"),
    path("terms/import/", views.bring_in, name="import"),
    path("terms/import/done/", views.brought_in, name="imported"),
    path("terms/<slug:taxonomy>/", views.terms, name="list"),
    path("terms/<slug:taxonomy>/add/", views.add, name="add"),
    path("terms/<slug:taxonomy>/<slug:slug>/", views.term, name="term"),
    path("terms/needs/<slug:slug>/common/", views.common, name="common"),
    path("terms/<slug:taxonomy>/<slug:slug>/merge/", views.merge, name="merge"),
    path("terms/<slug:taxonomy>/<slug:slug>/retire/", views.retire, name="retire"),
    path("terms/<slug:taxonomy>/<slug:slug>/bring-back/", views.bring_back, name="bring_back"),
]
