from django.urls import path

from alongside.plan.views import giving, pictures, planning, reading, reporting

app_name = "plan"

urlpatterns = [
    path("plan/", reading.current, name="plan"),
    path("plan.atom", giving.feed, name="feed"),
    path("plans/", reading.listed, name="list"),
    path("plans/begin/", planning.begin, name="begin"),
    path("plans/streams/<uuid:id>/", reading.stream, name="stream"),
    path("plans/streams/<uuid:id>/change/", planning.change_stream, name="change_stream"),
    path("plans/streams/<uuid:id>/roles/add/", planning.add_role, name="add_role"),
    path("plans/streams/<uuid:id>/actions/add/", planning.add_action, name="add_action"),
    path("plans/roles/<uuid:id>/", planning.role, name="role"),
    path("plans/actions/<uuid:id>/", reading.action, name="action"),
    path("plans/actions/<uuid:id>/change/", planning.change_action, name="change_action"),
    path("plans/actions/<uuid:id>/publish/", planning.publish_action, name="publish_action"),
    path("plans/actions/<uuid:id>/report/", reporting.report, name="report"),
    path("plans/actions/<uuid:id>/say/", reporting.say, name="say"),
    path("plans/actions/<uuid:id>/evidence/", reporting.bring, name="bring"),
    path("plans/actions/<uuid:id>/as-before/", reporting.as_before, name="as_before"),
    path("plans/reports/<uuid:id>/<uuid:organisation>/see-too/", reporting.see_too, name="see_too"),
    path("plans/evidence/<uuid:id>/verify/", reporting.verify, name="verify"),
    path("plans/evidence/<uuid:id>/take-back/", reporting.take_back, name="take_back"),
    path("plans/clauses/<uuid:id>/", reading.clause, name="clause"),
    path("plans/organisations/<slug:slug>/", reading.organisation, name="organisation"),
    path("plans/<slug:slug>/", reading.year, name="year"),
    path("plans/<slug:slug>/table/", reading.table, name="table"),
    path("plans/<slug:slug>/board/", pictures.board, name="board"),
    path("plans/<slug:slug>/timeline/", pictures.timeline, name="timeline"),
    path("plans/<slug:slug>/counted/", pictures.counted, name="counted"),
    path("plans/<slug:slug>/review/", pictures.review, name="review"),
    path("plans/<slug:slug>/plan.csv", giving.sheet, name="csv"),
    path("plans/<slug:slug>/plan.json", giving.for_programs, name="json"),
    path("plans/<slug:slug>/priorities/add/", planning.add_priority, name="add_priority"),
    path("plans/<slug:slug>/streams/add/", planning.add_stream, name="add_stream"),
    path("plans/<slug:slug>/publish/", planning.publish, name="publish"),
]
