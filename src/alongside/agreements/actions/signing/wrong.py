"""A move that cannot be made, with its reason as one word; `templates/agreements/signing/closed.html` says each in plain words."""


class NotNow(Exception):
    """`why` is one of: signed, declined, passed_on, withdrawn, expired, moved, replaced, seat_ended, other, party_signed, left, ended,
    closed, asked, party, changed.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
