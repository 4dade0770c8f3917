"""A test mail, and the link by which somebody says that it came."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from alongside.kit import clock
from alongside.notices import proving, queries
from alongside.notices.models import Mail
from tests.personas import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(county: County, settings: Settings) -> Client:
    settings.SMTP_URL = "smtp://mail.example.org"
    return county.client("officer")


def link_of(mail: Mail) -> str:
    found = re.search(r"https?://[^/]+(/mail/test/\S+)", queries.words_of(mail).text)
    assert found
    return found[1]


def test_nothing_is_proven_before_the_button_is_pressed(officer: Client, client: Client) -> None:
    officer.post(reverse("notices:test"))
    link = link_of(Mail.objects.get())
    assert Mail.objects.get().to == "officer@example.org"
    assert b"Yes, it came" in client.get(link).content
    assert not proving.is_proven()
    client.post(link)
    assert proving.is_proven()
    assert b"It arrives" in officer.get(reverse("notices:test")).content


def test_another_mail_server_has_to_be_proven_anew(officer: Client, client: Client, settings: Settings) -> None:
    officer.post(reverse("notices:test"))
    client.post(link_of(Mail.objects.get()))
    settings.SMTP_URL = "smtp://other.example.org"
    assert not proving.is_proven()
    settings.SMTP_URL = "smtp://user:another-password@mail.example.org"
    assert proving.is_proven()


def test_only_the_newest_test_mail_counts_and_for_a_week(officer: Client, client: Client) -> None:
    officer.post(reverse("notices:test"))
    old = link_of(Mail.objects.get())
    officer.post(reverse("notices:test"))
    assert client.post(old).status_code == 410
    newest = link_of(Mail.objects.exclude(pk=Mail.objects.order_by("made_at").values_list("pk", flat=True)[0]).get())
    with clock.moved(days=8):
        assert client.post(newest).status_code == 410
    assert not proving.is_proven()


def test_without_a_mail_server_no_test_is_sent(county: County) -> None:
    page = county.client("officer").post(reverse("notices:test"), follow=True)
    assert b"ALONGSIDE_SMTP_URL" in page.content
    assert not Mail.objects.exists()
