"""The open feed as a program meets it: its base, its lists, its details."""

import msgspec
import pytest
from django.test import Client

from alongside.openreferral import standard

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("base", ["/openreferral", "/openreferral/"])
def test_base_says_which_standard_this_is(client: Client, base: str) -> None:
    answer = client.get(base)
    said = msgspec.json.decode(answer.content, type=standard.ApiDetails)
    assert said.version == "HSDS-UK-3.0"
    assert answer["Access-Control-Allow-Origin"] == "*"
