"""What a data folder remembers of how it is served, so that every other command on the same folder agrees."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

NAME = "served.json"


@dataclass(frozen=True)
class Served:
    """The address that people reach the place at; whether it is a demonstration, and how far its clock is moved."""

    address: str = "http://localhost:8000"
    demo: bool = False
    clock_shift_days: int = 0


def read(folder: Path) -> Served:
    """What `folder` remembers; the defaults for one that was never served."""
    try:
        return Served(**json.loads((folder / NAME).read_text()))
    except FileNotFoundError:
        return Served()


def remember(folder: Path, **facts: object) -> Served:
    """Keep `facts` with what the folder knows already. The file is whole at every moment."""
    folder.mkdir(parents=True, exist_ok=True)
    now = replace(read(folder), **facts)  # type: ignore[arg-type]
    fresh = folder / f".{NAME}"
    fresh.write_text(json.dumps(asdict(now)))
    fresh.rename(folder / NAME)
    return now
