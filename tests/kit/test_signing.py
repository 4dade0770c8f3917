import datetime as dt

import pytest
import time_machine

from alongside.kit import signing

DAY = dt.timedelta(days=1)


def test_seal_opens_for_its_own_purpose() -> None:
    assert signing.unseal("confirm", signing.seal("confirm", {"id": 7}), DAY) == {"id": 7}


def test_seal_of_another_purpose_stays_shut() -> None:
    with pytest.raises(signing.BadSeal):
        signing.unseal("delete", signing.seal("confirm", {"id": 7}), DAY)


def test_changed_seal_stays_shut() -> None:
    token = signing.seal("confirm", {"id": 7})
    for position in range(len(token)):
        changed = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]
        with pytest.raises(signing.BadSeal):
            signing.unseal("confirm", changed, DAY)


@pytest.mark.parametrize("token", ["", ":", "a:b:c", "é", "." * 2000])
def test_nonsense_stays_shut(token: str) -> None:
    with pytest.raises(signing.BadSeal):
        signing.unseal("confirm", token, DAY)


def test_seal_expires() -> None:
    with time_machine.travel(dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC), tick=False) as machine:
        token = signing.seal("confirm", {})
        machine.shift(DAY)
        assert signing.unseal("confirm", token, DAY) == {}
        machine.shift(1)
        with pytest.raises(signing.Expired):
            signing.unseal("confirm", token, DAY)


def test_token_may_stand_in_an_address() -> None:
    assert set(signing.seal("confirm", {"name": "ß" * 50})) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:."
    )
