from django.urls import path

from alongside.replies import away_views, views

app_name = "replies"

urlpatterns = [
    path("replies/", views.owed, name="owed"),
    path("replies/away/", away_views.away, name="away"),
    path("replies/away/end/", away_views.end, name="end_away"),
    path("replies/away/decline/<str:token>/", away_views.decline, name="decline_cover"),
    path("replies/<uuid:id>/", views.reply, name="reply"),
    path("replies/<uuid:id>/answered/", views.answered, name="answered"),
    path("replies/<uuid:id>/pass-on/", views.pass_on, name="pass_on"),
    path("replies/<uuid:id>/close/", views.close, name="close"),
    path("replies/<uuid:id>/dispute/", views.dispute, name="dispute"),
    path("replies/by-mail/answer/<str:token>/", views.answer_by_mail, name="answer_by_mail"),
    path("replies/by-mail/dispute/<str:token>/", views.dispute_by_mail, name="dispute_by_mail"),
    path("replies/by-mail/thank-you/", views.thanked, name="thanked"),
]
