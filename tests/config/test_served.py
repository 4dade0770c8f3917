"""What a data folder remembers of how it is served."""

from pathlib import Path

from alongside.config import served


def test_folder_that_was_never_served_has_the_defaults(tmp_path: Path) -> None:
    assert served.read(tmp_path) == served.Served()


def test_folder_remembers_and_keeps_what_it_knew(tmp_path: Path) -> None:
    served.remember(tmp_path, demo=True, clock_shift_days=15)
    served.remember(tmp_path, address="http://localhost:9000")
    assert served.read(tmp_path) == served.Served(address="http://localhost:9000", demo=True, clock_shift_days=15)
