"""Two installations on one machine read each other for ten rounds, with edits, ends, merges and a cut line, and end equal."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import connection

from tests import databases
from tests.openreferral.installation import Installation, installed

ROUNDS = 10
EACH = 55
"""Together more than one page, so that a line can be cut between two."""
LEFT = 2 * EACH - 4
"""Three ended and one became part of another."""
OF_ONES_OWN = {"last_modified", "assurer_email"}


def told(one: Installation) -> dict[str, Any]:
    """All that it publishes, by id, but for what is its own to say."""
    found: dict[str, Any] = {}
    for page in (1, 2):
        said = httpx.get(
            f"{one.address}/services", params={"full": "true", "per_page": "500", "page": str(page)}, timeout=30
        ).json()
        found |= {row["id"]: {key: value for key, value in row.items() if key not in OF_ONES_OWN} for row in said["contents"]}
    return found


@dataclass
class County:
    """Both installations, and the ids of what began at each."""

    both: tuple[Installation, Installation]
    ids: dict[Installation, list[str]]
    ended: list[tuple[Installation, str]] = field(default_factory=list)
    merged: list[tuple[Installation, str]] = field(default_factory=list)

    def change(self, number: int) -> None:
        """Facts change everywhere; twice something ends, once it comes back; each makes two one, and one of them undoes it."""
        for each in self.both:
            each.ask("edit", id=self.ids[each][number], description=f"Said anew in round {number}.", cost="free", cost_pence=None)
            each.ask("edit", id=self.ids[each][20], name=f"Renamed {number}", locations=[])
            each.ask("fill", id=self.ids[each][number + 10], weeks=number + 1)
            if number in (2, 5):
                each.ask("move", id=self.ids[each][30 + number], to="withdrawn")
                self.ended.append((each, self.ids[each][30 + number]))
            if number == 3:
                merge = each.ask("merge", gone=self.ids[each][40], kept=self.ids[each][41])
                self.merged.append((each, merge))
        if number == 6:
            each, merge = self.merged[0]
            each.ask("part", merge=merge)
        if number == 7:
            each, back = self.ended[0]
            each.ask("move", id=back, to="published")

    def cut(self) -> None:
        """The line breaks while one reads the other: nothing is lost by it."""
        one, other = self.both
        other.ask("cut")
        before = one.ask("count")["shown"]
        assert one.ask("read")["state"] == "failed"
        assert one.ask("count")["shown"] == before
        other.ask("mend")

    def read(self) -> list[dict[str, Any]]:
        """Each reads the other to its end."""
        runs = [each.ask("read") for each in self.both]
        assert [(run["state"], run["doubt"]) for run in runs] == [("done", "")] * 2
        return runs


@pytest.mark.slow
@pytest.mark.django_db
def test_two_installations_read_each_other_and_end_equal(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("each installation works on a file of its own")
    database = Path(databases.sqlite_file())
    with installed(tmp_path / "one", database) as one, installed(tmp_path / "other", database) as other:
        made = {
            each: [each.ask("add", name=f"{whose} {n}", runner=f"{whose} Hall", number=n) for n in range(EACH)]
            for each, whose in ((one, "Ashby"), (other, "Brigg"))
        }
        one.ask("follow", address=other.address)
        other.ask("follow", address=one.address)
        county = County((one, other), made)
        for number in range(ROUNDS):
            county.change(number)
            if number == 4:
                county.cut()
            county.read()
        county.read()
        mine = told(one)
        assert len(mine) == LEFT
        assert mine == told(other)
        for each in county.both:
            counts = each.ask("count")
            assert (counts["services"], counts["records"], counts["differences"]) == (2 * EACH, EACH, 0)
        for run in county.read():
            assert (run["created"], run["updated"], run["retired"]) == (0, 0, 0)
            assert run["read"] == LEFT
