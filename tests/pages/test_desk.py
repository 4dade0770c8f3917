"""The desk: what waits for a person, and what they wait for."""

import datetime as dt
import re

import pytest
import time_machine

from alongside.kit import clock as house
from alongside.pages.views.desk import greeting, how_long
from alongside.people.models import Person
from alongside.replies import actions, confirmations, work
from alongside.replies.confirmations import Confirmation
from tests.notices.factories import a_mail
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.conftest import clock, county  # noqa: F401  (the same Monday morning)
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirmations, "_rooms", [])


def desk(county: County, persona: str, query: str = "") -> str:  # noqa: F811
    answer = county.client(persona).get(f"/desk{query}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("hour", "words"), [(7, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (19, "Good evening")]
)
def test_greeting_goes_by_the_clock_and_the_name(hour: int, words: str) -> None:
    now = dt.datetime(2026, 11, 9, hour, 30, tzinfo=house.LONDON)
    assert greeting(Person(name="Anita Rao"), now) == f"{words}, Anita."
    assert greeting(Person(name=""), now) == f"{words}."


@pytest.mark.parametrize(
    ("minutes", "said"), [(7, "7 minutes"), (33, "35 minutes"), (84, "85 minutes"), (89, "2 hours"), (400, "7 hours")]
)
def test_work_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert how_long(minutes) == f"About {said} of work."


def test_empty_desk_says_so_kindly(county: County) -> None:  # noqa: F811
    page = desk(county, "volunteer")
    assert "Nothing waits for you." in page
    assert "Answers you owe" not in page
    assert "You act for yourself." in page


def test_oldest_date_comes_first_and_is_said_in_words(county: County, clock: time_machine.Traveller) -> None:  # noqa: F811
    charity = county.organisations["charity"]
    for title, days in (("Nine", 9), ("Late", 1), ("Today", 3), ("Tomorrow", 4)):
        a_reply(charity, title=title, days=days)
    clock.move_to(dt.datetime(2026, 11, 12, 9, tzinfo=dt.UTC))
    page = desk(county, "charity")
    said = ["2 days late", "was due Tue 10 Nov", "Today", "Tomorrow", "In 8 days"]
    assert [page.index(words) for words in said] == sorted(page.index(words) for words in said)
    assert "Four people wait for an answer from you. About 20 minutes of work." in page


def test_late_answer_says_what_the_asker_was_told_and_what_comes(county: County, clock: time_machine.Traveller) -> None:  # noqa: F811
    a_reply(county.organisations["charity"])
    clock.move_to(dt.datetime(2026, 11, 17, 8, tzinfo=dt.UTC))
    work.remind()
    page = desk(county, "charity")
    assert "We told whoever asked on 17 November that it is late. On 19 November it goes to somebody else." in page


def test_number_stands_beside_the_desk_in_the_menu(county: County) -> None:  # noqa: F811
    a_reply(county.organisations["charity"])
    assert '<span class="count">1<span class="vh"> waiting</span></span>' in desk(county, "charity")
    assert 'class="count"' not in desk(county, "council")


def test_asker_sees_who_answers_and_then_the_answer(county: County) -> None:  # noqa: F811
    reply = a_reply(county.organisations["charity"], asker=county.volunteer)
    assert f"{county.charity.name} of Marlshire Carers answers." in desk(county, "volunteer")
    actions.answer(reply, text="Ring 01632 960 111.", by=county.charity)
    page = desk(county, "volunteer")
    assert "“Ring 01632 960 111.”" in page
    assert f"/replies/{reply.pk}/dispute/" in page


def test_others_questions_are_not_on_my_desk(county: County) -> None:  # noqa: F811
    a_reply(county.organisations["charity"], title="Not for the council", asker=county.volunteer)
    assert "Not for the council" not in desk(county, "council")


def test_what_goes_stale_is_kept_true_by_one_button(county: County, clock: time_machine.Traveller) -> None:  # noqa: F811
    def ask(person: Person) -> list[Confirmation]:
        day = dt.date(2026, 11, 28)
        return [
            Confirmation(
                "Phone friends", "/support/phone/", "Any day. Free.", day, "or it shows as not confirmed", "/confirm/", "/edit/"
            )
        ]

    confirmations.register(ask)
    page = desk(county, "charity")
    assert "One thing should be confirmed. About 1 minute of work." in page
    assert 'method="post" action="/confirm/"' in page
    assert "By 28 Nov" in page
    clock.move_to(dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC))
    assert "Since 28 Nov" in desk(county, "charity")


def test_long_lists_come_in_pages_of_their_own(county: County) -> None:  # noqa: F811
    for number in range(12):
        a_reply(county.organisations["charity"], title=f"Question {number:02}", days=number)
    assert "Question 09" in desk(county, "charity") and "Question 10" not in desk(county, "charity")
    second = desk(county, "charity", "?owed=2")
    assert "Question 11" in second and "Question 09" not in second
    assert desk(county, "charity", "?owed=words") == desk(county, "charity", "?owed=words")


def test_each_list_has_a_pager_with_a_name_of_its_own(county: County) -> None:  # noqa: F811
    other = SeatFactory.create()
    for _ in range(11):
        a_reply(county.organisations["charity"])
        a_reply(other.organisation, asker=county.charity)
    names = re.findall(r'class="pager" aria-label="([^"]+)"', desk(county, "charity"))
    assert names == ["Pages of answers you owe", "Pages of answers owed to you"]


def test_seats_are_named_and_the_chosen_one_is_marked(county: County) -> None:  # noqa: F811
    page = desk(county, "charity")
    assert "You have one seat." in page
    assert "Marlshire Carers, lead" in page


def test_officer_sees_that_mail_is_not_set_up_and_others_do_not(county: County) -> None:  # noqa: F811
    a_mail()
    assert "Mail is not set up" in desk(county, "officer")
    assert "Mail is not set up" not in desk(county, "charity")
