"""Whoever must have a second step and has none is led to set one up, at every address."""

from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.urls import resolve, reverse
from pytest_django.fixtures import Settings

from alongside.people.middleware import OPEN_WITHOUT
from tests.addresses.table import ROWS
from tests.people.test_second_step import WAYS
from tests.personas import County

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize("name", [name for name in sorted(ROWS) if name not in OPEN_WITHOUT])
def test_officer_without_a_second_step_is_led_to_set_one_up_and_nothing_else_opens(
    name: str, standing_county: County, settings: Settings
) -> None:
    settings.SECOND_STEP_FOR = ["officers"]
    row, officer = ROWS[name], standing_county.client("officer")
    address = reverse(name, kwargs=row.args(standing_county)) + row.query
    if getattr(resolve(urlsplit(address).path).func, "is_public", False):
        pytest.skip("the same for everybody: it never asks who is there")
    Authenticator.objects.all().delete()
    for answer in (officer.get(address), officer.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, WAYS)
