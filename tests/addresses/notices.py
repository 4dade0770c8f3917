"""Mail."""

import re
from typing import Any

from alongside.kit import clock
from alongside.notices import choosing, following, proving
from alongside.notices import queries as mails
from alongside.notices.models import Follower, Mail
from tests.addresses.rows import Row, everyone, officers, signed_in
from tests.notices.factories import a_bounce, a_mail
from tests.personas import County


def link_of_a_test_mail(county: County) -> dict[str, Any]:
    """What an officer was mailed to find out whether mail arrives."""
    proving.send_test(by=county.people["officer"])
    return {"token": sealed_in(Mail.objects.get(kind="notices.test"))}


def sealed_in(mail: Mail) -> str:
    """The token of the link in a mail."""
    found = re.search(r"/mail/test/([^/\s]+)/", mails.words_of(mail).text)
    assert found
    return found[1]


def link_to_say_yes(county: County) -> dict[str, Any]:
    """What the mail leads to that asks whether somebody wants what is new."""
    following.ask("somebody@example.org", patch="")
    return {"token": following.yes_url(Follower.objects.get()).rstrip("/").rsplit("/", 1)[1]}


def failed_mail(county: County) -> dict[str, Any]:
    """A mail that did not go."""
    mail = a_mail()
    Mail.objects.filter(pk=mail.pk).update(status=Mail.Status.FAILED, trouble="550 no such user", ended_at=clock.now())
    return {"id": mail.pk}


def what_came_back(county: County) -> dict[str, Any]:
    """A mail that could not be delivered."""
    return {"id": a_bounce(a_mail()).pk}


def link_that_chooses(county: County) -> dict[str, Any]:
    """The link in a reminder to the volunteer, of a kind that may be stopped."""
    return {"token": choosing.path(a_mail(kind="replies.reminder").pk).rstrip("/").rsplit("/", 1)[1]}


ROWS = {
    "notices:new": Row(get=everyone(), post=everyone()),
    "notices:feed": Row(is_page=False, get=everyone()),
    "notices:follow": Row(get=everyone(), post=everyone(302), args=link_to_say_yes),
    "notices:test": Row(get=officers(), post=officers(302)),
    "notices:arrived": Row(get=everyone(), post=everyone(302), args=link_of_a_test_mail),
    "notices:mail": Row(get=officers()),
    "notices:again": Row(post=officers(302), args=failed_mail),
    "notices:settle": Row(post=officers(302), args=what_came_back),
    "notices:choose": Row(get=signed_in(), post=signed_in(404)),
    "notices:choose_by_link": Row(get=everyone(), post=everyone(404), args=link_that_chooses),
}

NOBODYS = {"notices.mail", "notices.returned"}
