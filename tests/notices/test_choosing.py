"""Which mails people want: stopped from a mail program, from a link, from the account; and had back."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.test import Client

from alongside.notices import actions, choosing, kinds, queries
from alongside.notices.models import Mail, Stopped
from alongside.notices.post import Demonstration
from alongside.people.models import Person
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db

NEWS = "test.news"


@pytest.fixture(autouse=True)
def news() -> Iterator[None]:
    """A kind of mail that may be stopped."""
    kinds.register(NEWS, title="What is new", about="Once a month.")
    yield
    del kinds._kinds[NEWS]


def write(to: Person | str, kind: str = NEWS) -> Mail:
    return actions.send(kind, to=to, subject="News", template="notices/mail", context={})


def message(mail: Mail) -> EmailMessage:
    """The mail as a mail program reads it."""
    return message_from_bytes(bytes(mail.source), EmailMessage, policy=policy.default)


def link(mail: Mail) -> str:
    return choosing.path(mail.pk)


def went(mail: Mail) -> str:
    """What became of it, once the post has run."""
    actions.post(Demonstration())
    mail.refresh_from_db()
    return mail.status


def test_mail_program_stops_them_with_one_press_and_no_cookie() -> None:
    mail = write("ruth@example.org")
    raw = bytes(mail.source).decode()
    where = str(message(mail)["List-Unsubscribe"]).strip("< >")
    assert f"List-Unsubscribe: <{where}>\r\n" in raw.replace(": \r\n ", ": "), "one address, in no code that a program must undo"
    assert str(message(mail)["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    assert "ruth" not in where and str(message(mail)["List-ID"]).startswith("<test-news.")
    answer = Client(enforce_csrf_checks=True).post(link(mail), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert went(write("ruth@example.org")) == Mail.Status.STOPPED


def test_opening_the_link_stops_nothing_since_scanners_open_links() -> None:
    mail = write("ruth@example.org")
    page = Client().get(link(mail)).content.decode()
    assert "Stop these mails" in page and not Stopped.objects.exists()


def test_what_waits_already_is_not_sent_once_its_kind_is_stopped() -> None:
    first, second = write("ruth@example.org"), write("ruth@example.org")
    Client().post(link(first), {"kind": NEWS, "want": "no"})
    assert went(second) == Mail.Status.STOPPED


def test_stopped_mails_come_again_when_their_reader_says_so() -> None:
    mail = write("ruth@example.org")
    Client().post(link(mail), {"kind": NEWS, "want": "no"})
    Client().post(link(mail), {"kind": NEWS, "want": "yes"})
    assert went(write("ruth@example.org")) == Mail.Status.SHOWN


def test_other_people_and_other_mails_go_on() -> None:
    mail = write("ruth@example.org")
    Client().post(link(mail), {"List-Unsubscribe": "One-Click"})
    assert went(write("sam@example.org")) == Mail.Status.SHOWN
    assert went(write("ruth@example.org", kind="journeys.monthly")) == Mail.Status.SHOWN


def test_what_was_stopped_goes_along_to_another_address() -> None:
    ruth = PersonFactory.create(email="ruth@example.org")
    Client().post(link(write(ruth)), {"kind": NEWS, "want": "no"})
    Person.objects.filter(pk=ruth.pk).update(email="ruth@new.example")
    ruth.refresh_from_db()
    assert went(write(ruth)) == Mail.Status.STOPPED


def test_an_answer_that_is_owed_cannot_be_stopped() -> None:
    mail = write("ruth@example.org", kind="replies.asked")
    assert message(mail)["List-Unsubscribe"] is None
    assert Client().post(link(mail), {"kind": "replies.asked", "want": "no"}).status_code == 404
    assert Client().post(link(mail), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert went(write("ruth@example.org", kind="replies.asked")) == Mail.Status.SHOWN


def test_link_that_was_changed_or_whose_mail_was_forgotten_opens_nothing() -> None:
    mail = write("ruth@example.org")
    where = link(mail)
    assert Client().get(where[:-3] + "x/").status_code == 410
    mail.delete()
    assert Client().post(where, {"List-Unsubscribe": "One-Click"}).status_code == 410


def test_words_say_where_to_stop_them_and_the_text_comes_first() -> None:
    mail = write("ruth@example.org")
    assert choosing.url(mail.pk) in queries.words_of(mail).text
    assert choosing.url(mail.pk) in queries.words_of(mail).html
    assert [part.get_content_type() for part in message(mail).iter_parts()] == ["text/plain", "text/html"]
    assert max(len(line) for line in bytes(mail.source).split(b"\r\n")) <= 998, "RFC 5322, section 2.1.1"
    assert '<html lang="en' in queries.words_of(mail).html and str(message(mail)["Auto-Submitted"]) == "auto-generated"


def test_somebody_chooses_on_their_account_and_officers_see_how_many_but_not_who(county: County) -> None:
    reader = county.client("charity")
    reader.post("/mail/choose/", {"kind": NEWS, "want": "no"})
    assert went(write(county.charity)) == Mail.Status.STOPPED
    page = county.client("officer").get("/mail/").content.decode()
    assert "Stopped by one person" in page and county.charity.email not in page


def test_an_address_is_one_however_it_is_spelt() -> None:
    Client().post(link(write("Ruth@Example.org")), {"kind": NEWS, "want": "no"})
    assert went(write("ruth@example.org")) == Mail.Status.STOPPED
