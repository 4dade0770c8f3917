"""What a data folder holds when a command has made it."""

import os
import subprocess
import sys
from pathlib import Path

LOOK = (
    "from alongside.config import ground; ground.ready(); "
    "from alongside.terms import queries; from alongside.terms.models import Taxonomy; "
    "print(queries.needs().count()); {more}"
)


def ready(folder: Path, more: str = "") -> int:
    environ = os.environ | {"ALONGSIDE_DATA_DIR": str(folder), "DATABASE_URL": ""}
    done = subprocess.run([sys.executable, "-c", LOOK.format(more=more)], capture_output=True, text=True, env=environ, check=True)
    return int(done.stdout)


def test_a_new_place_starts_with_the_list_of_needs(tmp_path: Path) -> None:
    assert ready(tmp_path, more="Taxonomy.objects.all().delete()") > 40
    assert ready(tmp_path) > 40, "a start that was ended before the list was there is made good by the next one"
