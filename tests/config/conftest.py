from pathlib import Path

import pytest

from tests.config.places import Alongside, copied


@pytest.fixture(scope="session")
def new_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first command makes it: every test begins with a copy."""
    folder = tmp_path_factory.mktemp("places") / "new"
    made = Alongside(folder)("sign-in")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def alongside(new_place: Path, tmp_path: Path) -> Alongside:
    return Alongside(copied(new_place, tmp_path / "place"))
