from django.urls import path

from alongside.demo.views import county, mailbox

app_name = "demo"

urlpatterns = [
    path("demonstration/", county.county, name="county"),
    path("demonstration/remove/", county.remove, name="remove"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:id>/", mailbox.mail, name="mail"),
    path("mailbox/<uuid:id>/html/", mailbox.html, name="mail_html"),
]
