from django.urls import path

from alongside.agreements import signing_urls
from alongside.agreements.views.signing import reading

app_name = "agreements"
urlpatterns = [
    path("agreements/<slug:slug>/", reading.register, name="agreement"),
    *signing_urls.urlpatterns,
]
