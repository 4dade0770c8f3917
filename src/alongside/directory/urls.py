"""Where the directory is found."""

from django.urls import path

from alongside.directory.views import (
    approving,
    bringing,
    checking,
    desk,
    duplicates,
    editing,
    find,
    giving,
    harvesting,
    kept,
    saying,
    service,
    shortlists,
)

app_name = "directory"
urlpatterns = [
    path("support", find.find, name="find"),
    path("support.json", find.find_json, name="find_json"),
    path("support/new/", editing.new, name="new"),
    path("support/assurance/", desk.assurance, name="assurance"),
    path("support/assurance/list.csv", desk.assurance_sheet, name="assurance_sheet"),
    path("support/assurance/ring/", desk.ring, name="ring"),
    path("support/assurance/share/", desk.share, name="share"),
    path("support/assurance/share.csv", desk.share_sheet, name="share_sheet"),
    path("support/list/", shortlists.shortlisting, name="shortlisting"),
    path("support/list/put/", shortlists.put, name="put"),
    path("support/lists/<str:token>/", shortlists.shortlist, name="shortlist"),
    path("support/mine/", kept.mine, name="mine"),
    path("support/kept/<str:token>/", kept.by_link, name="kept"),
    path("support/ask/", saying.ask, name="ask"),
    path("support/ask/telephone/", saying.telephone, name="ask_telephone"),
    path("support/ask/sent/<str:token>/", saying.ask_sent, name="ask_sent"),
    path("support/changes/", approving.waiting, name="changes"),
    path("support/changes/<uuid:pk>/", approving.change, name="change"),
    path("support/imports/", bringing.all_of_them, name="imports"),
    path("support/imports/<uuid:pk>/", bringing.one, name="import"),
    path("support/imports/<uuid:pk>/bring-in/", bringing.bring_in, name="bring_in"),
    path("support/imports/<uuid:pk>/left-out.csv", bringing.problems, name="left_out"),
    path("support/sources/", harvesting.feeds, name="sources"),
    path("support/sources/<uuid:pk>/", harvesting.feed, name="source"),
    path("support/sources/<uuid:pk>/start/", harvesting.do, {"name": "start"}, name="source_start"),
    path("support/sources/<uuid:pk>/pause/", harvesting.do, {"name": "pause"}, name="source_pause"),
    path("support/sources/<uuid:pk>/read/", harvesting.do, {"name": "read"}, name="source_read"),
    path("support/differences/", harvesting.differences, name="differences"),
    path("support/differences/<uuid:pk>/", harvesting.difference, name="difference"),
    path("support/duplicates/", duplicates.desk, name="duplicates"),
    path("support/duplicates/<uuid:pk>/", duplicates.pair, name="pair"),
    path("support/duplicates/<uuid:pk>/merge/", duplicates.merge, name="merge"),
    path("support/duplicates/<uuid:pk>/two/", duplicates.two, name="two"),
    path("support/<slug:slug>/", service.service, name="service"),
    path("support/<slug:slug>/part/<slug:name>/", editing.part, name="part"),
    path("support/<slug:slug>/check/", checking.check, name="check"),
    path("support/<slug:slug>/confirm/", checking.confirm, name="confirm"),
    path("support/<slug:slug>/capacity/", kept.capacity, name="capacity"),
    path("support/<slug:slug>/discard/", checking.discard, name="discard"),
    path("support/<slug:slug>/give/", giving.give, name="give"),
    path("support/<slug:slug>/wrong/", saying.wrong, name="wrong"),
    path("support/<slug:slug>/wrong/sent/<str:token>/", saying.wrong_sent, name="wrong_sent"),
    *(
        path(f"support/<slug:slug>/{name}/", checking.move, {"name": name}, name=name.replace("-", "_"))
        for name in checking.FORWARD
    ),
]
