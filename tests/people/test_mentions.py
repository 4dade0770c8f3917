"""A name in what others wrote and what stays: an officer finds it and takes it out, and the record says so without the name."""

import pytest

from alongside.kit import clock
from alongside.organisations.actions import contact_log
from alongside.people import mentions
from alongside.record.models import Event
from alongside.replies import actions as replies
from alongside.replies.models import OwedReply
from tests.organisations.factories import OrganisationFactory
from tests.personas import County
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db
ADDRESS = "/data/mentions/"


@pytest.fixture
def told(county: County) -> OwedReply:
    """An answer that names Ruth Weir twice, a note that names her once, and one that names Ruth Weirdale."""
    asked = a_reply(county.organisations["charity"])
    replies.answer(asked, text="Ring Ruth Weir. RUTH  WEIR has the key.", by=county.charity)
    for who in ("Ruth Weir rang us.", "Ruth Weirdale rang us."):
        contact_log.log(
            OrganisationFactory.create(), on=clock.today(), how="phone", spoke_with="", text=who, next_step="", next_on=None,
            by=county.officer, owner=None,
        )  # fmt: skip
    return asked


def test_officer_finds_each_place_and_takes_the_name_out_where_it_is_hers(county: County, told: OwedReply) -> None:
    browser = county.client("officer")
    page = browser.get(ADDRESS, {"q": "ruth weir"}).text
    assert "It stands in 2 texts" in page and "Weirdale" not in page and "2 times" in page
    browser.post(ADDRESS, {"q": "ruth weir", "text": [f"replies.owedreply.answer:{told.pk}"]})
    told.refresh_from_db()
    assert told.answer == "Ring [name removed]. [name removed] has the key."
    assert "It stands in one text" in browser.get(ADDRESS, {"q": "Ruth Weir"}).text
    kept = Event.objects.get(kind="people.mention_removed")
    assert kept.subject_id == told.pk and "ruth" not in str(vars(kept)).lower()


def test_who_looked_is_kept(county: County) -> None:
    county.client("officer").get(ADDRESS, {"q": "Ruth Weir"})
    assert Event.objects.get(kind="record.read").by == county.officer.pk


@pytest.mark.parametrize("name", ["Ru", "\0", " ", "%%%", "zzz(", "_" * 3])
def test_what_is_no_name_finds_nothing(county: County, told: OwedReply, name: str) -> None:
    page = county.client("officer").get(ADDRESS, {"q": name}).text
    assert "It stands in" not in page


@pytest.mark.parametrize(
    "key", ["people.person.name:{}", "replies.owedreply.answer:1", "replies.owedreply.answer", "", "record.event.facts:{}"]
)
def test_only_texts_that_a_room_named_are_changed(county: County, told: OwedReply, key: str) -> None:
    before = (told.answer, county.officer.name)
    asked = {"q": "Officer Marlowe", "text": [key.format(county.officer.pk)]}
    assert county.client("officer").post(ADDRESS, asked).status_code == 302
    told.refresh_from_db()
    county.officer.refresh_from_db()
    assert (told.answer, county.officer.name) == before


def test_page_of_forgetting_says_how_often_others_named_them(county: County) -> None:
    volunteer = county.volunteer
    contact_log.log(
        OrganisationFactory.create(), on=clock.today(), how="phone", spoke_with=volunteer.name, text="Rang", next_step="",
        next_on=None, by=county.officer, owner=None,
    )  # fmt: skip
    assert "Your name stands in 1 text that others wrote" in county.client("volunteer").get("/account/leave/").text


def test_every_text_that_a_room_named_can_be_looked_through() -> None:
    assert len(mentions._texts) >= 15
    assert not mentions.find("Nobody At All")
