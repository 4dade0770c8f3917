"""What may go wrong when services are written. Each message can be shown to the person who tried."""


class DirectoryError(Exception):
    """Something that the directory refuses to do."""


class StaleEdit(DirectoryError):
    """Somebody else changed the service since it was opened for editing."""


class WrongMove(DirectoryError):
    """A service cannot go from where it stands to there."""


class BadFacts(DirectoryError):
    """The facts do not fit together. `fields` says what is wrong with each."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = fields
