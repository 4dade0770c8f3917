"""Mail goes out through a real mail server, and nothing is lost when that misbehaves."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from alongside.kit import clock
from alongside.notices import actions, policy, queries, work
from alongside.notices.checks import mail_server as checked
from alongside.notices.models import Mail
from alongside.notices.post import Demonstration, Post, Smtp, Unreachable, server_of
from tests.notices.factories import a_mail
from tests.notices.mail_server import Box, serving

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)


@pytest.fixture
def box() -> Iterator[Box]:
    with serving(Box()) as box:
        yield box


def later(**wait: float) -> None:
    """The postman comes again after a while."""
    with time_machine.travel(clock.now() + dt.timedelta(**wait), tick=True):
        work.post()


def test_waiting_mails_go_through_one_connection_each_with_its_own_id(box: Box) -> None:
    for number in range(5):
        a_mail(f"person{number}@example.org")
    with override_settings(SMTP_URL=box.url):
        work.post()
    assert box.connections == 1
    assert [to for to, _ in box.taken] == [f"person{number}@example.org" for number in range(5)]
    assert len(set(box.ids)) == 5
    assert set(Mail.objects.values_list("status", flat=True)) == {Mail.Status.SENT}


def test_sent_mail_is_not_sent_again(box: Box) -> None:
    a_mail()
    with override_settings(SMTP_URL=box.url):
        work.post()
        later(days=1)
    assert len(box.taken) == 1


def test_mail_arrives_as_it_was_written(box: Box) -> None:
    a_mail(subject="Café am Dienstag – grüße", text="Über uns\n.\nEin Punkt allein")
    with override_settings(SMTP_URL=box.url):
        work.post()
    (mail,), words = box.mails, queries.words_of(Mail.objects.get())
    assert mail["Subject"] == "Café am Dienstag – grüße"
    assert words.text.startswith("Über uns\n.\nEin Punkt allein")
    assert mail.get_body(("plain",)).get_content().splitlines() == words.text.splitlines()  # type: ignore[union-attr]
    assert mail["Auto-Submitted"] == "auto-generated"


def test_nothing_is_lost_when_the_server_dies_midway() -> None:
    sent = {a_mail(f"person{number}@example.org").pk for number in range(8)}
    box = Box(die_after=3)
    with serving(box), override_settings(SMTP_URL=box.url):
        work.post()
        assert len(box.taken) == 3
    with override_settings(SMTP_URL=box.url):
        later(minutes=2)  # nobody listens at all
    box.die_after = None
    assert Mail.objects.waiting().count() == 5
    with serving(box), override_settings(SMTP_URL=box.url):
        later(hours=2)
    assert len(box.taken) == len(set(box.ids)) == 8
    assert set(Mail.objects.filter(status=Mail.Status.SENT).values_list("pk", flat=True)) == sent


class Killed(BaseException):
    """As if the process ended here."""


class KilledAfterAcceptance(Smtp):
    def deliver(self, *, sender: str, to: str, source: bytes) -> None:
        super().deliver(sender=sender, to=to, source=source)
        raise Killed


def test_crash_between_acceptance_and_commit_repeats_the_mail_with_the_same_id(box: Box) -> None:
    a_mail()
    with pytest.raises(Killed):
        actions.post(KilledAfterAcceptance(box.url))
    with override_settings(SMTP_URL=box.url):
        work.post()
        assert len(box.taken) == 1  # still in the dead hand
        later(minutes=3)
    assert len(box.taken) == 2
    assert len(set(box.ids)) == 1


def test_refused_address_fails_at_once_with_the_reason_and_stops_nobody_else(box: Box) -> None:
    box.refuse["gone@example.org"] = "550 no such user"
    failed, sent = a_mail("gone@example.org"), a_mail("here@example.org")
    with override_settings(SMTP_URL=box.url):
        work.post()
        later(days=1)
    failed.refresh_from_db()
    sent.refresh_from_db()
    assert (failed.status, sent.status) == (Mail.Status.FAILED, Mail.Status.SENT)
    assert "550 no such user" in failed.trouble
    assert failed.attempts == 1


def test_busy_server_is_asked_again_with_growing_waits(box: Box) -> None:
    box.refuse["slow@example.org"] = "451 come back later"
    mail = a_mail("slow@example.org")
    waits = []
    with override_settings(SMTP_URL=box.url), time_machine.travel(NOON, tick=False) as travel:
        Mail.objects.update(due_at=NOON, waits_since=NOON, made_at=NOON)
        for _ in range(4):
            work.post()
            mail.refresh_from_db()
            waits.append(mail.due_at - clock.now())
            travel.move_to(mail.due_at + dt.timedelta(seconds=1))
        box.refuse.clear()
        work.post()
    assert waits == [dt.timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert [to for to, _ in box.taken] == ["slow@example.org"]


def test_mail_that_cannot_go_for_days_is_given_up_and_kept() -> None:
    mail = a_mail()
    with override_settings(SMTP_URL="smtp://127.0.0.1:1"):
        work.post()
        later(days=policy.GIVE_UP_AFTER().days, hours=1)
    mail.refresh_from_db()
    assert mail.status == Mail.Status.FAILED
    assert "could not be reached" in mail.trouble
    assert bytes(mail.source)


def test_mail_waits_while_no_server_is_named() -> None:
    mail = a_mail()
    with override_settings(SMTP_URL=""):
        work.post()
        later(days=7)
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Mail.Status.WAITING, 0)


def test_demonstration_sends_nothing_and_says_so(box: Box) -> None:
    with time_machine.travel(clock.now() - dt.timedelta(days=30)):
        mail = a_mail()
    with override_settings(SMTP_URL=box.url, DEMO=True):
        work.post()
    mail.refresh_from_db()
    assert mail.status == Mail.Status.SHOWN
    assert not box.connections


def test_two_postmen_send_each_mail_once(box: Box) -> None:
    a_mail("one@example.org")
    a_mail("two@example.org")

    class Other(Smtp):
        def deliver(self, *, sender: str, to: str, source: bytes) -> None:
            if not nested:
                nested.append(True)
                actions.post(Smtp(box.url))
            super().deliver(sender=sender, to=to, source=source)

    nested: list[bool] = []
    actions.post(Other(box.url))
    assert sorted(to for to, _ in box.taken) == ["one@example.org", "two@example.org"]


@pytest.mark.parametrize("post", [Smtp, Demonstration])
def test_every_post_takes_mails_alike(post: type[Post], box: Box) -> None:
    through = Smtp(box.url) if post is Smtp else Demonstration()
    a_mail("one@example.org")
    a_mail("two@example.org")
    assert actions.post(through) == 2
    assert not Mail.objects.waiting().exists()


def test_password_goes_to_this_machine_and_elsewhere_only_encrypted(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    box.offers = ("AUTH PLAIN",)
    a_mail()
    with override_settings(SMTP_URL=f"smtp://officer:pa%40ss@127.0.0.1:{box.port}"):
        work.post()
    assert len(box.logins) == len(box.taken) == 1
    monkeypatch.setattr("alongside.notices.post.ON_THIS_MACHINE", set())
    with pytest.raises(Unreachable, match="no encryption"), Smtp(f"smtp://officer:pass@127.0.0.1:{box.port}"):
        pass
    assert len(box.logins) == 1


def test_wrong_password_keeps_every_mail_and_tells_why(box: Box) -> None:
    box.offers = ("AUTH PLAIN",)
    mail = a_mail()
    with override_settings(SMTP_URL=f"smtp://wrong:wrong@127.0.0.1:{box.port}"):
        work.post()
    mail.refresh_from_db()
    assert mail.status == Mail.Status.WAITING
    assert "name and password" in mail.trouble
    assert "wrong" not in mail.trouble


def test_starttls_is_not_given_up_for_a_server_without_it(box: Box) -> None:
    with pytest.raises(Unreachable), Smtp(f"starttls://127.0.0.1:{box.port}"):
        pass
    assert not box.taken


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("smtp", "mail.example.org", 25, "", "")),
        ("smtps://me:p%3Aw@mail.example.org", ("smtps", "mail.example.org", 465, "me", "p:w")),
        ("starttls://me@example.org:p@mail.example.org:2525", ("starttls", "mail.example.org", 2525, "me@example.org", "p")),
    ],
)
def test_address_of_the_server_is_read(url: str, expected: tuple[str, str, int, str, str]) -> None:
    server = server_of(url)
    assert (server.scheme, server.host, server.port, server.user, server.password) == expected


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port"])
def test_wrong_address_of_the_server_is_told_at_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        server_of(url)
    with override_settings(SMTP_URL=url):
        assert [found.id for found in checked(None)] == ["notices.E001"]


def test_words_are_deleted_in_time_whatever_became_of_the_mail() -> None:
    with time_machine.travel(NOON, tick=False) as travel:
        sent, waits = a_mail("one@example.org"), a_mail("two@example.org")
        Mail.objects.filter(pk=sent.pk).update(status=Mail.Status.SENT, ended_at=NOON)
        travel.move_to(NOON + policy.KEEP_BODIES)
        work.sweep()
        assert not Mail.objects.filter(source=b"").exists()
        travel.shift(dt.timedelta(minutes=1))
        work.sweep()
        assert Mail.objects.filter(source=b"").exclude(swept_at=None).count() == 2
        waits.refresh_from_db()
        assert (waits.status, waits.trouble) == (Mail.Status.FAILED, "Mail was not set up in time.")
        travel.move_to(NOON + policy.KEEP_MAILS + dt.timedelta(minutes=1))
        work.sweep()
    assert not Mail.objects.exists()


@override_settings(DEMO=True)
def test_demonstration_keeps_its_mails_to_be_looked_at() -> None:
    with time_machine.travel(NOON, tick=False) as travel:
        a_mail()
        travel.move_to(NOON + policy.KEEP_MAILS)
        work.sweep()
    assert bytes(Mail.objects.get().source)


def test_address_in_other_letters_reaches_its_server(box: Box) -> None:
    a_mail("ruth@bücher.example")
    with override_settings(SMTP_URL=box.url):
        work.post()
    assert [to for to, _ in box.taken] == ["ruth@xn--bcher-kva.example"]
