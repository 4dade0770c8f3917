"""An agreement on paper: `layout` tells what stands on it, `kit.paper` sets it."""

from pathlib import Path
from typing import Any

from alongside.kit import paper

TEMPLATE = Path(__file__).parent / "agreement.typ"


def typeset(told: dict[str, Any]) -> bytes:
    """The PDF of what `layout` told."""
    return paper.typeset(TEMPLATE, told)
