"""Of allauth's pages only those that are used: there is no password to set, forget or reset."""

from allauth.account import views as theirs
from allauth.mfa.webauthn import views as second
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from alongside.people.views import (
    account,
    by_address,
    codes,
    consents,
    data,
    entering,
    forgetting,
    mentions,
    outside,
    profile,
    proving,
    ways,
    yours,
)

ours = [
    path("", account.account, name="account"),
    path("profile/", profile.profile, name="profile"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<str:purpose>/give/", consents.give, name="give_consent"),
    path("consents/<str:purpose>/withdraw/", consents.withdraw, name="withdraw_consent"),
    path("no-longer/<str:token>/", consents.by_link, name="no_longer"),
    path("sessions/end/", account.end_session, name="end_session"),
    path("sessions/end-others/", account.end_others, name="end_others"),
    path("sessions/end-all/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("ways/codes/", codes.codes, name="codes"),
    path("ways/codes/new/", codes.new, name="new_codes"),
    path("ways/codes/download/", codes.download, name="download_codes"),
    path("prove/", proving.prove, name="prove"),
    path("yours/", yours.yours, name="yours"),
    path("yours/all.json", yours.as_json, name="yours_json"),
    path("yours/copy/", yours.copy, name="copy"),
    path("leave/", forgetting.forget, name="forget"),
    path("yours/keep/", forgetting.keep, name="keep"),
    path("kept/", forgetting.kept, name="kept"),
    path("gone/", forgetting.gone, name="gone"),
    path("keep-me/<str:token>/", forgetting.keep_me, name="keep_me"),
    path("link/<str:token>/", entering.link, name="link"),
]

allauths = [
    path("sign-in/", entering.SignIn.as_view(), name="account_login"),
    path(
        "sign-in/", entering.SignIn.as_view(), name="account_request_login_code"
    ),  # the same page: allauth asks for it by two names
    path("sign-in/code/", theirs.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", second.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>/", outside.begin, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", outside.back, name="openid_connect_callback"),
    path("sign-in/second-step/", entering.SecondStep.as_view(), name="mfa_authenticate"),
    path("ways/", ways.ways, name="mfa_index"),
    path("ways/app/", ways.BeginApp.as_view(), name="mfa_activate_totp"),
    path("ways/app/remove/", ways.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("ways/passkeys/add/", ways.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("ways/passkeys/<int:pk>/", ways.NamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("ways/passkeys/<int:pk>/remove/", ways.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("sign-out/", theirs.logout, name="account_logout"),
    path("sign-up/", entering.SignUp.as_view(), name="account_signup"),
    path("confirm/", theirs.email_verification_sent, name="account_email_verification_sent"),
    path("email/", account.ChangeAddress.as_view(), name="account_email"),
    path("closed/", login_not_required(theirs.account_inactive), name="account_inactive"),
]

for_all = [
    path("your-data/", by_address.ask, name="your_data"),
    path("your-data/sent/", by_address.sent, name="your_data_sent"),
    path("your-data/link/<str:token>/", by_address.link, name="your_data_link"),
    path("your-data/all/", by_address.yours, name="your_data_all"),
    path("your-data/all.json", by_address.as_json, name="your_data_json"),
    path("your-data/forget/", by_address.forget, name="your_data_forget"),
    path("data/", data.desk, name="data"),
    path("data/holds/add/", data.add_hold, name="add_hold"),
    path("data/holds/<uuid:id>/lift/", data.lift_hold, name="lift_hold"),
    path("data/consents/add/", consents.add, name="add_consent"),
    path("data/mentions/", mentions.mentions, name="mentions"),
    path("data/retention/", data.retention, name="retention"),
    path("data/retention/<str:key>/", data.retention_rows, name="retention_rows"),
]

urlpatterns = [
    path("", include(([path("account/", include(ours)), *for_all], "people"))),
    path("account/", include(allauths)),
]
