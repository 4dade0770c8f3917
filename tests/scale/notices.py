"""The lists of `notices`, and how each is filled."""

import uuid

from alongside.notices.models import Mail, Returned
from tests.notices.factories import a_bounce, a_mail
from tests.personas import County
from tests.scale.lists import List, copies


def mails(county: County, number: int) -> None:
    """Mails that did not go, and as much that came back."""
    made = a_mail()
    copies(Returned.objects.first() or a_bounce(made), number, key=lambda number: uuid.uuid4().hex)
    copies(made, number)
    Mail.objects.filter(status=Mail.Status.WAITING).update(
        status=Mail.Status.FAILED, trouble="550 no such user", ended_at="2026-11-01T00:00Z"
    )


LISTS = {
    "notices:mail": List(mails),
}
