"""What somebody tells us about how to speak with them: optional, theirs, and seen by officers only when they let them."""

import datetime as dt

import pytest
import time_machine

from alongside.journeys import actions as journeys
from alongside.people import actions, consent
from alongside.people.models import Consent, Profile
from alongside.record.models import READ, Event
from tests.personas import County
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db
PAGE = "/account/profile/"
TOLD = {"languages": "Polish,  English", "access_needs": "Large print, please"}


def test_person_says_how_to_speak_with_them_and_takes_it_back(county: County) -> None:
    client = county.client("volunteer")
    assert PAGE in client.get("/account/").text
    assert client.post(PAGE, TOLD)["Location"] == "/account/"
    assert "Polish, English" in client.get(PAGE).text
    assert "Large print, please" in client.get("/account/yours/").text
    assert Event.objects.get(kind="people.profile_changed").facts == {"officers_see": False}
    client.post(PAGE, {})
    assert not Profile.objects.exists()
    assert Event.objects.filter(kind="people.profile_removed", subject_id=county.volunteer.pk).exists()


def test_consent_is_kept_with_its_day_and_its_words(county: County) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), tick=False):
        county.client("volunteer").post(PAGE, TOLD | {"officers_see": "on"})
    client = county.client("volunteer")
    client.post(PAGE, TOLD | {"languages": "Polish", "officers_see": "on"})
    held = Consent.objects.get()
    assert (held.wording, held.given_at.date()) == ("Officers who answer me may see how to speak with me", dt.date(2026, 3, 2))
    assert "on 2 March 2026" in client.get(PAGE).text
    assert "checked" in client.get(PAGE).text
    client.post(PAGE, TOLD)
    assert not consent.holds(county.volunteer, consent.SPEAK)
    assert "checked" not in client.get(PAGE).text


def test_emptying_it_withdraws_the_consent(county: County) -> None:
    client = county.client("volunteer")
    client.post(PAGE, TOLD | {"officers_see": "on"})
    client.post(PAGE, {"officers_see": "on"})
    assert not consent.holds(county.volunteer, consent.SPEAK)


def test_what_is_too_long_is_refused_and_kept_on_the_page(county: County) -> None:
    page = county.client("volunteer").post(PAGE, {"languages": "x" * 301, "access_needs": "Large print"})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert "Large print" in page.text


@pytest.mark.parametrize("agreed", [False, True])
def test_officer_who_answers_sees_it_by_consent_alone(county: County, agreed: bool) -> None:
    actions.tell(county.volunteer, **TOLD, officers_see=agreed, by=county.volunteer)
    question = a_reply(county.organisations["coordinator"], asker=county.volunteer)
    claim = journeys.claim(county.organisations["charity"], name="", email="", title="Treasurer", how="Ask", by=county.volunteer)
    officer = county.client("officer")
    pages = [officer.get(f"/replies/{question.pk}/").text, officer.get(f"/claims/{claim.pk}/").text]
    assert [("Large print" in page) for page in pages] == [agreed] * 2
    seen = Event.objects.filter(kind=READ, subject_id=county.volunteer.pk, by=county.officer.pk)
    assert seen.count() == (2 if agreed else 0)


def test_nobody_else_sees_it(county: County) -> None:
    actions.tell(county.volunteer, **TOLD, officers_see=True, by=county.volunteer)
    question = a_reply(county.organisations["charity"], asker=county.volunteer)
    charity = county.client("charity").get(f"/replies/{question.pk}/")
    assert charity.status_code == 200
    assert "Large print" not in charity.text
    assert not Event.objects.filter(kind=READ).exists()
