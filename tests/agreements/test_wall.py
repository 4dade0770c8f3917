"""The wall in the room: what it says while people sign, when all have, and afterwards."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.agreements.models import Party, Version
from alongside.agreements.views.signing import room
from alongside.kit import clock
from alongside.notices.models import Mail
from tests.agreements import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with no wall made, and asks it at every look whether it has changed."""
    monkeypatch.setattr(room, "_walls", {})
    monkeypatch.setattr(room, "A_MOMENT", 0.0)


def wall(version: Version, tag: str = "") -> tuple[int, str, str]:
    headers = {"If-None-Match": tag} if tag else {}
    answer = Client().get(reverse("agreements:wall", args=[version.agreement.slug]), headers=headers)
    return answer.status_code, answer.content.decode(), answer["ETag"]


def test_code_for_phones_goes_when_all_have_signed() -> None:
    version = making.open_for_signing(2)
    first, second = Party.objects.order_by("pk")
    making.signed(making.invited(version, first))
    _status, told, tag = wall(version)
    assert "1 of 2 stand side by side" in told and "Sign on your phone" in told
    assert wall(version, tag)[0] == 304
    making.signed(making.invited(version, second))
    status, told, _tag = wall(version, tag)
    assert status == 200 and "All 2 stand side by side" in told
    assert "Sign on your phone" not in told and "Read what we promised" in told
    version.agreement.refresh_from_db()
    assert f"2:{version.agreement.register_head}" in told


def test_just_now_is_over_in_an_hour_also_on_a_screen_that_stays_open() -> None:
    version = making.open_for_signing(2)
    making.signed(making.invited(version, Party.objects.order_by("pk")[0]))
    _status, told, tag = wall(version)
    assert "Just now:" in told
    with time_machine.travel(clock.now() + dt.timedelta(hours=2), tick=False):
        status, told, _tag = wall(version, tag)
    assert status == 200 and "The last to sign:" in told and "Just now" not in told


def test_version_that_was_replaced_offers_no_code() -> None:
    version = making.open_for_signing(2)
    making.signed(making.invited(version, Party.objects.order_by("pk")[0]))
    Version.objects.update(state=Version.State.ENDED, ended_on=clock.today())
    told = Client().get(reverse("agreements:ceremony", args=[version.agreement.slug])).content.decode()
    assert "Sign on your phone" not in told and "Until" in told


def test_mail_is_sent_again_to_one_address_but_not_without_end() -> None:
    version = making.open_for_signing(2)
    making.invited(version, Party.objects.order_by("pk")[0], email="ann@example.org")
    for _time in range(6):
        told = Client().post(reverse("agreements:room", args=[version.agreement.slug]), {"email": "Ann@Example.org"}, follow=True)
        assert "the mail with your link is on its way" in told.content.decode()
    assert Mail.objects.filter(kind="agreements.asked", to="ann@example.org").count() == 1 + room.MAILS
