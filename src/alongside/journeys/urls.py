from django.urls import path

from alongside.journeys.views import claiming, complaining, deciding, first_hour, joining, leaving, monthly, reporting

app_name = "journeys"

urlpatterns = [
    path("place/first-hour/", first_hour.tasks, name="first_hour"),
    path("place/first-hour/address/", first_hour.web_address, name="web_address"),
    path("organisations/new/", claiming.new, name="new"),
    path("organisations/<slug:slug>/claim/", claiming.claim, name="claim_one"),
    path("organisations/<slug:slug>/leave/", leaving.leave, name="leave"),
    path("organisations/<slug:slug>/representatives/<uuid:id>/report/", reporting.report_back, name="report_back"),
    path("reports/by-mail/<str:token>/", reporting.by_mail, name="report_by_mail"),
    path("reports/thank-you/", reporting.thanked, name="report_thanked"),
    path("complaints/", complaining.complain, name="complain"),
    path("complaints/sent/<str:token>/", complaining.complained, name="complained"),
    path("join/", joining.begin, name="join"),
    path("join/check/", joining.check, name="join_check"),
    path("join/<slug:step>/", joining.step, name="join_step"),
    path("join/sent/<str:token>/", joining.joined, name="joined"),
    path("monthly/<str:token>/", monthly.still_true, name="monthly"),
    path("members/applications/<uuid:id>/", joining.application, name="application"),
    path("claims/<uuid:id>/", deciding.claim, name="claim"),
    path("claims/sent/<str:token>/", claiming.sent, name="sent"),
    path("claims/by-mail/<str:token>/", claiming.by_mail, name="claim_by_mail"),
    path("claims/prove/<str:token>/", claiming.prove, name="prove"),
]
