"""How well pairs are found in two real sources, and between each and a faulty copy of it. Only where they lie beside the house."""

import uuid
from pathlib import Path
from random import Random

import pytest

from alongside.config import house
from alongside.directory.actions.importing import reading
from alongside.directory.queries import duplicates
from tests.directory import faults, labels

DATA = house.ROOT.parent / "shared" / "data" / "directory"
FEED = DATA / "oruk1-north-lincolnshire-services.json"
WORKBOOK = DATA / "hounslow-workbook"

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not DATA.exists(), reason="the real data does not lie beside the house")]


@pytest.mark.parametrize(("path", "same", "at_most"), [(FEED, labels.FEED_SAME, 9), (WORKBOOK, labels.WORKBOOK_SAME, 0)])
def test_what_is_listed_twice_within_a_source_is_found(path: Path, same: set[tuple[str, str]], at_most: int) -> None:
    """All that reading found, and not many more than that."""
    records = {uuid.uuid5(uuid.NAMESPACE_URL, each.key): each for each in reading.read(str(path)).records}
    pairs = duplicates.find([faults.traits(each, key) for key, each in records.items()])
    found = {(min(a, b), max(a, b)) for a, b in ((records[p.first].key[:8], records[p.second].key[:8]) for p in pairs)}
    print(f"{path.name}: {len(found & same)} of {len(same)} found, {len(found)} shown")
    assert same <= found
    assert len(found) <= at_most


@pytest.mark.parametrize(("path", "recall", "precision"), [(FEED, 0.94, 0.99), (WORKBOOK, 0.94, 0.99)])
def test_a_faulty_copy_is_found_again(path: Path, recall: float, precision: float) -> None:
    """Each service with three faults of another list; what is a pair within the source itself is no fault of ours."""
    records = reading.read(str(path)).records
    chance = Random("faults")
    mine = [faults.traits(each, uuid.UUID(int=n)) for n, each in enumerate(records)]
    theirs = [faults.traits(each, uuid.UUID(int=n + 100_000), faults.copy_of(each, chance)) for n, each in enumerate(records)]
    found = {(p.first.int, p.second.int - 100_000) for p in duplicates.find(mine + theirs)}
    across = {(a, b) for a, b in found if 0 <= b < 100_000 and a < 100_000}
    twice = {(a, b + 100_000) for a, b in found if b < 0}
    right = {(a, b) for a, b in across if a == b}
    wrong = {(a, b) for a, b in across if a != b and (min(a, b), max(a, b)) not in twice}
    print(f"{path.name}: recall {len(right) / len(records):.3f}, precision {len(right) / len(right | wrong):.3f}")
    assert len(right) / len(records) >= recall
    assert len(right) / len(right | wrong) >= precision
