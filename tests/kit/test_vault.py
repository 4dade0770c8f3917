"""What is locked can be read by this installation and by nobody else."""

import pytest
from pytest_django.fixtures import Settings

from alongside.kit import vault


def test_locked_text_is_read_again() -> None:
    assert vault.unlock(vault.lock("JBSWY3DP")) == "JBSWY3DP"
    assert "JBSWY3DP" not in vault.lock("JBSWY3DP")


def test_another_installation_reads_nothing(settings: Settings) -> None:
    locked = vault.lock("JBSWY3DP")
    settings.SECRET_KEY = "another installation"
    with pytest.raises(vault.Unreadable):
        vault.unlock(locked)


def test_changed_text_is_refused() -> None:
    locked = vault.lock("JBSWY3DP")
    with pytest.raises(vault.Unreadable):
        vault.unlock(locked[:-6] + "AAAAA=")
