"""An officer brings a list in: reads what would happen, answers what is asked, brings it in and takes it back; with script and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.jobs import worker
from alongside.organisations.models import Contact, Organisation
from alongside.people import actions as people
from tests.browser.journeys import WAYS, follow, press, see
from tests.browser.seeing import overhang
from tests.personas import County

LIST = """Group,Charity No,Phone,Who,Postcode,Colour
Harrow Green Befrienders,,01632 960011,Ann Lacey,TA1 1QT,red
Harrow Green Befreinders,,01632 960012,Ann Lacey,TA1 1QT,blue
Marlshire Carer,,01632 960013,,,
,,01632 960014,,,
"""


@pytest.fixture
def place(county: County, live_server: LiveServer, settings: Settings) -> County:
    settings.DEMO, settings.ADDRESS = True, live_server.url
    return county


@pytest.mark.parametrize("way", ["at a desk", "on a phone without script"])
def test_officer_brings_a_list_in_and_takes_it_back(way: str, place: County, new_page: Callable[..., Page]) -> None:
    page = new_page(**WAYS[way])
    page.goto(people.sign_in_link(place.officer))
    press(page, "Sign in as Officer Marlowe")
    page.goto("/place/")
    follow(page, "Bring organisations in")
    page.get_by_label("A file").set_input_files({"name": "groups.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    press(page, "Read it")
    see(page, "What do its columns mean?")
    expect(page.get_by_label("What does Group mean?")).to_have_value("name")
    page.get_by_label("What does Who mean?").select_option("Contact: name")
    expect(page.get_by_label("What does Colour mean?")).to_have_value("")
    assert overhang(page) == 0
    press(page, "See what would happen")
    see(page, "groups.csv")
    worker.work_off()
    page.reload()
    main = page.get_by_role("main")
    expect(main).to_contain_text("2 rows wait for your answer")
    page.get_by_label("It is Harrow Green Befrienders, in row 2 of this list").check()
    page.get_by_label("It is Marlshire Carers").check()
    assert overhang(page) == 0
    press(page, "Keep these answers")
    expect(main).not_to_contain_text("wait for your answer")
    press(page, "Bring them in")
    worker.work_off()
    page.reload()
    expect(main).to_contain_text("Brought in")
    made = Organisation.objects.get(name="Harrow Green Befrienders")
    assert [one.publish for one in Contact.objects.filter(organisation=made)] == ["unknown", "unknown"]
    page.goto(made.get_absolute_url())
    expect(main).not_to_contain_text("01632 960011")
    page.go_back()
    follow(page, "Take it back")
    press(page, "Take it back")
    worker.work_off()
    page.reload()
    expect(main).to_contain_text("Taken back")
    assert not Organisation.objects.filter(name="Harrow Green Befrienders").exists()
