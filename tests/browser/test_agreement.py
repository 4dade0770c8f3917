"""Three partners write an agreement, differ on a clause, say so, and open it for signing: on a phone, without script."""

import datetime as dt
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from alongside.agreements.models import Agreement
from alongside.kit import clock
from alongside.positions import links
from alongside.positions.models import Asking
from tests.browser.journeys import WAYS, follow, press, see
from tests.personas import County

PAPER = """We write this together.

1 Our promises
1.1 We will bring plans to each other four weeks before they are decided.
1.2 We will pay small groups for their time."""


def test_text_goes_from_a_pasted_document_to_signing(
    county: County, new_page: Callable[..., Page], sign_in: Callable[[Page, str], None]
) -> None:
    officer, council, charity = (new_page(**WAYS["on a phone without script"]) for _each in range(3))
    sign_in(officer, "officer")
    sign_in(council, "council")

    officer.goto("/agreements/begin/")
    officer.get_by_label("What is it called?").fill("The Marl Agreement")
    press(officer, "Go on to its partners")
    for name in ("Marlshire Carers", "Marlshire Council"):
        officer.get_by_label("Which organisation?").fill(name)
        press(officer, "Find it")
        officer.get_by_role("button", name=re.compile(f"^Add.*{name}")).click()
    see(officer, "2 partners")
    follow(officer, "Go on to the text")
    follow(officer, "Put in a text")
    officer.get_by_label("The text").fill(PAPER)
    press(officer, "Show me how you read it")
    see(officer, "Is this how you mean it?")
    press(officer, "Yes, put it in")
    follow(officer, "Publish a version")
    press(officer, "Publish it")
    expect(officer.get_by_text("Version 1 is published.")).to_be_visible()

    council.goto("/desk")
    follow(council, "The Marl Agreement")
    second = council.locator("section.clause").filter(has_text="bring plans")
    second.get_by_label("Agree with a reservation").check()
    third = council.locator("section.clause").filter(has_text="pay small groups")
    third.get_by_label("Cannot agree yet").check()
    press(council, "Say this, and agree with the rest of this page")
    expect(council.get_by_text("Say what your doubt is").first).to_be_visible()
    second.get_by_label("In your own words").fill("Two weeks in an emergency.")
    third.get_by_label("In your own words").fill("We have no budget line.")
    council.get_by_label("Who decided it?").fill("the cabinet")
    press(council, "Say this, and agree with the rest of this page")
    expect(council.get_by_text("What you said of 3 texts is kept.")).to_be_visible()
    council.get_by_role("link", name=re.compile("clause 1.1")).last.click()
    council.get_by_label("What do you want to say of it?").fill("Which plans?")
    council.locator("form").filter(has_text="What do you want to say of it?").get_by_role("button", name="Say this").click()
    expect(council.get_by_text("It is said.")).to_be_visible()

    asking = Asking.objects.get(organisation=county.organisations["charity"])
    charity.goto(links.to_answer(asking, county.charity))
    press(charity, "Say this, and agree with the rest of this page")
    see(charity, "Thank you. It is kept.")

    opened_with_its_disagreement(officer)

    charity.goto("/agreements/")
    follow(charity, "The Marl Agreement")
    expect(charity.get_by_text("Not agreed", exact=True)).to_be_visible()
    expect(charity.get_by_text("We have no budget line.")).to_be_visible()


def opened_with_its_disagreement(officer: Page) -> None:
    """What one partner cannot agree to goes on the open list, and then the text is opened for signing."""
    officer.goto(f"{Agreement.objects.get().get_absolute_url()}settle/")
    see(officer, "2 of 3 clauses are carried")
    follow(officer, re.compile("Put it on the open list"))
    officer.get_by_label("What do you not agree on?").fill("Who pays?")
    officer.get_by_label("What holds until it is settled?").fill("We meet by video.")
    officer.get_by_label("Which organisation looks after it?").select_option(label="Marlshire Voluntary Action")
    officer.get_by_label("Who there?").fill("Chair")
    officer.get_by_label("When do you look at it again?").fill(f"{clock.today() + dt.timedelta(days=20):%d %m %Y}")
    press(officer, "Put it on the list")
    expect(officer.get_by_text("We have no budget line.")).to_be_visible()
    officer.goto(f"{Agreement.objects.get().get_absolute_url()}settle/")
    press(officer, "Open it for signing")
    expect(officer.get_by_text("It is open for signing. Ask whoever signs for each partner.")).to_be_visible()
