"""Django's mail goes through our outbox, so that no mail is lost and all of them look like ours."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from alongside.notices import actions


class Outbox(BaseEmailBackend):
    """Puts what is sent through django.core.mail into the outbox, in the transaction of whoever sends it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = [message for message in email_messages if message.recipients()]
        for message in sent:
            actions.dress(message)
        actions.keep(sent, kind=actions.BY_DJANGO)
        return len(sent)
