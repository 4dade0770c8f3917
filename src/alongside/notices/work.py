"""What this room does in the background."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alongside.jobs import actions as jobs
from alongside.jobs.registry import job
from alongside.kit import clock
from alongside.notices import actions, following, policy, receiving
from alongside.notices.mailbox import Imap
from alongside.notices.models import Mail
from alongside.notices.post import post_of


@job("notices.post", _("Send the mail that waits"), lease=dt.timedelta(minutes=3), atomic=False)
def post() -> None:
    """Sends what waits. Not in one transaction: every mail is marked as soon as it has gone."""
    through = post_of()
    if through is None:
        return
    if not through.pretends:  # a demonstration writes its history in the past
        actions.give_up(older_than=policy.GIVE_UP_AFTER())
    if actions.post(through) and Mail.objects.due(clock.now()).exists():
        jobs.put("notices.post")


@job("notices.returned", _("Read what came back"), lease=dt.timedelta(minutes=10), atomic=False)
def read_returned() -> None:
    """Looks into the mailbox that our mails come from, where the place has named it. Each message is noted on its own."""
    if not settings.RETURNS_URL:
        return
    with Imap(settings.RETURNS_URL) as box:
        for name, source in box.unread():
            if not receiving.take(source, pass_on=False).by_a_person:
                box.done(name)


@job("notices.news", _("Mail what is new to who asked for it"), atomic=False, lease=dt.timedelta(minutes=5))
def mail_news() -> None:
    """Each follower in a transaction of their own, marked in it: who was told is not told again."""
    following.forget()
    for follower in following.due():
        following.tell(follower)


@job("notices.sweep", _("Let go of what mails said"))
def sweep() -> None:
    """Lets go of what mails said."""
    if not settings.DEMO:  # its mails are there to be looked at
        actions.sweep()
