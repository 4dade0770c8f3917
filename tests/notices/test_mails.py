"""What officers see of the mail: that it went, to whom, and never what it says."""

import pytest
from django.test import override_settings

from alongside.kit import clock
from alongside.notices.models import Mail
from alongside.record.models import Event
from tests import personas
from tests.notices.factories import a_mail
from tests.personas import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return personas.county()


@pytest.fixture
def failed() -> Mail:
    mail = a_mail("gone@example.org", subject="Your sign-in code", text="SECRET-123")
    Mail.objects.filter(pk=mail.pk).update(status=Mail.Status.FAILED, trouble="550 no such user", ended_at=clock.now())
    return mail


@override_settings(SMTP_URL="smtp://mail.example.org")
def test_officer_sees_what_failed_and_why_but_not_the_words(county: County, failed: Mail) -> None:
    page = county.client("officer").get("/mail/").text
    assert "gone@example.org" in page and "550 no such user" in page
    assert "SECRET-123" not in page


def test_officer_is_told_that_mail_is_not_set_up(county: County) -> None:
    a_mail()
    assert "Mail is not set up" in county.client("officer").get("/mail/").text


@pytest.mark.parametrize("persona", ["charity", "group", "council", "linkworker", "volunteer"])
def test_nobody_else_sees_the_mail_or_sends_it_again(county: County, failed: Mail, persona: str) -> None:
    client = county.client(persona)
    assert client.get("/mail/").status_code == 403
    assert client.post(f"/mail/{failed.pk}/again/").status_code == 403


def test_failed_mail_goes_into_the_outbox_again(county: County, failed: Mail) -> None:
    county.client("officer").post(f"/mail/{failed.pk}/again/")
    failed.refresh_from_db()
    assert (failed.status, failed.trouble, failed.attempts) == (Mail.Status.WAITING, "", 0)
    assert Event.objects.get(kind="notices.sent_again").by == county.officer.pk


def test_mail_without_words_cannot_go_again(county: County, failed: Mail) -> None:
    Mail.objects.filter(pk=failed.pk).update(source=b"", swept_at=clock.now())
    page = county.client("officer").post(f"/mail/{failed.pk}/again/", follow=True)
    assert "cannot be sent again" in page.text
    assert Mail.objects.get().status == Mail.Status.FAILED
