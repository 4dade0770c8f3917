"""A log never holds what opens a mailed link."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from alongside.kit import signing
from alongside.kit.logs import WithoutTokens
from alongside.people import actions as people
from alongside.replies import mails
from tests.people.factories import PersonFactory
from tests.replies.factories import a_reply


def broken(get_response: object) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware with a fault that tells where it happened."""

    def answer(request: HttpRequest) -> HttpResponse:
        raise ValueError(f"cannot read {request.path}")

    return answer


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What our handler writes, with every line of Django's let through."""
    ours: Any = next(one for one in logging.getLogger().handlers if any(isinstance(f, WithoutTokens) for f in one.filters))
    written = io.StringIO()
    # Not by setStream: it flushes the stream of an earlier test, which is closed by now.
    monkeypatch.setattr(ours, "stream", written)
    logging.getLogger("django.request").setLevel(logging.DEBUG)
    yield written
    logging.getLogger("django.request").setLevel(logging.ERROR)


@pytest.mark.django_db
def test_refused_form_of_a_mailed_link_leaves_no_token_in_the_log(log: io.StringIO) -> None:
    address = people.sign_in_link(PersonFactory.create())
    path = address.removeprefix(settings.ADDRESS)
    answer = Client(enforce_csrf_checks=True).post(path, headers={"referer": address})
    assert answer.status_code == 403
    assert "Forbidden" in log.getvalue() and "/account/link/…/" in log.getvalue()
    assert path.split("/")[-2] not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("tail", ["", "x", ").", "/more"])
def test_mailed_link_that_is_not_found_leaves_no_token_in_the_log(log: io.StringIO, tail: str) -> None:
    token = mails.dispute_url(a_reply()).rstrip("/").rsplit("/", 1)[1]
    Client().get(f"/replies/by-mail/nowhere/{token}{tail}/")
    Client().get(f"/replies/by-mail/dispute/{token}{tail}/")
    assert "Not Found: /replies/by-mail/nowhere/…" in log.getvalue()
    assert token[:30] not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("opens", ["/account/link/", "/account/no-longer/", "/account/keep-me/", "/account/your-data/link/"])
def test_fault_behind_a_mailed_link_leaves_no_token_in_the_log(log: io.StringIO, opens: str, settings: Settings) -> None:
    """Also where the fault itself speaks of the address."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.kit.test_logs.broken"]
    token = people.sign_in_link(PersonFactory.create()).rstrip("/").rsplit("/", 1)[1]
    answer = Client(raise_request_exception=False).get(f"{opens}{token}/")
    assert answer.status_code == 500
    assert f"Internal Server Error: {opens}…/" in log.getvalue()
    assert f"ValueError: cannot read {opens}…/" in log.getvalue()
    assert token not in log.getvalue()


def test_what_helps_to_find_a_fault_stays(log: io.StringIO) -> None:
    logging.getLogger("django.request").error(
        "Internal Server Error: %s", "/support/a-very-long-name-of-a-service-in-the-county/check/"
    )
    logging.getLogger("alongside.jobs").warning("Job %s failed: %s", "notices.send", "ConnectionRefusedError: [Errno 111]")
    assert "/support/a-very-long-name-of-a-service-in-the-county/check/" in log.getvalue()
    assert "notices.send failed: ConnectionRefusedError: [Errno 111]" in log.getvalue()


def test_every_token_of_ours_is_known_by_its_shape(log: io.StringIO) -> None:
    for facts in ({}, {"reply": "x"}, {"reply": "0" * 36, "round": 1}):
        token = signing.seal("replies.answer", facts)
        logging.getLogger("django").error("Not Found: %s", reverse("replies:answer_by_mail", args=[token]))
    assert log.getvalue().count("/replies/by-mail/answer/…/") == 3
