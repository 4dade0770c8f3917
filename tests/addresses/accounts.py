"""Signing in and the second step, which django-allauth answers."""

from typing import Any

from tests.addresses.rows import Row, everyone, signed_in
from tests.people.factories import a_passkey, an_app
from tests.personas import County


def everybody_has_an_app(county: County) -> dict[str, Any]:
    """An authenticator app, and recovery codes."""
    for person in county.people.values():
        an_app(person)
    return {}


def their_passkey(county: County) -> dict[str, Any]:
    """A passkey of the volunteer."""
    return {"pk": a_passkey(county.people["volunteer"]).pk}


ROWS = {
    "mfa_index": Row(get=signed_in()),
    "mfa_login_webauthn": Row(get=everyone(302), post=everyone(302)),
    "openid_connect_login": Row(
        get=signed_in(302, visitor=404), post=everyone(405), args=lambda county: {"provider_id": "council"}
    ),
    "openid_connect_callback": Row(get=everyone(404), args=lambda county: {"provider_id": "council"}),
    "mfa_authenticate": Row(get=everyone(302), post=everyone(302)),
    "mfa_add_webauthn": Row(get=signed_in(), post=signed_in()),
    "mfa_activate_totp": Row(get=signed_in(), post=signed_in()),
    "mfa_deactivate_totp": Row(get=signed_in(), post=signed_in(302), args=everybody_has_an_app),
    "mfa_edit_webauthn": Row(get=signed_in(404, volunteer=200), post=signed_in(404, volunteer=200), args=their_passkey),
    "mfa_remove_webauthn": Row(get=signed_in(404, volunteer=200), post=signed_in(404, volunteer=302), args=their_passkey),
    "account_login": Row(get=signed_in(302, visitor=200), post=signed_in(302, visitor=200)),
    "account_request_login_code": Row(get=signed_in(302, visitor=200), post=signed_in(302, visitor=200)),
    "account_confirm_login_code": Row(get=everyone(302), post=everyone(302)),
    "account_logout": Row(get=everyone(visitor=302), post=everyone(302)),
    "account_signup": Row(get=signed_in(302, visitor=200), post=signed_in(302, visitor=200)),
    "account_email_verification_sent": Row(get=everyone(302), post=everyone(302)),
    "account_email": Row(get=signed_in(), post=signed_in()),
    "account_inactive": Row(get=everyone()),
}
