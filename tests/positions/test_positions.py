"""Where an organisation stands: in its own words, on an exact text, seen by whom it says."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.agreements.actions import drafting, settling
from alongside.agreements.models import Agreement
from alongside.agreements.queries import standing, texts
from alongside.kit import clock
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from alongside.organisations.models import Seat
from alongside.positions import actions, errors, links, queries, rules, upkeep
from alongside.positions.models import Asking, Position
from alongside.positions.picture import Picture
from alongside.positions.sheets import Sheet
from tests.agreements.texts import a_discussed, all_agree, clause, stand
from tests.organisations.factories import OrganisationFactory
from tests.personas import County

pytestmark = pytest.mark.django_db


def seen_by(county: County, persona: str, agreement: Agreement, number: str) -> Picture:
    """The picture of one clause as a persona sees it; None signs nobody in."""
    version = texts.on_the_table(agreement)
    assert version
    entries = [one for one in texts.entries_of(version) if one.number == number]
    found = standing.lines(entries, agreement, county.people[persona])[0].picture
    assert found
    return found


def sheet_of(agreement: Agreement) -> Sheet:
    found = standing.find_sheet(agreement.pk)
    assert found
    return found


def asking_of(county: County, who: str) -> Asking:
    return Asking.objects.get(organisation=county.organisations[who])


def filled(**answers: str) -> dict[str, Any]:
    """The form as its page sends it, with the fingerprint of each text that stood there."""
    sheet = standing.find_sheet(Agreement.objects.get().pk)
    return {"visibility": "public", "text": [one.sha256 for one in sheet.texts] if sheet else [], **answers}


def test_who_was_not_asked_and_who_has_not_answered_are_told_apart(county: County) -> None:
    version = a_discussed(county)
    drafting.add_party(version.agreement, OrganisationFactory.create(sector="business"), by=county.chief)
    stand(county, version.agreement, "charity", "1.1")
    tally = {words: number for number, words in seen_by(county, "chief", version.agreement, "1.1").tally}
    assert tally == {"agrees": 1, "not answered": 2, "not asked": 2}  # nobody leads the practice, so it could not be asked


def test_what_was_said_before_stays_as_history(county: County) -> None:
    made = a_discussed(county).agreement
    first = stand(county, made, "charity", "1.1", "cannot", "Not yet.")
    second = stand(county, made, "charity", "1.1", "agree")
    first.refresh_from_db()
    assert first.superseded_at == second.at
    assert first.words == "Not yet."
    assert list(queries.history_of(texts.CLAUSE, clause(made, "1.1").pk, rules.reader(county.chief))) == [first]


def test_said_twice_it_is_said_once(county: County) -> None:
    made = a_discussed(county).agreement
    assert stand(county, made, "charity", "1.1") == stand(county, made, "charity", "1.1")
    assert Position.objects.count() == 1


def test_doubt_is_said_in_words(county: County) -> None:
    made = a_discussed(county).agreement
    with pytest.raises(errors.NeedsWords):
        stand(county, made, "charity", "1.1", "reservation", " \u200b ")


def test_changed_text_is_flagged(county: County) -> None:
    made = a_discussed(county).agreement
    stand(county, made, "charity", "1.1", "reservation", "Say it louder.")
    drafting.write(clause(made, "1.1"), seen=1, kind="principle", text="We are equals!", by=county.chief)
    settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    picture = seen_by(county, "chief", made, "1.1")
    assert [one.changed for one in picture.voices] == [True]
    assert (1, "spoke before the text changed") in picture.tally


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [("public", {"charity", "group", "council", "chief", "volunteer"}), ("partners", {"charity", "group", "council", "chief"}), ("steering", {"council", "chief"})],
)  # fmt: skip
def test_position_is_read_by_whom_it_says_and_counted_for_all(county: County, visibility: str, readers: set[str]) -> None:
    made = a_discussed(county, readers="everybody").agreement
    stand(county, made, "council", "1.1", "cannot", "Only among us.", visibility=visibility)
    for persona in ("charity", "group", "council", "chief", "volunteer"):
        picture = seen_by(county, persona, made, "1.1")
        shown = [one.position.words for one in picture.voices if one.position]
        assert shown == (["Only among us."] if persona in readers else []), persona
        assert ("answered, not shown to everybody" in {words: n for n, words in picture.tally}) is (persona not in readers)


def test_page_of_the_clause_gives_no_withheld_word_away(county: County) -> None:
    made = a_discussed(county, readers="everybody").agreement
    stand(county, made, "council", "1.1", "cannot", "Only among us.", visibility="steering")
    for address in (made.get_absolute_url(), clause(made, "1.1").get_absolute_url()):
        assert "Only among us." not in county.client("volunteer").get(address).content.decode()


@pytest.mark.parametrize(("persona", "status"), [("charity", 302), ("linkworker", 403), ("chief", 403), ("officer", 403)])
def test_only_its_own_lead_or_editor_speaks_for_an_organisation(county: County, persona: str, status: int) -> None:
    made = a_discussed(county).agreement
    answer = county.client(persona).post(reverse("positions:answer", args=["agreement", made.pk]), filled(stance_1="agree"))
    assert answer.status_code == status
    assert Position.objects.count() == (status == 302)


def test_many_are_answered_at_once_and_the_rest_agreed_to(county: County) -> None:
    made = a_discussed(county).agreement
    said = filled(stance_2="reservation", words_2="If it is early.", said_by="chair", mandate_body="the trustees", rest="1")
    county.client("charity").post(reverse("positions:answer", args=["agreement", made.pk]), said)
    held = {one.number: Position.objects.get(subject_id=one.id) for one in sheet_of(made).texts}
    assert {number: one.stance for number, one in held.items()} == {
        "": "agree", "1.1": "agree", "1.2": "reservation", "2.1": "agree", "2.2": "agree",
    }  # fmt: skip
    assert (held["1.2"].by, held["1.2"].said_by, held["1.2"].mandate_body) == (county.charity, "chair", "the trustees")


def test_text_changed_while_somebody_wrote_is_read_again(county: County) -> None:
    made = a_discussed(county).agreement
    was = [one.sha256 for one in sheet_of(made).texts]
    drafting.write(clause(made, "1.1"), seen=1, kind="principle", text="We are equals!", by=county.chief)
    settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    answer = county.client("charity").post(
        reverse("positions:answer", args=["agreement", made.pk]), {**filled(stance_1="cannot", words_1="Too loud."), "text": was}
    )
    page = answer.content.decode()
    assert "The text was changed while you were writing" in page
    assert "Too loud." in page
    assert not Position.objects.exists()


def mailed(county: County, who: str = "charity", person: str | None = "charity") -> str:
    return links.to_answer(asking_of(county, who), county.people[person] if person else None)


def test_mailed_link_needs_no_account_and_its_people_hear_of_it(county: County) -> None:
    a_discussed(county)
    (mail,) = Mail.objects.filter(kind="positions.ask", to="charity@example.org")
    assert mail.subject == "Where do you stand? The Marl Agreement"
    client = Client()
    assert client.get(mailed(county)).status_code == 200
    assert not Position.objects.exists()
    assert client.post(mailed(county), filled(stance_1="agree")).status_code == 302
    assert Position.objects.get().by_mail
    assert Mail.objects.filter(kind="positions.taken", to="charity@example.org").exists()


def test_link_to_an_address_asks_for_a_name(county: County) -> None:
    made = a_discussed(county).agreement
    far = OrganisationFactory.create(name="Far Hill Club")
    drafting.add_party(made, far, by=county.chief)
    asking = actions.ask(sheet_of(made), far, by=county.chief, email="club@example.org")
    client, link = Client(), links.to_answer(asking, None)
    assert client.post(link, filled(stance_1="agree")).status_code == 200
    assert client.post(link, filled(stance_1="agree", name="Ada Field", said_by="treasurer")).status_code == 302
    assert Position.objects.get().said_by == "Ada Field, treasurer"


def test_link_ends_when_a_newer_one_is_sent_or_the_seat_ends_or_time_is_up(county: County) -> None:
    made = a_discussed(county).agreement
    old = mailed(county)
    actions.ask(sheet_of(made), county.organisations["charity"], by=county.chief)
    assert Client().get(old).status_code == 410
    new = mailed(county)
    with time_machine.travel(clock.now() + dt.timedelta(days=121), tick=False):
        assert Client().get(new).status_code == 410
    held = Seat.objects.get(organisation=county.organisations["group"])
    other = mailed(county, "group", "group")
    organisations.end_seat(held, by=county.chief)
    assert Client().get(other).status_code == 410
    assert Client().get(new[:-4] + "xxx/").status_code == 410


def test_link_is_for_one_organisation(county: County) -> None:
    a_discussed(county)
    Client().post(mailed(county), filled(stance_1="agree", organisation=str(county.organisations["council"].pk)))
    assert Position.objects.get().organisation == county.organisations["charity"]


def test_when_it_is_signed_nobody_changes_where_they_stood(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement)
    settling.open_for_signing(version, by=county.chief)
    answer = Client().post(mailed(county), filled(stance_1="cannot", words_1="Wait."))
    assert "The discussion is over." in answer.content.decode()
    assert Position.objects.filter(stance="cannot").count() == 0


def test_long_and_right_to_left_words_stay_as_they_are(county: County) -> None:
    made = a_discussed(county, readers="everybody").agreement
    words = "نحن نوافق، لكن العدد ليس صوتاً. " * 40
    stand(county, made, "charity", "1.1", "reservation", words)
    page = Client().get(made.get_absolute_url()).content.decode()
    assert words.strip() in page
    assert re.search(r'<blockquote dir="auto">نحن', page)


def test_who_has_not_answered_is_reminded_once(county: County) -> None:
    a_discussed(county)
    with time_machine.travel(clock.now() + dt.timedelta(days=24), tick=False):
        stand(county, Agreement.objects.get(), "charity", "1.1")
        upkeep.remind()
        upkeep.remind()
    assert Mail.objects.filter(kind="positions.remind", to="group@example.org").count() == 1


def test_desk_shows_what_is_asked(county: County) -> None:
    a_discussed(county)
    assert "5 texts to answer" in county.client("charity").get(reverse("pages:desk")).content.decode()


def test_words_changed_without_a_choice_on_a_changed_text_are_asked_about_and_not_lost(county: County) -> None:
    made = a_discussed(county).agreement
    stand(county, made, "charity", "1.1", "reservation", "If it is early.")
    drafting.write(clause(made, "1.1"), seen=1, kind="principle", text="We are peers.", by=county.chief)
    settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    url = reverse("positions:answer", args=["agreement", made.pk])
    untouched = county.client("charity").post(url, filled(words_1="If it is early."))
    assert untouched.status_code == 302
    asked = county.client("charity").post(url, filled(words_1="If it is very early."))
    assert "Choose one, so that we know what your words mean" in asked.content.decode()
