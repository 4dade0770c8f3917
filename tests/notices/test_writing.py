"""What a mail looks like and what it may never carry."""

import html as html_
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMessage, send_mail
from django.db import transaction
from django.test import override_settings
from pytest_django import Settings

from alongside.notices import actions, body, queries
from alongside.notices.models import Mail
from alongside.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "alongside.notices.backend.Outbox"


@pytest.fixture(autouse=True)
def place() -> Place:
    return Place.objects.create(name="Marlshire", coordinator_name="Marlshire Voluntary Action", email="hello@example.org")


def test_django_mail_lands_in_the_outbox_in_our_look() -> None:
    send_mail("Your code", "Your code is below.\n\nABC-123", None, ["ruth@example.org"])
    mail = Mail.objects.get()
    words = queries.words_of(mail)
    assert (mail.to, mail.subject, mail.status) == ("ruth@example.org", "Your code", Mail.Status.WAITING)
    assert "run by Marlshire Voluntary Action" in words.text
    assert 'class="code"' in words.html and "ABC-123" in words.html


def test_mail_is_not_written_when_its_action_fails() -> None:
    def send_and_fail() -> None:
        send_mail("Hello", "Hello", None, ["ruth@example.org"])
        raise LookupError

    with pytest.raises(LookupError), transaction.atomic():
        send_and_fail()
    assert not Mail.objects.exists()


def test_every_address_has_a_row_of_its_own_and_hidden_ones_stay_hidden() -> None:
    EmailMessage("Hello", "Hello", to=["Ruth <ruth@example.org>"], bcc=["sam@example.org"]).send()
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["ruth@example.org", "sam@example.org"]
    assert b"sam@example.org" not in bytes(Mail.objects.order_by("id")[0].source)


@pytest.mark.parametrize("to", ["ruth@example.org\nBcc: eve@example.org", "not an address", "a@b.example, c@d.example"])
def test_address_that_carries_more_than_itself_is_refused(to: str) -> None:
    with pytest.raises(ValidationError):
        actions.send("test.hello", to=to, subject="Hello", template="notices/mail", context={})
    assert not Mail.objects.exists()


def test_headers_cannot_be_added_by_a_subject_or_a_reply_address() -> None:
    mail = actions.send(
        "test.hello", to="ruth@example.org", subject="Hi\r\nBcc: eve@example.org", template="notices/mail", context={}
    )
    assert "\n" not in mail.subject
    assert b"\r\nBcc:" not in bytes(mail.source)
    with pytest.raises(BadHeaderError):
        actions.send(
            "t",
            to="ruth@example.org",
            subject="Hi",
            template="notices/mail",
            context={},
            by_reply_to="a@b.example\nBcc: eve@c.example",
        )


def test_replies_go_to_the_people_who_run_the_place() -> None:
    mail = actions.send("test.hello", to="ruth@example.org", subject="Hi", template="notices/mail", context={})
    assert b"Reply-To: hello@example.org" in bytes(mail.source)


def test_words_of_others_can_be_nothing_but_words() -> None:
    evil = "> <script>alert(1)</script>\n> Press me: http://localhost:8000/x/"
    page = body.as_html(body.Letter(text=evil), subject="Hi", place="Marlshire", runner="us")
    assert "<script>" not in page and 'class="step"' not in page
    assert html_.escape("<script>alert(1)</script>") in page


@override_settings(ADDRESS="https://place.example")
def test_only_our_own_address_becomes_the_thing_to_do() -> None:
    ours, theirs = "Answer: https://place.example/a/b/", "Answer: https://elsewhere.example/a/"
    almost, aside = "Answer: https://place.example.evil.example/a/", "Not now? Go to your desk: https://place.example/desk"
    kinds = [part.kind for part in body.parts(f"{ours}\n\n{theirs}\n\n{almost}\n\n{aside}")]
    assert kinds == ["step", "words", "words", "words"]


def test_words_are_read_as_paragraphs_lists_quotes_and_codes() -> None:
    text = "One\ntwo\n\n- a\n- b\n\n> said\n>\n> so\n\nABC-123\n\nTHE END"
    assert [(part.kind, part.lines) for part in body.parts(text)] == [
        ("words", ("One", "two")),
        ("list", ("a", "b")),
        ("quote", ("said", "", "so")),
        ("code", ("ABC-123",)),
        ("words", ("THE END",)),
    ]


def test_addresses_in_a_sentence_are_links_and_its_stops_stay() -> None:
    page = body.as_html(
        body.Letter(text="It is here (https://place.example/a). Look."), subject="Hi", place="Marlshire", runner="us"
    )
    assert re.search(r'\(<a href="https://place.example/a"[^>]*>https://place.example/a</a>\)\. Look\.', page)


def test_html_carries_its_styles_and_fetches_nothing() -> None:
    page = body.as_html(body.Letter(text="Hi", preheader="In short"), subject="Hi", place="Marlshire", runner="us")
    assert "prefers-color-scheme: dark" in page
    assert 'style="' in page
    assert not any(mark in page for mark in ("<img", "src=", "@import", "<link", "<script"))
    assert page.index("In short") < page.index("Alongside <span")


def test_mail_without_words_any_more_reads_as_empty() -> None:
    send_mail("Hi", "Hello", None, ["ruth@example.org"])
    mail = Mail.objects.get()
    mail.source = b""
    assert queries.words_of(mail) == queries.Words(text="", html="")
