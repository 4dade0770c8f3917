"""Files."""

from typing import Any

from tests.addresses.rows import Row, everyone
from tests.files.factories import a_file
from tests.personas import County


def an_open_file(county: County) -> dict[str, Any]:
    """A picture that everybody may see."""
    return {"id": a_file().pk}


ROWS = {
    "files:open": Row(get=everyone(), args=an_open_file, is_page=False),
}

NOBODYS = {"files.file"}
"""A paper comes with its organisation's slug."""
