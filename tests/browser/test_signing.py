"""A room signs: the projector fills while two phones sign, one by the card and without script, one by the mail; then a copy is
checked, and an altered byte is named."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.agreements import signing_links
from alongside.agreements.actions import signing
from alongside.agreements.models import Agreement, Invitation, Party, Version
from tests.agreements import making
from tests.browser.conftest import DESKTOP, PHONE
from tests.personas import County


def sign(phone: Page, capacity: str) -> None:
    """Reads to the end, says by whose decision, and signs."""
    phone.get_by_label("Who decided that you sign").fill("Trustees")
    phone.get_by_label("In what capacity").fill(capacity)
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name="Sign for").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("has signed.")


def test_wall_fills_as_phones_sign_and_a_copy_is_checked(
    county: County, new_page: Callable[..., Page], live_server: LiveServer, settings: Settings
) -> None:
    settings.ADDRESS = live_server.url
    organisations = [county.organisations[name] for name in ("charity", "council", "health")]
    version = making.version(making.agreement(*organisations, is_main=True), missing="2")
    asked = {name: invited(version, county, name) for name in ("charity", "council")}
    wall = new_page(viewport=DESKTOP)
    wall.goto(f"/agreements/{version.agreement.slug}/ceremony/")
    expect(wall.get_by_role("heading", level=1)).to_have_text("0 of 3 stand side by side")

    first = new_page(viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=False)
    first.goto("/sign/")
    first.get_by_role("textbox", name="The code on your card").fill(signing_links.code(asked["charity"]).lower())
    first.get_by_role("button", name="Read it and sign").click()
    expect(first.get_by_text("Each partner has one voice.")).to_be_visible()
    expect(first.get_by_text("Clause 2 stands in the text as not agreed")).to_be_visible()
    sign(first, "chair of trustees")
    expect(wall.get_by_text("Just now: Marlshire Carers")).to_be_visible(timeout=10_000)

    second = new_page(viewport=PHONE, is_mobile=True, has_touch=True)
    second.goto(signing_links.path(asked["council"]))
    sign(second, "leader of the council")
    expect(wall.get_by_role("heading", level=1)).to_have_text("2 of 3 stand side by side", timeout=10_000)
    second.reload()
    expect(second.get_by_text("You signed once")).to_be_visible()

    sealed = signing.seal_again(Version.objects.select_related("agreement", "sealed_pdf").get())
    content = wall.request.get(f"/agreements/{sealed.agreement.slug}/1/signed.pdf").body()
    check(first, content)
    expect(first.get_by_role("status")).to_contain_text("This is the sealed paper of version 1, unchanged.")
    check(first, content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])
    expect(first.get_by_role("status")).to_contain_text(f"Byte 5,001 of {len(content):,}")


def invited(version: Version, county: County, name: str) -> Invitation:
    """The lead of one of the county's organisations is asked."""
    return making.invited(version, Party.objects.get(organisation=county.organisations[name]))


def check(phone: Page, content: bytes) -> None:
    """Sends a copy to be checked."""
    phone.goto(f"/agreements/{Agreement.objects.get().slug}/verify/")
    phone.get_by_label("PDF or bundle of the agreement").set_input_files(
        {"name": "copy.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    phone.get_by_role("button", name="Check").click()
