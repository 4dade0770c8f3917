"""The lists of `notices`, and how each is filled."""

from alongside.notices.models import Mail
from tests.notices.factories import a_bounce, a_mail
from tests.personas import County
from tests.scale.lists import List, copies


def mails(county: County, number: int) -> None:
    """Mails that did not go, and as much that came back."""
    made = a_mail()
    copies(a_bounce(made), number, key=str)
    copies(made, number)
    Mail.objects.filter(status=Mail.Status.WAITING).update(
        status=Mail.Status.FAILED, trouble="550 no such user", ended_at="2026-11-01T00:00Z"
    )


LISTS = {
    "notices:mail": List(mails),
}
