"""What comes back: an address that is gone, somebody out of office, a person who wrote back."""

import argparse
import io
import sys

import pytest
from django.core import mail as outbox
from pytest_django import Settings

from alongside.config.commands import receive
from alongside.notices import actions, queries, receiving, work
from alongside.notices.mailbox import Closed, Imap
from alongside.notices.models import Mail, Returned
from alongside.notices.post import Demonstration
from alongside.places.models import Place
from tests.notices.factories import a_bounce, a_mail
from tests.notices.mailbox_server import Letters, serving
from tests.notices.returning import a_persons_words, not_delivered, out_of_office
from tests.organisations.factories import ContactFactory
from tests.personas import County

pytestmark = pytest.mark.django_db


def went(mail: Mail) -> str:
    actions.post(Demonstration())
    mail.refresh_from_db()
    return mail.status


def test_nothing_more_goes_to_an_address_that_is_gone_until_an_officer_says_so(county: County) -> None:
    came = a_bounce(a_mail())
    later = a_mail()
    assert (came.kind, came.stops, came.address) == (Returned.Kind.BOUNCE, True, "ruth@example.org")
    assert went(later) == Mail.Status.FAILED and "comes back" in later.trouble
    page = county.client("officer").get("/mail/").content.decode()
    assert "ruth@example.org" in page and "User unknown" in page
    county.client("officer").post(f"/mail/returned/{came.pk}/")
    assert went(a_mail()) == Mail.Status.SHOWN


def test_code_to_sign_in_with_is_always_tried() -> None:
    a_bounce(a_mail())
    assert went(a_mail(kind=actions.BY_DJANGO)) == Mail.Status.SHOWN


@pytest.mark.parametrize("status", ["4.4.1", "5.2.2", "5.7.1"])
def test_full_mailbox_or_a_spam_filter_may_pass_so_the_next_mail_is_tried(status: str) -> None:
    receiving.take(not_delivered(a_mail(), status=status), pass_on=False)
    assert Returned.objects.get().stops is False
    assert went(a_mail()) == Mail.Status.SHOWN


def test_mail_that_is_only_late_is_nothing_to_see() -> None:
    assert not receiving.take(not_delivered(a_mail(), action="delayed", status="4.4.1"), pass_on=False).new


def test_report_about_somebody_else_stops_nobody() -> None:
    receiving.take(not_delivered(a_mail(), to="victim@example.org"), pass_on=False)
    assert Returned.objects.get().stops is False
    assert went(a_mail("victim@example.org")) == Mail.Status.SHOWN


def test_what_is_read_twice_counts_once() -> None:
    source = not_delivered(a_mail())
    assert [len(receiving.take(source, pass_on=False).new) for _ in range(2)] == [1, 0]


def test_out_of_office_is_told_quietly_and_stops_nothing() -> None:
    mail = a_mail()
    receiving.take(out_of_office(mail), pass_on=True)
    assert (Returned.objects.get().kind, Returned.objects.get().mail) == (Returned.Kind.AUTO, mail)
    assert went(a_mail()) == Mail.Status.SHOWN and not outbox.outbox


def test_person_who_wrote_back_stands_first(county: County) -> None:
    a_bounce(a_mail("sam@example.org"))
    receiving.take(a_persons_words(a_mail()), pass_on=False)
    assert [one.kind for one in queries.returned()] == [Returned.Kind.ANSWER, Returned.Kind.BOUNCE]


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xff\xfe\x00",
        b"From: \r\n\r\n",
        b"From: <not an address>\r\nSubject: =?x?q?\r\n\r\nHi",
        b"Content-Type: multipart/report\r\n\r\n",
    ],
)
def test_what_cannot_be_read_harms_nothing(source: bytes) -> None:
    receiving.take(source, pass_on=False)
    assert not Returned.objects.filter(stops=True).exists()


def test_server_hands_a_persons_words_in_and_they_reach_who_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    Place.objects.create(name="Marlshire", email="hello@marlshire.example")
    mail = a_mail()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(a_persons_words(mail))))
    assert receive.run(receive_options()) == 0
    passed = Mail.objects.get(kind="notices.passed_on")
    assert passed.to == "hello@marlshire.example" and b"Ruth Day" not in bytes(passed.source).split(b"\r\n\r\n")[0]


def test_server_keeps_a_persons_words_where_nobody_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(a_persons_words(a_mail()))))
    Place.objects.update(email="")
    assert receive.run(receive_options()) == receive.TRY_LATER
    assert not Returned.objects.exists()


def receive_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    receive.options(parser)
    return parser.parse_args([])


def test_mailbox_is_read_and_a_persons_words_stay_unread(settings: Settings) -> None:
    mail = a_mail()
    letters = Letters([not_delivered(mail), a_persons_words(mail), out_of_office(mail)])
    with serving(letters):
        settings.RETURNS_URL = letters.url
        work.read_returned()
        work.read_returned()
    assert letters.seen == {1, 3}
    assert sorted(Returned.objects.values_list("kind", flat=True)) == ["answer", "auto", "bounce"]


def test_wrong_password_says_so_and_loses_nothing() -> None:
    letters = Letters([], password="other")
    with serving(letters), pytest.raises(Closed), Imap(letters.url.replace("other", "wrong")):
        pass


def test_entry_of_an_organisation_says_to_which_address_mail_comes_back(county: County) -> None:
    charity = county.organisations["charity"]
    ContactFactory.create(organisation=charity, kind="email", value="Ruth@example.org")
    a_bounce(a_mail())
    page = county.client("officer").get(f"/organisations/{charity.slug}/record/").content.decode()
    assert "Mail comes back" in page
