"""In what capacity somebody speaks for an organisation, and the decision behind it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Mandate:
    """Who speaks, as what ("chair"), and which body decided it, when, and where that is written."""

    said_by: str = ""
    body: str = ""
    on: dt.date | None = None
    reference: str = ""

    def fields(self) -> dict[str, object]:
        """As the rows keep it."""
        return {
            "said_by": self.said_by.strip()[:200],
            "mandate_body": self.body.strip(),
            "mandate_on": self.on,
            "mandate_reference": self.reference.strip(),
        }


NONE = Mandate()
"""Somebody just says so."""
