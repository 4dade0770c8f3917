"""The lists of `notices`, and how each is filled."""

from alongside.notices.models import Mail
from tests.notices.factories import a_mail
from tests.personas import County
from tests.scale.lists import List, copies


def mails(county: County, number: int) -> None:
    copies(a_mail(), number)
    Mail.objects.filter(status=Mail.Status.WAITING).update(
        status=Mail.Status.FAILED, trouble="550 no such user", ended_at="2026-11-01T00:00Z"
    )


LISTS = {
    "notices:mail": List(mails),
}
