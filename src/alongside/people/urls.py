"""Of allauth's pages only those that are used: there is no password to set, forget or reset."""

from allauth.account import views as theirs
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from alongside.people import views

ours = [
    path("", views.account, name="account"),
    path("sessions/end/", views.end_session, name="end_session"),
    path("sessions/end-all/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("link/<str:token>/", views.link, name="link"),
]

allauths = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path(
        "sign-in/", views.SignIn.as_view(), name="account_request_login_code"
    ),  # the same page: allauth asks for it by two names
    path("sign-in/code/", theirs.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", theirs.logout, name="account_logout"),
    path("sign-up/", views.SignUp.as_view(), name="account_signup"),
    path("confirm/", theirs.email_verification_sent, name="account_email_verification_sent"),
    path("email/", theirs.email, name="account_email"),
    path("closed/", login_not_required(theirs.account_inactive), name="account_inactive"),
]

urlpatterns = [path("account/", include((ours, "people"))), path("account/", include(allauths))]
