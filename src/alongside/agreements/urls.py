from django.urls import path

from alongside.agreements import signing_urls
from alongside.agreements.views import drafting, reading, settling

app_name = "agreements"

urlpatterns = [
    path("agreement/", reading.main, name="main"),
    path("agreements/", reading.listed, name="list"),
    path("agreements/begin/", drafting.begin, name="begin"),
    path("agreements/clauses/<uuid:id>/", reading.clause, name="clause"),
    path("agreements/<slug:slug>/", reading.agreement, name="agreement"),
    path("agreements/<slug:slug>/versions/<int:number>/", reading.version, name="version"),
    path("agreements/<slug:slug>/counted/", reading.counted, name="counted"),
    path("agreements/<slug:slug>/compare/", reading.compare, name="compare"),
    path("agreements/<slug:slug>/about/", drafting.describe, name="describe"),
    path("agreements/<slug:slug>/text/", drafting.text, name="text"),
    path("agreements/<slug:slug>/text/paste/", drafting.paste, name="paste"),
    path("agreements/<slug:slug>/text/add/", drafting.add, name="add"),
    path("agreements/<slug:slug>/text/renumber/", drafting.renumber, name="renumber"),
    path("agreements/<slug:slug>/text/<uuid:id>/", drafting.clause, name="edit"),
    path("agreements/<slug:slug>/text/<uuid:id>/change/", drafting.change, name="change"),
    path("agreements/<slug:slug>/partners/", drafting.parties, name="parties"),
    path("agreements/<slug:slug>/partners/ask/", settling.ask, name="ask_partners"),
    path("agreements/<slug:slug>/publish/", settling.publish, name="publish"),
    path("agreements/<slug:slug>/settle/", settling.settle, name="settle"),
    path("agreements/<slug:slug>/review/", settling.review, name="review"),
    path("agreements/<slug:slug>/end/", settling.end, name="end"),
    *signing_urls.urlpatterns,
]
