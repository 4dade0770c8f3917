import shutil
from pathlib import Path

import pytest

from tests import databases
from tests.config.places import Alongside, copied


@pytest.fixture(scope="session")
def new_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first command leaves it, on the tables that the tests have already: every test begins with a copy.
    That a place is made from nothing, `test_ground` and `test_serving` prove."""
    request.getfixturevalue("django_db_setup")  # not as an argument: that would say that these tests touch the tests' database
    folder = tmp_path_factory.mktemp("places") / "new"
    folder.mkdir()
    shutil.copyfile(databases.sqlite_file(), folder / "alongside.sqlite3")
    made = Alongside(folder)("sign-in")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def alongside(new_place: Path, tmp_path: Path) -> Alongside:
    return Alongside(copied(new_place, tmp_path / "place"))
