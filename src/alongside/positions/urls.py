from django.urls import path

from alongside.positions.views import answering, disagreements

app_name = "positions"

urlpatterns = [
    path("positions/by-mail/<str:token>/", answering.answer_by_mail, name="answer_by_mail"),
    path("positions/thank-you/", answering.thanked, name="thanked"),
    path("positions/<slug:kind>/<uuid:id>/", answering.answer, name="answer"),
    path("disagreements/", disagreements.listed, name="disagreements"),
    path("disagreements/new/", disagreements.open_one, name="open"),
    path("disagreements/by-mail/<str:token>/", disagreements.side_by_mail, name="side_by_mail"),
    path("disagreements/<uuid:id>/", disagreements.disagreement, name="disagreement"),
    path("disagreements/<uuid:id>/say/", disagreements.say, name="say"),
    path("disagreements/<uuid:id>/look/", disagreements.look, name="look"),
]
