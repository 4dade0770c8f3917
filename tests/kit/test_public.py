"""Answers for programs know nobody, and keep every header that protects."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_public_answer_protects_like_every_page(client: Client) -> None:
    answer, page = client.get("/support.json"), client.get("/support")
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"):
        assert answer[name] == page[name]


def test_public_answer_is_the_same_for_everybody(client: Client) -> None:
    client.cookies["sessionid"] = "somebody"
    answer = client.get("/support.json")
    assert not hasattr(answer.wsgi_request, "user")
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies


def test_public_answer_refuses_what_it_does_not_do(client: Client) -> None:
    assert client.post("/support.json").status_code == 405


def test_fault_in_a_public_answer_is_told_like_any_other(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("alongside.directory.views.find.answer", None)
    assert client.get("/support.json").status_code == 500
