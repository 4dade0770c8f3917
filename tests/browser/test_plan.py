"""A promise is carried to an action, reported, doubted, shown and done; and followed back to its clause. Without script."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from alongside.kit import clock
from tests.browser.journeys import WAYS, follow, press, see
from tests.personas import County
from tests.plan import making


def report_done(page: Page) -> None:
    follow(page, "Report how it goes")
    page.get_by_label("Done").check()
    page.get_by_label("Why?").fill("All numbers answer.")
    press(page, "Report this")


def test_a_promise_is_reported_doubted_shown_and_done(
    county: County, new_page: Callable[..., Page], sign_in: Callable[[Page, str], None]
) -> None:
    clause = making.a_clause(county)
    action = making.an_action(county, keeps=[clause.pk])
    charity, council = new_page(**WAYS["on a phone without script"]), new_page(**WAYS["at a desk without script"])
    sign_in(charity, "charity")
    sign_in(council, "council")

    charity.goto(action.get_absolute_url())
    follow(charity, "Report how it goes")
    charity.get_by_label("On track").check()
    press(charity, "Report this")
    expect(charity.get_by_role("link", name="Why? Fill this in")).to_be_visible()
    charity.get_by_label("Why?").fill("Ten people ring in turn.")
    press(charity, "Report this")
    see(charity, action.title)

    council.goto(action.get_absolute_url())
    follow(council, "Say if you see it too")
    council.get_by_label("We see it differently").check()
    council.get_by_label("In your own words").fill("Two numbers still ring out.")
    press(council, "Say this")
    expect(council.locator(".keys").first).to_contain_text("Councils: “Two numbers still ring out.”")

    charity.reload()
    report_done(charity)
    expect(charity.get_by_text("has verified. There is none yet.").first).to_be_visible()
    expect(charity.get_by_label("Why?")).to_have_value("All numbers answer.")
    charity.goto(action.get_absolute_url())
    follow(charity, "Bring evidence")
    charity.get_by_label("Story").check()
    charity.get_by_label("What does it show?").fill("Each number was rung on Sunday")
    charity.get_by_label("Of which day is it?").fill(f"{clock.today():%d %m %Y}")
    charity.get_by_label("Or told in words").fill("Eleven of eleven answered.")
    press(charity, "Bring it")

    council.reload()
    follow(council, "Verify it")
    council.get_by_label("What did you look at?").fill("I rang three of them")
    press(council, "Yes, I have looked")
    expect(council.get_by_text("“I rang three of them”")).to_be_visible()

    charity.goto(action.get_absolute_url())
    report_done(charity)
    expect(charity.locator(".keys").first).to_contain_text("In doubt, since an earlier report")

    council.reload()
    follow(council, "Say if you see it too")
    council.get_by_label("We see it too").check()
    press(council, "Say this")
    expect(council.locator(".keys").first).to_contain_text("They see it too")

    follow(council, "Clause 2.1")
    see(council, "Clause 2.1")
    follow(council, "All that came of it")
    expect(council.get_by_role("link", name=action.title)).to_be_visible()
