"""The page of one owed reply: reading, answering, passing on, closing, disputing."""

import pytest

from alongside.replies import actions, subjects
from alongside.replies.models import OwedReply
from alongside.replies.subjects import Subject, Told
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import KIND, QUESTION, a_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(county: County) -> OwedReply:
    return a_reply(county.organisations["charity"], asker=county.volunteer)


def path(reply: OwedReply, *more: str) -> str:
    return "/".join(("/replies", str(reply.pk), *more, ""))


def test_owner_reads_the_question_and_what_happens_otherwise(county: County, reply: OwedReply) -> None:
    page = county.client("charity").get(path(reply)).text
    assert QUESTION in page
    assert "In 7 days" in page
    assert f"It goes to {county.chief.name} on Thursday 19 November." in page


def test_answer_is_saved_and_the_page_says_what_happens_next(county: County, reply: OwedReply) -> None:
    client = county.client("charity")
    sent = client.post(path(reply), {"text": "Ring 01632 960 111."}, follow=True)
    assert sent.redirect_chain == [(path(reply, "answered"), 302)]
    assert "Your answer is on its way" in sent.text
    assert "For 28 days they can say that it does not answer them." in sent.text
    assert "Your desk is clear" in sent.text


def test_empty_answer_is_refused_with_a_summary_and_changes_nothing(county: County, reply: OwedReply) -> None:
    page = county.client("charity").post(path(reply), {"text": "  "})
    assert "Your answer: Write an answer, if only a short one" in page.text
    assert "<title>Error:" in page.text
    assert OwedReply.objects.get().is_owed


def test_slower_of_two_keeps_their_text_and_learns_why(county: County, reply: OwedReply) -> None:
    actions.answer(reply, text="First", by=county.charity)
    page = county.client("officer").post(path(reply), {"text": "My long considered answer"})
    assert "Somebody else has dealt with this while you were writing" in page.text
    assert "My long considered answer" in page.text
    assert OwedReply.objects.get().answer == "First"


def test_asker_sees_it_but_cannot_answer_it(county: County, reply: OwedReply) -> None:
    client = county.client("volunteer")
    assert "Send your answer" not in client.get(path(reply)).text
    assert client.post(path(reply), {"text": "Me"}).status_code == 403
    assert client.get(path(reply, "pass-on")).status_code == 403
    assert client.post(path(reply, "close"), {"outcome": "withdrawn", "why": "x"}).status_code == 403
    assert OwedReply.objects.get().is_owed


@pytest.mark.parametrize("more", [(), ("answered",), ("pass-on",), ("close",), ("dispute",)])
def test_outsider_does_not_learn_that_it_exists(county: County, reply: OwedReply, more: tuple[str, ...]) -> None:
    assert county.client("council").get(path(reply, *more)).status_code == 404


def test_colleague_is_chosen_by_name_with_a_note(county: County, reply: OwedReply) -> None:
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    client = county.client("charity")
    assert colleague.name in client.get(path(reply, "pass-on")).text
    page = client.post(path(reply, "pass-on"), {"to": str(colleague.pk), "note": "You were there."}, follow=True)
    assert f"It is now with {colleague.name}" in page.text
    assert "You were there." in client.get(path(reply)).text


def test_note_between_colleagues_is_not_for_the_asker(county: County, reply: OwedReply) -> None:
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    actions.pass_on(reply, to=colleague, note="Handle with care.", by=county.charity)
    actions.answer(reply, text="Yes", by=colleague)
    assert "Handle with care." not in county.client("volunteer").get(path(reply)).text
    assert "Handle with care." in county.client("charity").get(path(reply)).text


def test_nobody_from_outside_can_be_chosen(county: County, reply: OwedReply) -> None:
    SeatFactory(organisation=county.organisations["charity"])
    page = county.client("charity").post(path(reply, "pass-on"), {"to": str(county.council.pk)})
    assert "Choose one of these people" in page.text
    assert OwedReply.objects.get().owner == county.charity


def test_lone_person_learns_that_there_is_no_colleague(county: County, reply: OwedReply) -> None:
    assert "Nobody else has a seat at Marlshire Carers" in county.client("charity").get(path(reply, "pass-on")).text


def test_what_needs_no_answer_is_closed_with_a_line(county: County, reply: OwedReply) -> None:
    client = county.client("charity")
    assert "Write a line to whoever asked" in client.post(path(reply, "close"), {"outcome": "duplicate"}).text
    page = client.post(path(reply, "close"), {"outcome": "duplicate", "why": "See Monday's answer."}, follow=True)
    assert "It is closed" in page.text
    assert OwedReply.objects.get().outcome == "duplicate"


def test_asker_says_that_it_was_no_answer(county: County, reply: OwedReply) -> None:
    actions.answer(reply, text="Look at our page.", by=county.charity)
    client = county.client("volunteer")
    assert "This does not answer me" in client.get(path(reply)).text
    page = client.post(path(reply, "dispute"), {"why": "There is no number on it."}, follow=True)
    assert "There is no number on it." in page.text
    assert "Look at our page." in page.text
    assert OwedReply.objects.get().state == "disputed"


def test_words_of_others_are_shown_as_words(county: County) -> None:
    reply = a_reply(county.organisations["charity"], title="<script>alert(1)</script>")
    actions.answer(reply, text="<b>bold</b>\n\nnew line", by=county.charity)
    page = county.client("charity").get(path(reply)).text
    assert "<script>alert" not in page and "<b>bold" not in page
    assert "&lt;b&gt;bold" in page


def test_what_is_answered_by_doing_leads_there_and_takes_no_words(
    county: County, reply: OwedReply, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(text="A new service waits.", act_url="/support/new/", act_label="Look at it")
    subject = Subject(label="an entry", days=5, describe=lambda ids: dict.fromkeys(ids, told))
    monkeypatch.setitem(subjects._kinds, KIND, subject)
    client = county.client("charity")
    page = client.get(path(reply)).text
    assert '<a class="btn" href="/support/new/">Look at it</a>' in page
    assert "Send your answer" not in page
    assert client.post(path(reply), {"text": "Fine"}).status_code == 403
    assert OwedReply.objects.get().is_owed
    actions.dispute(actions.answer(reply, text="It stays out.", by=county.charity), by=county.volunteer)
    assert "Send your answer" in client.get(path(reply)).text, "who asks again gets words"


def test_two_who_pass_it_on_at_once_do_not_undo_each_other(county: County, reply: OwedReply) -> None:
    one, two = (SeatFactory.create(organisation=county.organisations["charity"]).person for _ in range(2))
    seen = OwedReply.objects.get()
    actions.pass_on(reply, to=one, by=county.charity)
    with pytest.raises(actions.NotOwed):
        actions.pass_on(seen, to=two, by=county.chief)
    assert OwedReply.objects.get().owner == one


def test_where_nobody_left_an_address_the_form_asks_what_was_done(county: County) -> None:
    reply = a_reply(county.organisations["charity"], asker_email="")
    client = county.client("charity")
    assert "Nobody left an address." in client.get(path(reply)).text
    page = client.post(path(reply), {"text": "I rang and found her a place."}, follow=True)
    assert "your answer is kept here" in page.text
