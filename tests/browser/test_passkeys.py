"""Passkeys, with the authenticator that the browser itself pretends to have."""

from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from tests.browser.seeing import faults
from tests.people.test_sign_in import code
from tests.personas import County


@pytest.fixture
def with_device(page: Page) -> Page:
    """A device that makes passkeys and knows its owner at once."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    return page


def add_a_passkey(page: Page) -> None:
    """From the account page, to the recovery codes that come with the first."""
    page.goto("/account/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("A name for it").fill("My telephone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("Keep these now. We show them only once.")).to_be_visible()


def test_passkey_is_added_and_signs_in(
    with_device: Page, county: County, sign_in: Callable[[Page, str], None], base_url: str
) -> None:
    page = with_device
    sign_in(page, "charity")
    add_a_passkey(page)
    assert not faults(page)
    assert page.locator("ol code").count() == 10
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("My telephone").first).to_be_visible()
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/?next=/acting/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{base_url}/acting/")
    page.goto("/account/")
    expect(page.get_by_label("Your name")).to_have_value("Charity Marlowe")
    assert "A passkey was added to your account" in [sent.subject for sent in mail.outbox]


def test_passkey_is_the_second_step_after_a_code_by_mail(
    with_device: Page, county: County, sign_in: Callable[[Page, str], None]
) -> None:
    page = with_device
    sign_in(page, "charity")
    add_a_passkey(page)
    page.goto("/account/sign-out/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/")
    page.get_by_label("Your e-mail address").fill("charity@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Your code").fill(code())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert not faults(page)
    page.goto("/desk")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    page.goto("/account/sign-in/second-step/")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/desk")


def test_browser_that_says_no_is_told_what_else_to_do(page: Page, county: County) -> None:
    page.goto("/account/sign-in/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("let us send you a code")).to_be_visible()
    expect(page.get_by_role("button", name="Send me a code")).to_be_visible()
    assert not faults(page)


def test_without_script_the_code_stands_there_and_no_dead_button(plain: Page, county: County) -> None:
    plain.goto("/account/sign-in/")
    expect(plain.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    plain.get_by_label("Your e-mail address").fill("charity@example.org")
    plain.get_by_role("button", name="Send me a code").click()
    plain.get_by_label("Your code").fill(code())
    plain.get_by_role("button", name="Sign in").click()
    plain.wait_for_url("**/desk")
