"""An officer finds one service told twice, makes the two one, and two again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from alongside.directory.actions import duplicates
from tests.browser.journeys import WAYS, follow, press, see
from tests.directory.factories import contact, make_service, place
from tests.personas import County


@pytest.mark.parametrize("way", ["at a desk", "on a phone without script"])
def test_officer_merges_a_duplicate_and_undoes_it(
    county: County, new_page: Callable[..., Page], sign_in: Callable[..., None], way: str
) -> None:
    runner = county.organisations["charity"]
    kept = make_service(runner, name="Tuesday choir", locations=[place()], contacts=[contact()])
    gone = make_service(runner, name="Tuesday Choir", cost="free", locations=[place()], contacts=[contact()])
    duplicates.find()
    page = new_page(**WAYS[way])
    sign_in(page, "officer")
    page.goto("/place/")
    follow(page, "1 pair of services may be the same")
    page.locator("main").get_by_role("link").filter(has_text="choir").first.click()
    page.get_by_role("group", name="Which entry stays?").get_by_label("Tuesday choir", exact=True).check()
    page.get_by_role("group", name="Name", exact=True).get_by_label("Tuesday choir", exact=True).check()
    page.get_by_role("group", name="Cost").get_by_label("Free").check()
    press(page, "Make them one")
    expect(page.get_by_text("Its old address leads there.")).to_be_visible()
    page.goto(f"/support/{gone.slug}/")
    see(page, "Tuesday choir")
    expect(page.get_by_text("Free", exact=True).first).to_be_visible()
    page.goto("/support/duplicates/?show=merged")
    page.locator("main").get_by_role("link").filter(has_text="choir").first.click()
    press(page, "Undo it: make them two again")
    expect(page.get_by_text("They are two again.")).to_be_visible()
    page.goto(f"/support/{gone.slug}/")
    see(page, "Tuesday Choir")
    kept.refresh_from_db()
    assert kept.cost == "unknown"
