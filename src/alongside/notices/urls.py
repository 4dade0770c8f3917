from django.urls import path

from alongside.notices.views import choosing, mail, news, returned

app_name = "notices"

urlpatterns = [
    path("new/", news.new, name="new"),
    path("new.atom", news.feed, name="feed"),
    path("new/yes/<str:token>/", news.follow, name="follow"),
    path("mail/", mail.mail, name="mail"),
    path("mail/test/", mail.test, name="test"),
    path("mail/test/<str:token>/", mail.arrived, name="arrived"),
    path("mail/returned/<uuid:id>/", returned.settle, name="settle"),
    path("mail/choose/", choosing.choose, name="choose"),
    path("mail/choose/<str:token>/", choosing.by_link, name="choose_by_link"),
    path("mail/<uuid:id>/again/", mail.again, name="again"),
]
